/** Sign-up: an account for an address, answered the same whether the address is known or not (attack 45). */

import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { SignUp } from '../../shared/people.ts'
import { networkOf, spend } from '../access/rates.ts'
import { forgetEveryone } from '../access/who.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { enqueueLetter } from '../mail/letters.ts'
import { linkTo } from '../mail/settings.ts'
import { inEqualTime } from './equal-time.ts'
import { operatorAddresses, peopleSettings } from './installation.ts'
import { hashPassword, refuseCommonPassword } from './passwords.ts'
import { newProof, takeProof, voidProofs } from './proofs.ts'
import { type Browser, endSessions, startSession } from './sessions.ts'

/** Asks for an account. Its address gets a letter: to confirm it, or to say that there already is an account. */
export async function signUp(wish: SignUp, browser: Browser): Promise<void> {
  await spend('sign-up-ip', networkOf(browser.ip))
  refuseCommonPassword(wish.password, wish)
  if (peopleSettings().SIGN_UP === 'invited' && !(await isInvited(wish.email))) throw new Refusal('sign-up-closed')
  await spend('letter-address', wish.email)

  const passwordHash = await hashPassword(wish.password)
  await bare()
    .transaction()
    .execute((tx) => openAccount(tx, { ...wish, passwordHash }))
}

/** Confirms an address by the link of its letter, and signs in. Returns the session's token and whose it is. */
export async function verifyEmail(token: string, browser: Browser): Promise<{ userId: string; token: string }> {
  await spend('one-time-link-ip', networkOf(browser.ip))
  const done = await bare()
    .transaction()
    .execute(async (tx) => {
      const proof = await takeProof(tx, 'verify-email', token)
      const userId = proof.userId ?? ''
      const account = await confirmAddress(tx, userId, proof.email ?? '')
      if (!account) throw new Refusal('gone')
      await takeOver(tx, userId, Chosen.parse(proof.payload))
      return { userId, token: await startSession(tx, userId, browser) }
    })
  forgetEveryone()
  return done
}

/** Sends the letter of confirmation again, if this address waits for it. */
export async function askVerification(email: string, browser: Browser): Promise<void> {
  await spend('letter-ip', networkOf(browser.ip))
  await spend('letter-address', email)
  await inEqualTime(() =>
    bare()
      .transaction()
      .execute(async (tx) => {
        const user = await findAccount(tx, email)
        if (user && !user.emailVerifiedAt) await sendVerification(tx, { ...user, email })
      }),
  )
}

/** Marks the address as verified while it still is the account's, and lets a configured operator be one. */
export async function confirmAddress(tx: Transaction<DB>, userId: string, email: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({
      emailVerifiedAt: sql<string>`coalesce(email_verified_at, now())`,
      isOperator: sql<boolean>`is_operator or email = any(${operatorAddresses()}::text[])`,
    })
    .where('id', '=', userId)
    .where('email', '=', email)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

interface Wish extends SignUp {
  passwordHash: string
}

async function openAccount(tx: Transaction<DB>, wish: Wish): Promise<void> {
  const { name, email, passwordHash, language = 'en', timezone = 'UTC' } = wish
  const made = await tx
    .insertInto('users')
    .values({ id: uuidv7(), name, email, passwordHash, language, timezone })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return sendVerification(tx, { id: made.id, name, email, language })

  const known = await findAccount(tx, email)
  if (!known) return openAccount(tx, wish) // It was deleted in between.
  // Until an address is proved it is nobody's: the link of this letter sets what was chosen now.
  if (!known.emailVerifiedAt) return sendVerification(tx, { id: known.id, name, email, language, passwordHash })
  await enqueueLetter(tx, {
    kind: 'already-registered',
    to: email,
    language: known.language,
    values: { name: known.name, link: linkTo('/sign-in'), resetLink: linkTo('/forgotten-password') },
  })
}

function findAccount(tx: Transaction<DB>, email: string) {
  return tx
    .selectFrom('users')
    .select(['id', 'name', 'language', 'emailVerifiedAt'])
    .where('email', '=', email)
    .executeTakeFirst()
}

interface Account {
  id: string
  name: string
  email: string
  language: string
  passwordHash?: string
}

async function sendVerification(
  tx: Transaction<DB>,
  { id, name, email, language, passwordHash }: Account,
): Promise<void> {
  const payload = passwordHash ? { name, passwordHash } : {}
  const token = await newProof(tx, { purpose: 'verify-email', userId: id, email, payload })
  await enqueueLetter(tx, {
    kind: 'verify-email',
    to: email,
    language,
    values: { name, link: linkTo(`/verify-email?token=${token}`) },
  })
}

const Chosen = z.object({ name: z.string().optional(), passwordHash: z.string().optional() })

/** Whoever proves the address gets the account as they chose it; what somebody else had prepared in it is over. */
async function takeOver(
  tx: Transaction<DB>,
  userId: string,
  { name, passwordHash }: z.output<typeof Chosen>,
): Promise<void> {
  await voidProofs(tx, userId)
  if (!passwordHash) return
  await tx.updateTable('users').set({ passwordHash, name }).where('id', '=', userId).execute()
  await endSessions(tx, userId)
}

async function isInvited(email: string): Promise<boolean> {
  const invitation = await bare()
    .selectFrom('invitations')
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspaceId')
    .select('invitations.id')
    .where('invitations.email', '=', email)
    .where('invitations.status', '=', 'pending')
    .where('invitations.expiresAt', '>', sql<string>`now()`)
    .where('workspaces.deletedAt', 'is', null)
    .executeTakeFirst()
  return invitation !== undefined
}
