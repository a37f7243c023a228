/** What a flow asks of the world outside: it waits for the answer, which comes back as an event of its own. */
import { z } from 'zod'
import { Value } from '../shared/fields.ts'
import { plainText } from '../shared/messages.ts'

const seconds = z.int().min(1).max(60)

export type HttpCall = z.output<typeof HttpCall>
/** Texts are filled in already; `{{secret.NAME}}` still stands in them and is replaced where the request is sent. */
export const HttpCall = z.strictObject({
  kind: z.literal('http'),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: plainText(4000),
  headers: z.array(z.strictObject({ name: plainText(100), value: plainText(4000) })).max(30),
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('json'), text: plainText(100_000) }),
    z.strictObject({ kind: z.literal('text'), text: plainText(100_000) }),
    z.strictObject({
      kind: z.literal('form'),
      parts: z.array(z.strictObject({ name: plainText(200), value: plainText(10_000) })).max(50),
    }),
  ]),
  timeoutSeconds: seconds,
  retries: z.int().min(0).max(3),
})

export type IntegrationCall = z.output<typeof IntegrationCall>
export const IntegrationCall = z.strictObject({
  kind: z.literal('integration'),
  integration: z.string().max(40),
  action: z.string().max(60),
  input: z.record(z.string(), Value),
})

export type CodeCall = z.output<typeof CodeCall>
/** `source` is the body of an async function of `input`; what it returns is the answer. */
export const CodeCall = z.strictObject({
  kind: z.literal('code'),
  source: plainText(20_000),
  input: z.record(z.string(), Value),
})

export type AiCall = z.output<typeof AiCall>
export const AiCall = z.strictObject({
  kind: z.literal('ai'),
  model: plainText(100),
  system: plainText(20_000),
  /** What is asked; empty means: answer the conversation as it stands. */
  prompt: plainText(20_000),
  /** How many earlier messages of the conversation go along. */
  history: z.int().min(0).max(50),
  maxTokens: z.int().min(1).max(16_000),
  temperature: z.number().min(0).max(2).optional(),
  tools: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
        description: plainText(1000),
        inputs: z.array(z.strictObject({ name: z.string().max(40), description: plainText(500) })).max(20),
      }),
    )
    .max(20),
  /** Named parts the model must answer with, as JSON; empty means plain text. */
  fields: z.array(z.strictObject({ name: z.string().max(40), description: plainText(500) })).max(20),
  /** The tools that were called before in this reply, and what they gave. */
  rounds: z
    .array(z.strictObject({ id: z.string().max(200), tool: z.string().max(40), arguments: Value, result: Value }))
    .max(8),
})

export type Call = z.output<typeof Call>
export const Call = z.discriminatedUnion('kind', [HttpCall, IntegrationCall, CodeCall, AiCall])

export type CallOutcome = z.output<typeof CallOutcome>
/**
 * `data` of an HTTP call is the parsed body (JSON, or text); of AI `{ text, fields?, tool?: { id, name, arguments }, tokens }`.
 * A refusal is an answer: `reason` is a word for the flow, `message` a sentence for the error log.
 */
export const CallOutcome = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    status: z.int().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    data: Value,
    /** The answer was longer or deeper than `data` can hold. */
    isCut: z.boolean().optional(),
    /** What code wrote to its console; only where somebody tries it out. */
    logs: z.array(z.string()).optional(),
  }),
  z.strictObject({
    ok: z.literal(false),
    reason: z.enum(['timeout', 'refused', 'failed', 'blocked', 'not-connected', 'limit', 'too-large', 'off']),
    message: plainText(1000),
    status: z.int().optional(),
    data: Value.optional(),
    logs: z.array(z.string()).optional(),
  }),
])
