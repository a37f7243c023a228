/** Asks a language model over OpenAI's chat completions. */
import { z } from 'zod'
import type { Answered } from '../../shared/account.ts'
import { Value } from '../../shared/fields.ts'
import type { AccountOf, AiAsk, AiReply, Checked, Done, Integration } from '../integration.ts'
import { openaiDefinition } from './definition.ts'

type OpenAi = AccountOf<typeof openaiDefinition>

const REPLY_MS = 55_000

export const openai: Integration<typeof openaiDefinition> = { definition: openaiDefinition, check, actions: {}, reply }

async function check(account: OpenAi): Promise<Checked> {
  const answer = await account.ask({ method: 'GET', url: at(account, '/models'), headers: headersOf(account) })
  if (!answer.ok) return { ok: false, message: answer.message }
  // some services list no models; that the key is not refused is enough then
  if (answer.status === 401 || answer.status === 403) return { ok: false, message: 'The service refuses this key.' }
  if (answer.status >= 500) return { ok: false, message: `The service answered ${answer.status}.` }
  return { ok: true, label: `${new URL(account.secrets.baseUrl).host} · ${account.secrets.model}` }
}

async function reply(ask: AiAsk, account: OpenAi): Promise<Done<AiReply>> {
  const answer = await complete(ask, account, 'schema')
  // services that know no JSON schema say 400; they are asked for plain JSON then
  const isOlder = answer.ok && answer.status === 400 && ask.fields.length > 0
  return readReply(isOlder ? await complete(ask, account, 'object') : answer, ask)
}

function complete(ask: AiAsk, account: OpenAi, format: 'schema' | 'object'): Promise<Answered> {
  return account.ask({
    method: 'POST',
    url: at(account, '/chat/completions'),
    headers: headersOf(account),
    json: bodyOf(ask, account.secrets.model, format),
    timeoutMs: REPLY_MS,
  })
}

function bodyOf(ask: AiAsk, model: string, format: 'schema' | 'object') {
  const hasFields = ask.fields.length > 0
  return {
    model: ask.model || model,
    messages: messagesOf(ask, format),
    max_tokens: ask.maxTokens,
    ...(ask.temperature !== undefined && { temperature: ask.temperature }),
    ...(ask.tools.length > 0 && { tools: ask.tools.map(toolOf), parallel_tool_calls: false }),
    ...(hasFields && { response_format: format === 'object' ? { type: 'json_object' } : schemaOf(ask.fields) }),
  }
}

function messagesOf({ messages, rounds, fields }: AiAsk, format: 'schema' | 'object') {
  const plain = messages.map(({ role, text }) => ({ role, content: text }))
  const wanted =
    fields.length > 0 && format === 'object'
      ? [{ role: 'system', content: `Answer with one JSON object of these parts: ${JSON.stringify(fields)}` }]
      : []
  const called = rounds.flatMap(({ id, tool, arguments: given, result }) => [
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id, type: 'function', function: { name: tool, arguments: JSON.stringify(given) } }],
    },
    { role: 'tool', tool_call_id: id, content: JSON.stringify(result) },
  ])
  return [...wanted, ...plain, ...called]
}

function toolOf({ name, description, inputs }: AiAsk['tools'][number]) {
  return { type: 'function', function: { name, description, parameters: objectOf(inputs) } }
}

function schemaOf(fields: AiAsk['fields']) {
  return { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: objectOf(fields) } }
}

function objectOf(parts: ReadonlyArray<{ name: string; description: string }>) {
  const properties = Object.fromEntries(parts.map(({ name, description }) => [name, { type: 'string', description }]))
  return { type: 'object', properties, required: parts.map(({ name }) => name), additionalProperties: false }
}

const Completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }))
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ total_tokens: z.number() }).nullish(),
})

function readReply(answer: Answered, ask: AiAsk): Done<AiReply> {
  if (!answer.ok) return { ok: false, reason: answer.reason, message: answer.message }
  if (answer.status !== 200) return refusalOf(answer.status)
  const read = Completion.safeParse(answer.json)
  if (!read.success) return { ok: false, reason: 'failed', message: 'The service answered in a way that is not known.' }

  const { choices, usage } = read.data
  const message = choices[0]?.message
  const tokens = usage?.total_tokens ?? 0
  const call = message?.tool_calls?.[0]
  const text = message?.content?.trim() ?? ''
  if (call && ask.tools.some(({ name }) => name === call.function.name)) {
    const tool = { id: call.id, name: call.function.name, arguments: readJson(call.function.arguments) ?? {} }
    return { ok: true, data: { text, tool, tokens } }
  }
  if (ask.fields.length === 0) return { ok: true, data: { text, tokens } }
  const fields = Fields.safeParse(readJson(text))
  if (!fields.success)
    return { ok: false, reason: 'failed', message: 'The model did not answer with the parts that were asked for.' }
  return { ok: true, data: { text, fields: fields.data, tokens } }
}

const Fields = z.record(z.string(), Value)

function refusalOf(status: number): Done<AiReply> {
  if (status === 401 || status === 403)
    return { ok: false, reason: 'refused', status, message: 'The service refuses this key.' }
  if (status === 429)
    return { ok: false, reason: 'limit', status, message: 'The service is asked too much, or its budget is used up.' }
  return { ok: false, reason: 'failed', status, message: `The service answered ${status}.` }
}

function readJson(text: string): Value | undefined {
  try {
    return Value.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function at({ secrets }: OpenAi, path: string): string {
  return `${secrets.baseUrl.replace(/\/+$/, '')}${path}`
}

function headersOf({ secrets }: OpenAi): Record<string, string> {
  return { Authorization: `Bearer ${secrets.apiKey}` }
}
