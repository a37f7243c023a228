/** Keys for programs (P1, P3): shown once, kept as a hash, for a workspace or named bots of it, never worth more than their maker is now. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { ApiKey, type NewApiKey } from '../../shared/api-keys.ts'
import { type Actor, markOf, mayDo } from '../access/actor.ts'
import { newKey } from '../access/key-format.ts'
import { wantsProof } from '../access/may.ts'
import { stillMay } from '../access/still-may.ts'
import { hashToken } from '../crypto.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { knownBots } from './bot-access.ts'
import { changeRights, personally } from './members.ts'

const MOST = 100

/** Makes a key and returns it, this once. Its scopes are at most what the maker may (attack 66). */
export async function createKey(actor: Actor, wanted: NewApiKey): Promise<ApiKey & { key: string }> {
  personally(actor)
  wantsProof(actor)
  refuseBeyond(actor, wanted)
  const { key, publicId } = newKey()
  const id = uuidv7()
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'api-keys:manage')
    await refuseTooMany(tx)
    await knownBots(
      tx,
      (wanted.botIds ?? []).map((botId) => ({ botId, power: 'viewer' })),
    )
    const { workspaceId } = tx
    const { name, scopes, botIds = null, expiresAt = null } = wanted
    const prefix = `sbk_live_${publicId}`
    await tx.db
      .insertInto('apiKeys')
      .values({ workspaceId, id, memberId: actor.memberId, name, prefix, scopes, botIds, expiresAt })
      .execute()
    await tx.db
      .insertInto('apiKeyHashes')
      .values({ publicId, tokenHash: hashToken(key), workspaceId, keyId: id })
      .execute()
    await record(tx, markOf(actor), 'key.created', {
      target: { kind: 'key', id, name },
      after: { prefix, scopes, botIds, expiresAt },
    })
    const row = await keyQuery(tx.db, workspaceId).where('k.id', '=', id).executeTakeFirstOrThrow()
    return { ...showKey(row), key }
  })
}

/** The keys that are not revoked, newest first. */
export async function listKeys(actor: Actor): Promise<ApiKey[]> {
  const rows = await look(actor, (db) => keyQuery(db, actor.workspaceId).orderBy('k.id', 'desc').execute())
  return rows.map(showKey)
}

/** Ends a key at once. */
export async function revokeKey(actor: Actor, id: string): Promise<void> {
  personally(actor)
  await changeRights(actor, async (tx) => {
    await stillMay(tx, actor, 'api-keys:manage')
    const key = await tx.db
      .updateTable('apiKeys')
      .set({ revokedAt: sql<string>`now()` })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .where('revokedAt', 'is', null)
      .returning(['name', 'prefix'])
      .executeTakeFirst()
    if (!key) throw new Refusal('not-found')
    await tx.db.deleteFrom('apiKeyHashes').where('workspaceId', '=', tx.workspaceId).where('keyId', '=', id).execute()
    await record(tx, markOf(actor), 'key.revoked', {
      target: { kind: 'key', id, name: key.name },
      before: { prefix: key.prefix },
    })
  })
}

function refuseBeyond(actor: Actor, { scopes, botIds, expiresAt }: NewApiKey): void {
  const beyond = scopes.findIndex((scope) => !mayDo(actor, scope))
  if (beyond !== -1) {
    throw new Refusal('not-allowed', 'A key may not do more than you may.', {
      faults: [{ pointer: `/scopes/${beyond}`, code: 'beyond-role', message: 'Your role does not allow this.' }],
    })
  }
  const isBeyondBots = actor.bots !== null && botIds?.some((id) => !actor.bots?.has(id))
  if (isBeyondBots) throw new Refusal('not-found', 'There is no such bot.')
  if (expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()) {
    throw new Refusal('invalid', 'The expiry lies in the past.', {
      faults: [{ pointer: '/expiresAt', code: 'past', message: 'lies in the past' }],
    })
  }
}

async function refuseTooMany(tx: Tx): Promise<void> {
  const { keys } = await tx.db
    .selectFrom('apiKeys')
    .select((e) => e.fn.countAll<number>().as('keys'))
    .where('workspaceId', '=', tx.workspaceId)
    .where('revokedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (keys >= MOST) throw new Refusal('conflict', `A workspace has at most ${MOST} keys; revoke one first.`)
}

function keyQuery(db: Tx['db'], workspaceId: string) {
  return db
    .selectFrom('apiKeys as k')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspaceId', '=', 'k.workspaceId').onRef('m.id', '=', 'k.memberId'),
    )
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select([
      'k.id',
      'k.name',
      'k.prefix',
      'k.scopes',
      'k.botIds',
      'k.createdAt',
      'k.expiresAt',
      'k.lastUsedAt',
      'k.lastUsedIp',
    ])
    .select(['k.memberId', 'u.name as makerName'])
    .where('k.workspaceId', '=', workspaceId)
    .where('k.revokedAt', 'is', null)
}

type KeyRow = Awaited<ReturnType<ReturnType<typeof keyQuery>['executeTakeFirstOrThrow']>>

function showKey(row: KeyRow): ApiKey {
  return ApiKey.parse({ ...row, createdBy: { memberId: row.memberId, name: row.makerName } })
}
