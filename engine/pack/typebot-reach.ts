/** What Typebot's calls of the world outside become. */
import { z } from 'zod'
import type { Around, Carry, Made } from './typebot-carry.ts'

const Words = z.string().nullish()
const Pair = z.looseObject({ key: Words, value: Words })
const Http = z.looseObject({
  options: z
    .looseObject({
      webhook: z
        .looseObject({
          url: Words,
          method: Words,
          headers: z.array(Pair).nullish(),
          queryParams: z.array(Pair).nullish(),
          body: Words,
        })
        .nullish(),
      isCustomBody: z.boolean().nullish(),
      responseVariableMapping: z.array(z.looseObject({ variableId: Words, bodyPath: Words })).nullish(),
      timeout: z.number().nullish(),
    })
    .nullish(),
})
const Mail = z.looseObject({
  options: z
    .looseObject({
      recipients: z.array(z.string()).nullish(),
      subject: Words,
      body: Words,
      isCustomBody: z.boolean().nullish(),
    })
    .nullish(),
})
const OpenAi = z.looseObject({
  options: z
    .looseObject({
      model: Words,
      messages: z.array(z.looseObject({ role: Words, content: Words })).nullish(),
      responseMapping: z.array(z.looseObject({ variableId: Words, item: Words, valueToExtract: Words })).nullish(),
    })
    .nullish(),
})

export const REACH: Record<string, Carry> = {
  Webhook: request,
  'HTTP Request': request,
  Zapier: request,
  'Make.com': request,
  Pabbly: request,
  Email: (block, to) => {
    const { recipients, subject, body } = Mail.parse(block).options ?? {}
    const [first, ...others] = recipients ?? []
    if (first === undefined) return leftOut(to, 'An e-mail to nobody is left out.')
    const letter = { block: 'mail', subject: to.text(subject || 'News', 200), text: to.text(body || '{{LAST_INPUT}}') }
    return [first, ...others.slice(0, 9)].map((address) => ({ ...letter, to: to.text(address, 500) }))
  },
  OpenAI: openAi,
  openai: openAi,
}

function request(block: object, to: Around): Made[] {
  const { webhook, responseVariableMapping, timeout } = Http.parse(block).options ?? {}
  const url = to.text(addressOf(webhook?.url ?? '', webhook?.queryParams ?? []), 2000).trim()
  if (url === '') return leftOut(to, 'A request without an address is left out.')
  const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].find((each) => each === webhook?.method)
  if (!method && webhook?.method) to.tell(`The method ${webhook.method} is POST here.`)
  const headers = (webhook?.headers ?? []).slice(0, 30).flatMap(({ key, value }) => {
    return key ? [{ name: key.slice(0, 100), value: to.text(value ?? '', 2000) }] : []
  })
  if (headers.some(({ name }) => /authorization|cookie|key|token/i.test(name)))
    to.tell('A header holds a key. Put the key among the secrets and name it here as {{secret.NAME}}.')
  return [
    {
      block: 'http',
      method: method ?? 'POST',
      url,
      headers,
      body: method === 'GET' ? { kind: 'none' } : bodyOf(block, to),
      timeoutSeconds: Math.min(60, Math.max(1, Math.round(timeout ?? 10))),
      retries: 0,
      save: savedOf(responseVariableMapping ?? [], to),
    },
  ]
}

function addressOf(url: string, parameters: Array<z.output<typeof Pair>>): string {
  const written = parameters.flatMap(({ key, value }) => (key ? [`${encodeURIComponent(key)}=${value ?? ''}`] : []))
  if (written.length === 0) return url
  return `${url}${url.includes('?') ? '&' : '?'}${written.join('&')}`
}

/** Without a body of its own, Typebot sends all that was answered. */
function bodyOf(block: object, to: Around): object {
  const { webhook, isCustomBody } = Http.parse(block).options ?? {}
  if (isCustomBody && webhook?.body && webhook.body.trim() !== '{{state}}') {
    const text = to.text(webhook.body, 20_000)
    return { kind: /^\s*[[{]/.test(text) ? 'json' : 'text', text }
  }
  if (isCustomBody && !webhook?.body) return { kind: 'none' }
  to.tell('The request sent all answers by itself; here its body names them. Take out what is not needed.')
  const lines = to
    .fields()
    .slice(0, 100)
    .map((name) => `  "${name}": "{{${name}}}"`)
  return { kind: 'json', text: `{\n${lines.join(',\n')}\n}` }
}

function savedOf(
  mapping: Array<{ variableId?: string | null | undefined; bodyPath?: string | null | undefined }>,
  to: Around,
): object[] {
  return mapping.slice(0, 30).flatMap(({ variableId, bodyPath }) => {
    const [field, path] = [to.field(variableId), pathOf(bodyPath ?? '')]
    if (!field) return []
    if (path === undefined) to.tell(`The part “${bodyPath ?? ''}” of the answer is not kept.`)
    return path === undefined ? [] : [{ path, field }]
  })
}

function pathOf(bodyPath: string): string | undefined {
  const path = bodyPath.trim().replace(/\[["']?([A-Za-z0-9_-]+)["']?\]/g, '.$1')
  if (path === 'statusCode') return 'status'
  return /^data(?:\.[A-Za-z0-9_-]+)*$/.test(path) ? path : undefined
}

function openAi(block: object, to: Around): Made[] {
  const { messages, responseMapping, model } = OpenAi.parse(block).options ?? {}
  const said = (role: string) =>
    (messages ?? []).flatMap((each) => (each.role === role && each.content ? [each.content] : []))
  const system = to.text(said('system').join('\n\n'), 4000)
  const prompt = to.text(said('user').at(-1) ?? '{{LAST_INPUT}}', 4000)
  const mapped = (responseMapping ?? []).find((each) => to.field(each.variableId))
  const field = to.field(mapped?.variableId)
  to.tell('Connect a service that answers with AI, and look at the words it is given.')
  return [
    {
      block: 'ai',
      system,
      prompt,
      history: 0,
      ...(model && { model: model.slice(0, 100) }),
      maxTokens: 500,
      say: field === undefined,
      ...(field && { field }),
      tools: [],
      fields: [],
    },
  ]
}

function leftOut(to: Around, message: string): Made[] {
  to.tell(message)
  return []
}
