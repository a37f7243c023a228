/** Sign-in with a password, and the second step for accounts that want one. */
import { type SqlBool, sql, type Transaction } from 'kysely'
import type { SecondFactor } from '../../shared/people.ts'
import { forgive, giveBack, networkOf, spend } from '../access/rates.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { log } from '../log.ts'
import { isMailSent } from '../mail/settings.ts'
import { hashPassword, isOutdated, isPassword } from './passwords.ts'
import { newProof, takeProof, tryProof } from './proofs.ts'
import { type Browser, startSession } from './sessions.ts'
import { isSecondFactor } from './two-factor.ts'

export type Method = 'totp' | 'recovery-code' | 'passkey'

/** How it went: a session's token, or the proof with which the second step is taken. */
export type SignedIn =
  | { status: 'signed-in'; userId: string; token: string }
  | { status: 'second-factor'; methods: Method[]; proof: string }

/** Signs in. Unknown addresses, wrong passwords and accounts under lock tell nothing apart (attacks 45, 46). */
export async function signIn(given: { email: string; password: string }, browser: Browser): Promise<SignedIn> {
  const network = networkOf(browser.ip)
  await spendOnSignIn(given.email, network)
  const user = await bare()
    .selectFrom('users')
    .select(['id', 'passwordHash', 'emailVerifiedAt'])
    .select((row) => [
      row.exists(row.selectFrom('passkeys').select('id').whereRef('passkeys.userId', '=', 'users.id')).as('hasPasskey'),
      row.exists(row.selectFrom('members').select('id').whereRef('members.userId', '=', 'users.id')).as('isMember'),
    ])
    .where('email', '=', given.email)
    .executeTakeFirst()

  const isRight = await isPassword(given.password, user?.passwordHash)
  if (!user || !isRight || isUnproved(user)) {
    log.info({ userId: user?.id ?? null, ip: browser.ip }, 'a sign-in was refused')
    throw new Refusal('wrong-credentials')
  }
  await giveBackSignIn(given.email, network)
  const done = await bare()
    .transaction()
    .execute((tx) => enterOrAskMore(tx, user, browser))
  if (user.passwordHash && isOutdated(user.passwordHash)) await rehash(user.id, user.passwordHash, given.password)
  return done
}

/** Takes the second step: a code of the app or a recovery code, five tries to a sign-in (attacks 48, 58). */
export async function takeSecondStep(
  proof: string | undefined,
  given: SecondFactor,
  browser: Browser,
): Promise<{ userId: string; token: string }> {
  if (!proof) throw new Refusal('gone', 'This sign-in is over. Please begin again.')
  const userId = await tryProof('second-factor', proof)
  await spend('second-factor', userId)
  if (!(await isSecondFactor(userId, given))) throw new Refusal('wrong-code')

  await forgive('second-factor', userId)
  return bare()
    .transaction()
    .execute(async (tx) => {
      await takeProof(tx, 'second-factor', proof)
      return { userId, token: await startSession(tx, userId, browser) }
    })
}

/** Whoever proves to own the mailbox is let in again, whatever others tried meanwhile (attack 46). */
export async function forgiveSignIn(email: string, ip: string): Promise<void> {
  await Promise.all([forgive('sign-in-account', email), forgive('sign-in-account-ip', `${email}|${networkOf(ip)}`)])
}

/**
 * An account that anybody can have made for this address by signing up. While its letter is on the way its password opens nothing:
 * else who tries it learns whether there was an account before (attack 45). Who was invited is known to the workspace already.
 */
function isUnproved({ emailVerifiedAt, isMember }: { emailVerifiedAt: string | null; isMember: SqlBool }): boolean {
  return isMailSent() && emailVerifiedAt === null && !isMember
}

interface Account {
  id: string
  passwordHash: string | null
  hasPasskey: SqlBool
}

async function enterOrAskMore(tx: Transaction<DB>, user: Account, browser: Browser): Promise<SignedIn> {
  const now = await holdAccount(tx, user.id)
  if (now?.passwordHash !== user.passwordHash) throw new Refusal('wrong-credentials')
  if (!now?.totpEnabledAt)
    return { status: 'signed-in', userId: user.id, token: await startSession(tx, user.id, browser) }
  const proof = await newProof(tx, { purpose: 'second-factor', userId: user.id })
  const methods: Method[] = user.hasPasskey ? ['totp', 'recovery-code', 'passkey'] : ['totp', 'recovery-code']
  return { status: 'second-factor', methods, proof }
}

/** Reads the account as it is now, and lets nobody change it before the session is there: a new password ends this one too (attack 50). */
function holdAccount(tx: Transaction<DB>, userId: string) {
  return tx
    .selectFrom('users')
    .select(['passwordHash', 'totpEnabledAt'])
    .where('id', '=', userId)
    .forShare()
    .executeTakeFirst()
}

/** One after the other, the narrowest first: who is refused for their own tries does not use up those of everybody. */
async function spendOnSignIn(email: string, network: string): Promise<void> {
  await spend('sign-in-ip', network)
  await spend('sign-in-account-ip', `${email}|${network}`)
  await spend('sign-in-account', email)
  await spend('sign-in-all', 'all')
}

/** Only wrong tries count. */
async function giveBackSignIn(email: string, network: string): Promise<void> {
  await Promise.all([
    forgive('sign-in-account-ip', `${email}|${network}`),
    giveBack('sign-in-account', email),
    giveBack('sign-in-ip', network),
    giveBack('sign-in-all', 'all'),
  ])
}

async function rehash(userId: string, kept: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await bare()
    .updateTable('users')
    .set({ passwordHash })
    .where('id', '=', userId)
    .where('passwordHash', '=', sql<string>`${kept}`)
    .execute()
}
