/** The list of integrations, server half. Each is reached by names that come from outside, so what is given is checked by its schemas first. */
import type { Account } from '../shared/account.ts'
import { facebook } from './facebook/integration.ts'
import { googleBusiness } from './google-business/integration.ts'
import type { AiAsk, AiReply, Checked, Done, IntegrationDefinition } from './integration.ts'
import { mailchimp } from './mailchimp/integration.ts'
import { messagemedia } from './messagemedia/integration.ts'
import { openai } from './openai/integration.ts'
import { sendgrid } from './sendgrid/integration.ts'
import type { SignIn } from './sign-in.ts'
import { signalwire } from './signalwire/integration.ts'
import { twilio } from './twilio/integration.ts'

/** An integration as it looks when its own types are forgotten. */
interface Any {
  definition: IntegrationDefinition
  check(account: Account<unknown>): Promise<Checked>
  actions: Readonly<Record<string, { run(input: unknown, account: Account<unknown>): Promise<Done<unknown>> }>>
  reply?(ask: AiAsk, account: Account<unknown>): Promise<Done<AiReply>>
  signIn?: SignIn
}

const ALL: readonly Any[] = [facebook, googleBusiness, openai, sendgrid, mailchimp, messagemedia, signalwire, twilio]
const BY_NAME = new Map(ALL.map((each) => [each.definition.name, each]))

/** Whether the account works. */
export async function checkAccount(integration: string, account: Account<unknown>): Promise<Checked> {
  const found = BY_NAME.get(integration)
  if (!found) return { ok: false, message: 'There is no such integration.' }
  return found.check(typed(found, account))
}

/** Does what a step asks for; what its schema refuses never leaves. */
export async function act(
  at: { integration: string; action: string; input: unknown },
  account: Account<unknown>,
): Promise<Done<unknown>> {
  const found = BY_NAME.get(at.integration)
  const action = found && Object.hasOwn(found.definition.actions, at.action) && found.definition.actions[at.action]
  if (!found || !action) return { ok: false, reason: 'failed', message: `There is no action “${at.action}”.` }
  const input = action.input.safeParse(at.input)
  if (!input.success) return { ok: false, reason: 'refused', message: faultOf(input.error.issues) }
  const done = await found.actions[at.action]?.run(input.data, typed(found, account))
  return done ?? { ok: false, reason: 'failed', message: `There is no action “${at.action}”.` }
}

/** How one signs in; undefined where there is nothing to sign in to. */
export function signInOf(integration: string): SignIn | undefined {
  return BY_NAME.get(integration)?.signIn
}

/** Asks the model of an AI provider. */
export async function reply(integration: string, ask: AiAsk, account: Account<unknown>): Promise<Done<AiReply>> {
  const found = BY_NAME.get(integration)
  const done = await found?.reply?.(ask, typed(found, account))
  return done ?? { ok: false, reason: 'failed', message: 'This integration is no AI provider.' }
}

function typed({ definition }: Any, account: Account<unknown>): Account<unknown> {
  return { ...account, secrets: definition.secrets.parse(account.secrets) }
}

function faultOf(issues: ReadonlyArray<{ path: PropertyKey[]; message: string }>): string {
  const [first] = issues
  return first ? `${first.path.map(String).join('.') || 'The input'}: ${first.message}` : 'The input is not right.'
}
