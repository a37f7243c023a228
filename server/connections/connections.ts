/** The accounts a workspace has connected, one of each integration (W5). What they were connected with is sealed, and is read only where they are used. */
import { type Kysely, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { INTEGRATION_DEFINITIONS } from '../../integrations/definitions.ts'
import type { IntegrationDefinition } from '../../integrations/integration.ts'
import { checkAccount } from '../../integrations/integrations.ts'
import { Connection, IntegrationInfo } from '../../shared/integrations.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { publish } from '../bus.ts'
import { seal } from '../crypto.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { accountWith, boxPlace, openAccount } from './accounts.ts'
import { completed, describe, formFor } from './forms.ts'
import { channelsThrough, silenceChannels, usesOf } from './uses.ts'

/** Every integration there is, with the account that is connected and where it is used. */
export async function listIntegrations(actor: Actor): Promise<IntegrationInfo[]> {
  const [connected, uses, silent] = await Promise.all([
    look(actor, (db) => connections(db, actor.workspaceId).execute()),
    look(actor, (db) => usesOf(db, actor.workspaceId).execute()),
    look(actor, (db) => channelsThrough(db, actor.workspaceId).execute()),
  ])
  const mayUse = (botId: string) => actor.bots === null || actor.bots.has(botId)
  return INTEGRATION_DEFINITIONS.map((definition) => {
    const isIts = (use: { integration: string; botId: string }) =>
      use.integration === definition.name && mayUse(use.botId)
    const row = connected.find(({ integration }) => integration === definition.name)
    const connection = row ? show(row) : null
    const usedBy = uses.filter(isIts)
    return IntegrationInfo.parse({ ...describe(definition), connection, usedBy, channels: silent.filter(isIts) })
  })
}

/** Connects an account once it has been tried. A second one is refused, and told which to disconnect first. */
export async function connect(actor: Actor, integration: string, given: Record<string, string>): Promise<Connection> {
  const definition = find(integration)
  return keepNew(actor, definition, await tried(definition, read(definition, given, undefined)))
}

async function keepNew(
  actor: Actor,
  definition: IntegrationDefinition,
  { secrets, label }: Tried,
): Promise<Connection> {
  const integration = definition.name
  const id = uuidv7()
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'integrations:manage')
    const before = await tx.db
      .selectFrom('connections')
      .select('label')
      .where('workspaceId', '=', tx.workspaceId)
      .where('integration', '=', integration)
      .executeTakeFirst()
    if (before) throw second(definition, before.label)
    const sealed = seal(JSON.stringify(secrets), boxPlace(tx.workspaceId, id))
    await tx.db
      .insertInto('connections')
      .values({ workspaceId: tx.workspaceId, id, integration, label, sealed, connectedBy: actor.userId })
      .execute()
    await record(tx, markOf(actor), 'integration.connected', about(definition, id, label))
  })
  return readConnection(actor, integration)
}

/** Gives the connected account new keys; all of them, so that no old key goes to a new address (attack 74). */
export async function reconnect(actor: Actor, integration: string, given: Record<string, string>): Promise<Connection> {
  const definition = find(integration)
  await readConnection(actor, integration)
  const before = await openAccount(actor.workspaceId, integration)
  return keepAgain(actor, definition, await tried(definition, read(definition, given, before?.secrets)))
}

/** Keeps the account that somebody signed in to, as a new one or instead of the one before; the channels behind it stay. */
export async function keepSignedIn(
  actor: Actor,
  integration: string,
  given: Record<string, unknown>,
): Promise<Connection> {
  const definition = find(integration)
  const before = await openAccount(actor.workspaceId, integration)
  const secrets = Secrets.safeParse(before?.secrets).data
  const account = await tried(definition, definition.secrets.parse({ ...secrets, ...given }))
  return before ? keepAgain(actor, definition, account) : keepNew(actor, definition, account)
}

const Secrets = z.record(z.string(), z.unknown())

