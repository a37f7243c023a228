/** Words of requests that nobody may read back, such as API keys: each has a name for flows, and goes to its own hosts only. */
import { type Kysely, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { type NewSecret, Secret, type SecretChange } from '../../shared/integrations.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { seal, unseal } from '../crypto.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { invalid, Refusal } from '../errors.ts'

const MOST = 100

export async function listSecrets(actor: Actor): Promise<Secret[]> {
  const rows = await look(actor, (db) => secrets(db, actor.workspaceId).orderBy('name').execute())
  return Secret.array().parse(rows)
}

/** The names alone, for those who write flows. */
export async function listSecretNames(actor: Actor): Promise<string[]> {
  return (await listSecrets(actor)).map(({ name }) => name)
}

export async function addSecret(actor: Actor, { name, hosts, value }: NewSecret): Promise<Secret> {
  const id = uuidv7()
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'integrations:manage')
    const known = await secrets(tx.db, tx.workspaceId).execute()
    if (known.length >= MOST)
      throw new Refusal('conflict', `A workspace has at most ${MOST} secrets; remove one first.`)
    if (known.some((each) => each.name === name)) throw invalid('/name', 'There is a secret of this name.', 'taken')
    const sealed = seal(value, boxPlace(tx.workspaceId, id))
    await tx.db
      .insertInto('secrets')
      .values({ workspaceId: tx.workspaceId, id, name, hosts, sealed, last4: endOf(value), createdBy: actor.userId })
      .execute()
    await record(tx, markOf(actor), 'secret.added', { target: { kind: 'secret', id, name }, after: { hosts } })
  })
  return readSecret(actor, id)
}

/** A new value, and hosts if they change too. */
export async function changeSecret(actor: Actor, id: string, { hosts, value }: SecretChange): Promise<Secret> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'integrations:manage')
    const before = await findSecret(tx, id)
    const sealed = seal(value, boxPlace(tx.workspaceId, id))
    await tx.db
      .updateTable('secrets')
      .set({ sealed, last4: endOf(value), ...(hosts && { hosts }), updatedAt: sql<string>`now()` })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    await record(tx, markOf(actor), 'secret.changed', {
      target: { kind: 'secret', id, name: before.name },
      before: { hosts: before.hosts },
      after: { hosts: hosts ?? before.hosts },
    })
  })
  return readSecret(actor, id)
}

export async function removeSecret(actor: Actor, id: string): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'integrations:manage')
    const { name } = await findSecret(tx, id)
    await tx.db.deleteFrom('secrets').where('workspaceId', '=', tx.workspaceId).where('id', '=', id).execute()
    await record(tx, markOf(actor), 'secret.removed', { target: { kind: 'secret', id, name } })
  })
}

/** The value of a secret with the hosts it may go to, for the one who sends it. */
export async function secretFor(
  workspaceId: string,
  name: string,
): Promise<{ value: string; hosts: string[] } | undefined> {
  const row = await look({ workspaceId }, (db) =>
    db
      .selectFrom('secrets')
      .select(['id', 'sealed', 'hosts'])
      .where('workspaceId', '=', workspaceId)
      .where('name', '=', name)
      .executeTakeFirst(),
  )
  return row && { value: unseal(row.sealed, boxPlace(workspaceId, row.id)), hosts: row.hosts }
}

async function readSecret(actor: Actor, id: string): Promise<Secret> {
  const row = await look(actor, (db) => secrets(db, actor.workspaceId).where('id', '=', id).executeTakeFirst())
  if (!row) throw new Refusal('not-found')
  return Secret.parse(row)
}

async function findSecret(tx: Tx, id: string) {
  const row = await secrets(tx.db, tx.workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return row
}

function secrets(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('secrets')
    .select(['id', 'name', 'hosts', 'last4', 'createdAt', 'updatedAt'])
    .where('workspaceId', '=', workspaceId)
}

/** Enough to recognise a key by, and only of a long one. */
function endOf(value: string): string {
  return value.length >= 16 ? value.slice(-4) : ''
}

function boxPlace(workspaceId: string, id: string): string {
  return `${workspaceId}|secret|${id}|value`
}
