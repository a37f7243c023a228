/** Who is asking: one statement turns a cookie or a key into a person, and into an actor of the workspace. */
import { sql } from 'kysely'
import { z } from 'zod'
import { hashToken, isSame } from '../crypto.ts'
import { bare } from '../db/database.ts'
import type { Actor, BotPower, Person } from './actor.ts'
import { publicIdOf } from './key-format.ts'

export const IDLE_HOURS = 12
const SEEN_EVERY_MS = 60_000
const REMEMBER_MS = 1000

/** What came with the request: the secret and where from. */
export interface Credentials {
  token: string
  ip: string
  /** An open stream asks for itself: nobody is there because of it, so it keeps no session alive (attack 54). */
  isUnattended?: boolean
}

/** The person and, when asked for a workspace, the membership there. */
export interface Found {
  person: Person
  actor: Actor | null
  /** Set when the workspace is deleted and may still be restored. */
  deletedAt: string | null
}

const remembered = new Map<string, { found: Promise<Found | null>; until: number }>()
let epoch = 0
let told = () => {}

/**
 * Finds who asks. `fresh` reads the database; otherwise an answer of the last second may serve (M8: rights go within a second),
 * and any change of rights in this process makes all answers forgotten at once.
 */
export function who(credentials: Credentials, workspaceId: string | null, fresh: boolean): Promise<Found | null> {
  const key = `${credentials.token}|${workspaceId}|${credentials.ip}`
  const known = remembered.get(key)
  if (!fresh && known && known.until > performance.now()) return known.found

  const found = find(credentials, workspaceId)
  const since = epoch
  const keep = () => {
    if (epoch !== since) remembered.delete(key)
  }
  if (remembered.size > 10_000) remembered.clear()
  remembered.set(key, { found, until: performance.now() + REMEMBER_MS })
  found.then(keep, () => remembered.delete(key))
  return found
}

/** Forgets every remembered answer: called after each commit that changes what somebody may do. */
export function forgetEveryone(): void {
  forgetHere()
  told()
}

/** Forgets in this process only: what another process says has changed. */
export function forgetHere(): void {
  epoch++
  remembered.clear()
}

/** Who is told of every forgetting, to ask again where something is open and to tell the other processes. */
export function hearForgetting(listener: () => void): void {
  told = listener
}

async function find(credentials: Credentials, workspaceId: string | null): Promise<Found | null> {
  return credentials.token.startsWith('sbk_')
    ? findByKey(credentials, workspaceId)
    : findBySession(credentials, workspaceId)
}

const Membership = {
  memberId: z.string().nullable(),
  role: z.enum(['owner', 'admin', 'member']).nullable(),
  access: z.string().nullable(),
  bots: z.record(z.string(), z.enum(['viewer', 'editor', 'agent'])).nullable(),
  deletedAt: z.string().nullable(),
}
const Row = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerifiedAt: z.string().nullable(),
  isOperator: z.boolean(),
  language: z.string(),
  ...Membership,
})
const SessionRow = Row.extend({
  sessionId: z.string(),
  provedAt: z.string(),
  lastSeenAt: z.string(),
  lastActiveAt: z.string().nullable(),
})
const KeyRow = Row.extend({
  keyId: z.string(),
  tokenHash: z.instanceof(Buffer),
  lastUsedAt: z.string().nullable(),
  workspaceId: z.string(),
  scopes: z.array(z.string()),
  keyBots: z.array(z.string()).nullable(),
})

const membershipColumns = sql`
  u.id as user_id, u.name, u.email, u.email_verified_at, u.is_operator, u.language,
  m.id as member_id, m.role, m.access, w.deleted_at,
  case when m.access = 'restricted' then coalesce((select jsonb_object_agg(b.bot_id, b.power) from member_bots b
    where b.workspace_id = m.workspace_id and b.member_id = m.id), '{}'::jsonb) end as bots`