async function keepAgain(
  actor: Actor,
  definition: IntegrationDefinition,
  { secrets, label }: Tried,
): Promise<Connection> {
  const integration = definition.name
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'integrations:manage')
    const { id } = await findConnection(tx, integration)
    const sealed = seal(JSON.stringify(secrets), boxPlace(tx.workspaceId, id))
    await tx.db
      .updateTable('connections')
      .set({ label, sealed, status: 'connected', problem: null, updatedAt: sql<string>`now()` })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    await record(tx, markOf(actor), 'integration.reconnected', about(definition, id, label))
  })
  publish('channel', actor.workspaceId)
  return readConnection(actor, integration)
}

/** Forgets the account and its keys. Steps that use it go by their way for failures from then on, channels behind it are silent. */
export async function disconnect(actor: Actor, integration: string): Promise<void> {
  const definition = find(integration)
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'integrations:manage')
    const { id, label } = await findConnection(tx, integration)
    await silenceChannels(tx, id)
    await tx.db.deleteFrom('connections').where('workspaceId', '=', tx.workspaceId).where('id', '=', id).execute()
    await record(tx, markOf(actor), 'integration.disconnected', about(definition, id, label))
  })
  publish('channel', actor.workspaceId)
}

/** Tries whether the account still works, and keeps what was found. */
export async function testConnection(actor: Actor, integration: string): Promise<Connection> {
  find(integration)
  const account = await openAccount(actor.workspaceId, integration)
  if (!account) throw new Refusal('not-found')
  const checked = await checkAccount(integration, account)
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'integrations:manage')
    const { id } = await findConnection(tx, integration)
    await tx.db
      .updateTable('connections')
      .set(checked.ok ? { status: 'connected', problem: null } : { status: 'failing', problem: checked.message })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
  })
  return readConnection(actor, integration)
}

async function readConnection(actor: Actor, integration: string): Promise<Connection> {
  const row = await look(actor, (db) =>
    connections(db, actor.workspaceId).where('c.integration', '=', integration).executeTakeFirst(),
  )
  if (!row) throw new Refusal('not-found')
  return show(row)
}

async function findConnection(tx: Tx, integration: string) {
  const row = await tx.db
    .selectFrom('connections')
    .select(['id', 'label'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('integration', '=', integration)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return row
}

/** What was given, as the form reads it, with what the person need not fill in. */
function read(definition: IntegrationDefinition, given: Record<string, string>, before: unknown): unknown {
  const filled = Object.fromEntries(Object.entries(given).filter(([, text]) => text.trim() !== ''))
  const form = formFor(definition).safeParse(filled)
  if (form.success) return definition.secrets.parse(completed(definition, form.data, before))
  throw new Refusal('invalid', 'Some of it is not right.', {
    faults: form.error.issues.map(({ path, code, message }) => ({
      pointer: ['', 'secrets', ...path.map(String)].join('/'),
      code: code ?? 'invalid',
      message,
    })),
  })
}

interface Tried {
  secrets: unknown
  label: string
}

async function tried(definition: IntegrationDefinition, secrets: unknown): Promise<Tried> {
  const checked = await checkAccount(definition.name, accountWith(secrets))
  if (!checked.ok) throw new Refusal('conflict', checked.message)
  return { secrets, label: checked.label.slice(0, 200) }
}

function second({ label, name }: IntegrationDefinition, connected: string): Refusal {
  return new Refusal('conflict', `A workspace connects one account of ${label}; disconnect “${connected}” first.`, {
    extra: { integration: name, connected },
  })
}

function find(integration: string): IntegrationDefinition {
  const definition = INTEGRATION_DEFINITIONS.find(({ name }) => name === integration)
  if (!definition) throw new Refusal('not-found')
  return definition
}

function about(definition: IntegrationDefinition, id: string, label: string) {
  return { target: { kind: 'integration', id, name: definition.label }, after: { account: label } }
}

function connections(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('connections as c')
    .leftJoin('users as u', 'u.id', 'c.connectedBy')
    .select(['c.id', 'c.integration', 'c.label', 'c.status', 'c.problem', 'c.connectedBy', 'u.name as connectedByName'])
    .select('c.createdAt as connectedAt')
    .where('c.workspaceId', '=', workspaceId)
}

type Row = Awaited<ReturnType<ReturnType<typeof connections>['executeTakeFirstOrThrow']>>

function show(row: Row): Connection {
  const connectedBy = row.connectedBy === null ? null : { id: row.connectedBy, name: row.connectedByName ?? '' }
  return Connection.parse({ ...row, connectedBy })
}
