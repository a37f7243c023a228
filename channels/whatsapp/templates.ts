/** The templates of a WhatsApp Business account that Meta has approved. */
import { z } from 'zod'
import type { ApprovedTemplate, Done } from '../channel.ts'
import { granted, graph, refusal, type ThroughFacebook } from '../meta/graph.ts'

const PAGES = 10

const Listed = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      language: z.string(),
      status: z.string(),
      components: z.array(z.object({ type: z.string(), text: z.string().optional() })).default([]),
    }),
  ),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
})

/** All of them; what a header or a button would have filled in cannot be sent from a flow. */
export async function templatesOf(line: ThroughFacebook, accountId: string): Promise<Done<ApprovedTemplate[]>> {
  const found: ApprovedTemplate[] = []
  let after: string | undefined
  for (let page = 0; page < PAGES; page++) {
    const answer = await graph(line, {
      path: `/${accountId}/message_templates`,
      token: line.through.secrets.userToken,
      query: { fields: 'name,language,status,components', limit: '100', ...(after && { after }) },
    })
    const listed = granted(answer, Listed)
    if (!listed) return { ok: false, message: refusal(answer) }
    for (const { name, language, status, components } of listed.data) {
      const text = components.find(({ type }) => type.toUpperCase() === 'BODY')?.text ?? ''
      if (status === 'APPROVED') found.push({ name, language, text, parameters: placesIn(text) })
    }
    after = listed.paging?.next === undefined ? undefined : listed.paging.cursors?.after
    if (!after) break
  }
  return { ok: true, data: found }
}

/** «Hello {{1}}, your order {{2}}» has two. */
function placesIn(text: string): number {
  return new Set(text.match(/\{\{\s*\w+\s*\}\}/g)).size
}
