/** One-time links and codes: made for one purpose, kept as a hash, used once whoever else tries at the same instant. */
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { hashToken, newToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'

export type Purpose = 'verify-email' | 'reset-password' | 'change-email' | 'second-factor' | 'passkey'

const MINUTES: Record<Purpose, number> = {
  'verify-email': 24 * 60,
  'reset-password': 30,
  'change-email': 24 * 60,
  'second-factor': 10,
  passkey: 10,
}
const TRIES = 5

export interface NewProof {
  purpose: Purpose
  userId: string | null
  email?: string
  payload?: Record<string, unknown>
  /** A passkey's challenge is its own token. */
  token?: string
}

export interface Proof {
  userId: string | null
  email: string | null
  payload: Record<string, unknown>
}

/** Makes a proof and returns its token; only the hash is kept (attack 53). */
export async function newProof(db: Kysely<DB>, proof: NewProof): Promise<string> {
  const { purpose, userId, email = null, payload = {}, token = newToken() } = proof
  const expiresAt = new Date(Date.now() + MINUTES[purpose] * 60_000).toISOString()
  await db
    .insertInto('proofs')
    .values({ tokenHash: hashToken(token), purpose, userId, email, payload: JSON.stringify(payload), expiresAt })
    .execute()
  return token
}

/**
 * Uses a proof up, or refuses with 410: once it is gone nobody uses it again (attack 49).
 * Its person is locked first, as everywhere: then nobody who changes the account at the same instant waits for us in a circle.
 */
export async function takeProof(db: Kysely<DB>, purpose: Purpose, token: string): Promise<Proof> {
  const tokenHash = hashToken(token)
  await sql`select from users where id = (select user_id from proofs where token_hash = ${tokenHash}) for no key update`.execute(
    db,
  )
  const proof = await db
    .deleteFrom('proofs')
    .where('tokenHash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('expiresAt', '>', sql<string>`now()`)
    .returning(['userId', 'email', 'payload'])
    .executeTakeFirst()
  if (!proof) throw new Refusal('gone')
  return Proof.parse(proof)
}

const Proof = z.object({
  userId: z.string().nullable(),
  email: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
})

/** Counts one try of a code against its proof and tells whose it is; after five it is void (attack 48). */
export async function tryProof(purpose: Purpose, token: string): Promise<string> {
  const tried = await bare()
    .updateTable('proofs')
    .set({ tries: sql`tries + 1` })
    .where('tokenHash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('tries', '<', TRIES)
    .where('expiresAt', '>', sql<string>`now()`)
    .returning('userId')
    .executeTakeFirst()
  if (!tried?.userId) throw new Refusal('gone', 'This sign-in is over. Please begin again.')
  return tried.userId
}

/** Voids what was handed out to this person, such as when the password changes. */
export async function voidProofs(db: Kysely<DB>, userId: string): Promise<void> {
  await db.deleteFrom('proofs').where('userId', '=', userId).execute()
}

/** Removes proofs that nobody used in time; a schedule of the worker. */
export async function forgetOldProofs(): Promise<void> {
  await bare().deleteFrom('proofs').where('expiresAt', '<', sql<string>`now()`).execute()
}
