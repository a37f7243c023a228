/** What a person gives to connect a channel, read by the channel's own schemas; and how a provider is asked. */
import type { Account, Channel, Done } from '../../channels/channel.ts'
import { CHANNELS } from '../../channels/channels.ts'
import { INTEGRATION_DEFINITIONS } from '../../integrations/definitions.ts'
import { ask, openSecrets, serviceUrls } from '../connections/accounts.ts'
import { look } from '../db/in-workspace.ts'
import { invalid, Refusal } from '../errors.ts'
import { log } from '../log.ts'
import { NO_ACCOUNT, throughOf } from './lines.ts'

/** A channel that can be connected; web chat cannot, since it is always there. */
export function knownChannel(name: string): Channel {
  const channel = CHANNELS.get(name)
  if (!channel) throw new Refusal('not-found')
  return channel
}

/** The form as the channel reads it; empty parts count as not given. */
export function formOf({ definition }: Channel, given: Record<string, string>): Record<string, unknown> {
  const filled = Object.fromEntries(Object.entries(given).filter(([, text]) => text.trim() !== ''))
  const form = definition.form.safeParse(filled)
  if (form.success) return form.data
  throw new Refusal('invalid', 'Some of it is not right.', {
    faults: form.error.issues.map(({ path, code, message }) => ({
      pointer: ['', 'form', ...path.map(String)].join('/'),
      code: code ?? 'invalid',
      message,
    })),
  })
}

export interface Chosen {
  account: Account
  connectionId: string | null
}

/** The account that the channel is to be reached through; refuses where it is not connected. */
export async function chosenAccount(
  workspaceId: string,
  { definition }: Channel,
  integration: string | undefined,
): Promise<Chosen> {
  const possible = Object.keys(definition.through)
  if (possible.length === 0) return { account: { ...NO_ACCOUNT, urls: serviceUrls(), ask }, connectionId: null }
  const rows = await look({ workspaceId }, (db) =>
    db
      .selectFrom('connections')
      .select(['id', 'integration', 'sealed'])
      .where('workspaceId', '=', workspaceId)
      .where('integration', 'in', possible)
      .execute(),
  )
  const name =
    integration ?? (rows.length === 1 ? rows[0]?.integration : possible.length === 1 ? possible[0] : undefined)
  if (name === undefined || !possible.includes(name))
    throw invalid('/integration', `Choose one of ${possible.map(labelOf).join(', ')}.`)
  const row = rows.find((each) => each.integration === name)
  if (!row)
    throw new Refusal('conflict', `Connect your account of ${labelOf(name)} first.`, { extra: { integration: name } })
  const through = throughOf(definition, name, openSecrets(workspaceId, row))
  if (!through)
    throw new Refusal(
      'conflict',
      `The account of ${labelOf(name)} was connected without what ${definition.label} needs.`,
    )
  return { account: { ...through, urls: serviceUrls(), ask }, connectionId: row.id }
}

/** Asks the provider; what it refuses is a `conflict` in the adapter's words. */
export async function tried<T>(work: () => Promise<Done<T>>): Promise<T> {
  const done = await asked(work)
  if (done?.ok) return done.data
  throw new Refusal('conflict', done?.message ?? 'The answer of the provider could not be understood.')
}

/** Asks the provider, whose answers may be anything: a fault of reading them is logged, and undefined. */
export async function asked<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    log.error({ err: error }, 'an answer of a provider could not be read')
    return undefined
  }
}

function labelOf(integration: string): string {
  return INTEGRATION_DEFINITIONS.find(({ name }) => name === integration)?.label ?? integration
}
