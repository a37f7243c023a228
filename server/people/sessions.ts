/** Sessions: opaque tokens of which only the hash is kept; 12 hours idle, 30 days in all; each can be seen and ended by its person (U3). */
import { type Kysely, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { Session } from '../../shared/people.ts'
import type { Person } from '../access/actor.ts'
import { forgetEveryone, IDLE_HOURS } from '../access/who.ts'
import { hashToken, newToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'

const LIFE_DAYS = 30

/** The browser that asks: where it is, what it is, and the session it brought, which a new one replaces (attack 51). */
export interface Browser {
  ip: string
  userAgent: string
  token: string | null
}

/** Begins a session and returns its token; the one that the browser brought is over. */
export async function startSession(db: Kysely<DB>, userId: string, browser: Browser): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(Date.now() + LIFE_DAYS * 86_400_000).toISOString()
  if (browser.token) await endByToken(db, browser.token)
  await db
    .insertInto('sessions')
    .values({
      id: uuidv7(),
      userId,
      tokenHash: hashToken(token),
      expiresAt,
      ip: browser.ip,
      userAgent: browser.userAgent.slice(0, 300).toWellFormed(),
    })
    .execute()
  return token
}

/** Ends the session of this token, if there is one. */
export async function endByToken(db: Kysely<DB>, token: string): Promise<void> {
  const ended = await db.deleteFrom('sessions').where('tokenHash', '=', hashToken(token)).executeTakeFirst()
  // Forgetting makes every open stream ask again, so a token that names no session must not cause it.
  if (ended.numDeletedRows > 0n) forgetEveryone()
}

/** The sessions that still count, the newest use first. */
export async function listSessions(person: Person): Promise<Array<z.output<typeof Session>>> {
  const rows = await bare()
    .selectFrom('sessions')
    .select(['id', 'createdAt', 'lastSeenAt', 'ip', 'userAgent'])
    .where('userId', '=', person.userId)
    .where('expiresAt', '>', sql<string>`now()`)
    .where('lastSeenAt', '>', sql<string>`now() - make_interval(hours => ${IDLE_HOURS})`)
    .orderBy('lastSeenAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, current: row.id === person.sessionId }))
}

/** Ends one of my sessions; that of somebody else does not exist. */
export async function endSession(person: Person, id: string): Promise<void> {
  const ended = await bare()
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('userId', '=', person.userId)
    .executeTakeFirst()
  forgetEveryone()
  if (ended.numDeletedRows === 0n) throw new Refusal('not-found')
}

/** Ends all sessions of this person, but for the one to keep. Forget remembered answers after the commit. */
export async function endSessions(db: Kysely<DB>, userId: string, keep: string | null = null): Promise<void> {
  const all = db.deleteFrom('sessions').where('userId', '=', userId)
  await (keep ? all.where('id', '!=', keep) : all).execute()
}

/** Notes that this session's person has proved again who they are (attack 55). */
export async function noteProof(sessionId: string | null): Promise<void> {
  if (!sessionId) return
  await bare().updateTable('sessions').set({ provedAt: sql<string>`now()` }).where('id', '=', sessionId).execute()
  forgetEveryone()
}

/** Removes sessions that are over; a schedule of the worker. */
export async function forgetOldSessions(): Promise<void> {
  await sql`delete from sessions where expires_at < now() or last_seen_at < now() - make_interval(hours => ${IDLE_HOURS})`.execute(
    bare(),
  )
}