async function findBySession(
  { token, ip, isUnattended }: Credentials,
  workspaceId: string | null,
): Promise<Found | null> {
  const { rows } = await sql`
    select s.id as session_id, s.proved_at, s.last_seen_at, m.last_active_at, ${membershipColumns}
    from sessions s
    join users u on u.id = s.user_id
    left join members m on m.user_id = u.id and m.workspace_id = ${workspaceId}::uuid
    left join workspaces w on w.id = m.workspace_id
    where s.token_hash = ${hashToken(token)} and s.expires_at > now() and s.last_seen_at > now() - make_interval(hours => ${IDLE_HOURS})
  `.execute(bare())
  if (!rows[0]) return null

  const row = SessionRow.parse(rows[0])
  const person = { ...personOf(row, ip), sessionId: row.sessionId, provedAt: row.provedAt }
  if (!isUnattended && isLongAgo(row.lastSeenAt)) await noteSeen(row.sessionId)
  if (!isUnattended && workspaceId && row.memberId && isLongAgo(row.lastActiveAt))
    await noteActive(workspaceId, row.memberId)
  return found(person, row, workspaceId, { scopes: null, via: { kind: 'session', id: row.sessionId } })
}

async function findByKey({ token, ip }: Credentials, workspaceId: string | null): Promise<Found | null> {
  const publicId = publicIdOf(token)
  if (!publicId) return null
  const { rows } = await sql`
    select k.workspace_id, k.id as key_id, h.token_hash, k.last_used_at, k.scopes, k.bot_ids as key_bots, ${membershipColumns}
    from api_key_hashes h
    join api_keys k on k.workspace_id = h.workspace_id and k.id = h.key_id
    join members m on m.workspace_id = k.workspace_id and m.id = k.member_id
    join users u on u.id = m.user_id
    join workspaces w on w.id = k.workspace_id
    where h.public_id = ${publicId} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and w.deleted_at is null and k.workspace_id = coalesce(${workspaceId}::uuid, k.workspace_id)
  `.execute(bare())
  if (!rows[0]) return null

  const row = KeyRow.parse(rows[0])
  if (!isSame(row.tokenHash, hashToken(token))) return null
  if (isLongAgo(row.lastUsedAt)) await noteUsed(row, ip)
  const person = { ...personOf(row, ip), sessionId: null, provedAt: new Date(0).toISOString() }
  const bots =
    row.keyBots &&
    Object.fromEntries(
      row.keyBots.filter((id) => !row.bots || row.bots[id]).map((id) => [id, row.bots?.[id] ?? ('complete' as const)]),
    )
  return found(person, { ...row, bots: bots ?? row.bots }, workspaceId, {
    scopes: new Set(row.scopes),
    via: { kind: 'key', id: row.keyId },
  })
}

function personOf(row: z.output<typeof Row>, ip: string) {
  const { userId, name, email, isOperator, language } = row
  return { userId, name, email, isOperator, language, isVerified: row.emailVerifiedAt !== null, ip }
}

function found(
  person: Person,
  row: Omit<z.output<typeof Row>, 'bots'> & { bots: Record<string, BotPower | 'complete'> | null },
  workspaceId: string | null,
  by: Pick<Actor, 'scopes' | 'via'>,
): Found {
  if (!workspaceId || !row.memberId || !row.role) return { person, actor: null, deletedAt: null }
  const bots = row.bots ? new Map(Object.entries(row.bots)) : null
  return {
    person,
    actor: { ...person, ...by, workspaceId, memberId: row.memberId, role: row.role, bots },
    deletedAt: row.deletedAt,
  }
}

/** Written at most once a minute, so that reading costs no write. */
function isLongAgo(at: string | null): boolean {
  return at === null || Date.now() - Date.parse(at) > SEEN_EVERY_MS
}

async function noteSeen(sessionId: string): Promise<void> {
  const lastSeenAt = new Date().toISOString()
  await bare().updateTable('sessions').set({ lastSeenAt }).where('id', '=', sessionId).execute()
}

async function noteActive(workspaceId: string, memberId: string): Promise<void> {
  const now = sql`update members set last_active_at = now() where workspace_id = ${workspaceId} and id = ${memberId}`
  await now.execute(bare())
}

async function noteUsed({ workspaceId, keyId }: { workspaceId: string; keyId: string }, ip: string): Promise<void> {
  await sql`update api_keys set last_used_at = now(), last_used_ip = ${ip} where workspace_id = ${workspaceId} and id = ${keyId}`.execute(
    bare(),
  )
}
