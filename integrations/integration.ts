/** What every integration is: a definition that is safe in a browser, and functions typed from it. An adapter only translates. */
import type { z } from 'zod'
import type { Account, Answered } from '../shared/account.ts'
import type { Value } from '../shared/fields.ts'
import type { SignIn, SignInDefinition } from './sign-in.ts'

export interface Action<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  label: string
  description: string
  /** the form of the step is drawn from it: `label`, `description` and `control` in the meta of its parts */
  input: Input
  output: Output
}

export interface IntegrationDefinition {
  name: string
  label: string
  kind: 'ai' | 'mail' | 'marketing' | 'sms' | 'social'
  description: string
  /** how many accounts a workspace may connect (W5) */
  accounts: 1
  /** how people sign in instead of filling in everything */
  signIn?: SignInDefinition
  /**
   * What it is connected with; parts with `control: 'secret'` are never shown again, those with `control: 'made'` are made by
   * us.
   */
  secrets: z.ZodObject
  actions: Readonly<Record<string, Action>>
}

export interface Integration<D extends IntegrationDefinition = IntegrationDefinition> {
  definition: D
  /** Whether the account works; `label` says which one it is. */
  check(account: AccountOf<D>): Promise<Checked>
  actions: { [Name in keyof D['actions']]: Act<InputOf<D, Name>, OutputOf<D, Name>, AccountOf<D>> }
  /** There, where the definition says how people sign in. */
  signIn?: SignIn
  /** What an AI provider does. */
  reply?(ask: AiAsk, account: AccountOf<D>): Promise<Done<AiReply>>
}

interface Act<Input, Output, Connected> {
  run(input: Input, account: Connected): Promise<Done<Output>>
}

export type AccountOf<D extends IntegrationDefinition> = Account<z.output<D['secrets']>>
type InputOf<D extends IntegrationDefinition, Name extends keyof D['actions']> = z.output<D['actions'][Name]['input']>
type OutputOf<D extends IntegrationDefinition, Name extends keyof D['actions']> = z.output<D['actions'][Name]['output']>

export type Checked = { ok: true; label: string } | { ok: false; message: string }

/** A refusal is an answer, not a throw. `message` is a sentence for the team; never a secret. */
export type Done<Output> =
  | { ok: true; data: Output }
  | {
      ok: false
      reason: 'timeout' | 'refused' | 'failed' | 'blocked' | 'limit' | 'too-large'
      message: string
      status?: number
    }

export interface AiAsk {
  model: string
  messages: ReadonlyArray<{ role: 'system' | 'user' | 'assistant'; text: string }>
  /** tools called before in this reply, and what they gave */
  rounds: ReadonlyArray<{ id: string; tool: string; arguments: Value; result: Value }>
  tools: ReadonlyArray<{
    name: string
    description: string
    inputs: ReadonlyArray<{ name: string; description: string }>
  }>
  /** the named parts of the answer; none means plain text */
  fields: ReadonlyArray<{ name: string; description: string }>
  maxTokens: number
  temperature?: number | undefined
}

export interface AiReply {
  text: string
  fields?: Record<string, Value>
  tool?: { id: string; name: string; arguments: Value }
  tokens: number
}

/** What an answer that is no success means. What the service says is not passed on: it may repeat what we sent. */
export function refused<Output>(answer: Answered): Done<Output> {
  if (!answer.ok) return { ok: false, reason: answer.reason, message: answer.message }
  const { status } = answer
  if (status === 401 || status === 403)
    return { ok: false, reason: 'refused', status, message: 'The service refuses this account.' }
  if (status === 429)
    return { ok: false, reason: 'limit', status, message: 'The service is asked too much at the moment.' }
  if (status >= 400 && status < 500)
    return { ok: false, reason: 'refused', status, message: `The service refused the request (${status}).` }
  return { ok: false, reason: 'failed', status, message: `The service answered ${status}.` }
}
