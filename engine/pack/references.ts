/** What a step names of the world around its flow: other flows, members, connections, secrets; found, and put in other words. */
import { z } from 'zod'
import { mapTexts, textsIn } from './texts.ts'

/** The integration whose account answers for an AI step. */
const AI_SERVICE = 'openai'

/** Names another flow, a member, or nothing where it may not be named. */
export type Rename = (id: string) => string | undefined

const AnyStep = z.looseObject({ block: z.string() })
const Calls = z.looseObject({ flow: z.string() })
const WithTools = z.looseObject({ tools: z.array(Calls) })
const ToMember = z.looseObject({ to: z.strictObject({ memberId: z.string() }) })
const ToMembers = z.looseObject({ to: z.strictObject({ memberIds: z.array(z.string()) }) })
const OfIntegration = z.looseObject({ block: z.literal('integration'), integration: z.string() })

/** The step with the flows that it calls named otherwise. A call of what has no name calls nothing yet; a tool goes. */
export function renameFlows<Step extends object>(step: Step, rename: Rename): Step {
  const calls = Calls.safeParse(step).data
  if (calls) return { ...step, flow: rename(calls.flow) ?? '' }
  const tools = WithTools.safeParse(step).data?.tools
  if (!tools) return step
  return {
    ...step,
    tools: tools.flatMap((tool) => {
      const flow = rename(tool.flow)
      return flow === undefined ? [] : [{ ...tool, flow }]
    }),
  }
}

/** The step with only those members whom `rename` knows; where nobody is left, whoever is next or the owners take the place. */
export function renameMembers<Step extends object>(step: Step, rename: Rename): Step {
  const one = ToMember.safeParse(step).data?.to
  if (one) {
    const memberId = rename(one.memberId)
    return { ...step, to: memberId === undefined ? 'in-turn' : { memberId } }
  }
  const many = ToMembers.safeParse(step).data?.to
  if (!many) return step
  const memberIds = many.memberIds.flatMap((id) => rename(id) ?? [])
  return { ...step, to: memberIds.length === 0 ? 'owners' : { memberIds } }
}

export function membersIn(step: object): string[] {
  const one = ToMember.safeParse(step).data?.to
  return one ? [one.memberId] : (ToMembers.safeParse(step).data?.to.memberIds ?? [])
}

/** The integration of which it needs an account. */
export function usesIntegration(step: object): string | undefined {
  if (AnyStep.safeParse(step).data?.block === 'ai') return AI_SERVICE
  return OfIntegration.safeParse(step).data?.integration
}

export function usesCode(step: object): boolean {
  return AnyStep.safeParse(step).data?.block === 'code'
}

/** The names of the secrets whose markers stand in its texts. */
export function secretsIn(step: object): string[] {
  const names = textsIn(step).flatMap((text) => [...text.matchAll(SECRET)].map(([, name = '']) => name))
  return [...new Set(names)]
}

/** The files of a workspace that its texts lead to. */
export function filesIn(step: object): Array<{ workspaceId: string; name: string }> {
  return textsIn(step).flatMap((text) =>
    [...text.matchAll(FILE)].map(([, workspaceId = '', name = '']) => ({ workspaceId, name })),
  )
}

/** The step without the addresses of files, but for those of the workspace that may stay. */
export function withoutFiles<Step extends object>(step: Step, isKept: (workspaceId: string) => boolean): Step {
  return mapTexts(step, (text) =>
    text.replace(FILE, (address, workspaceId: string) => (isKept(workspaceId) ? address : '')),
  )
}

const SECRET = /\{\{\s*secret\.([A-Za-z0-9_-]{1,60})/g
const FILE =
  /(?:https?:\/\/[^\s"'<>()]*)?\/files\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})\/[^\s"'<>()/]+(?:\/([^\s"'<>()]*))?/gi
