/** A new password: by the old one, or by a letter when it is forgotten; either way all other sessions end (attack 50). */
import { sql, type Transaction } from 'kysely'
import type { ProveAgain } from '../../shared/people.ts'
import type { Person } from '../access/actor.ts'
import { forgive, networkOf, spend } from '../access/rates.ts'
import { forgetEveryone } from '../access/who.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { enqueueLetter } from '../mail/letters.ts'
import { linkTo } from '../mail/settings.ts'
import { inEqualTime } from './equal-time.ts'
import { hashPassword, isPassword, refuseCommonPassword } from './passwords.ts'
import { newProof, takeProof, voidProofs } from './proofs.ts'
import { type Browser, endSessions, noteProof } from './sessions.ts'
import { forgiveSignIn } from './sign-in.ts'
import { confirmAddress } from './sign-up.ts'
import { isSecondFactor } from './two-factor.ts'

/** Changes my password; my other sessions end, and every link that was sent is void. */
export async function changePassword(person: Person, given: { current: string; password: string }): Promise<void> {
  await provePassword(person, given.current)
  refuseCommonPassword(given.password, person)
  const passwordHash = await hashPassword(given.password)
  await bare()
    .transaction()
    .execute((tx) => savePassword(tx, person, passwordHash, person.sessionId))
  forgetEveryone()
}

/** Proves again who I am, by the password or a code of the second factor; the session remembers it (attack 55). */
export async function proveAgain(person: Person, given: ProveAgain): Promise<void> {
  if ('password' in given) await provePassword(person, given.password)
  else await proveCode(person, given.code)
  await noteProof(person.sessionId)
}

/** Sends the letter with which a forgotten password is replaced, if there is such an account (attack 45). */
export async function askReset(email: string, browser: Browser): Promise<void> {
  await spend('letter-ip', networkOf(browser.ip))
  await spend('letter-address', email)
  await inEqualTime(() =>
    bare()
      .transaction()
      .execute((tx) => sendReset(tx, email)),
  )
}

/** Sets a new password by the letter's link, which also proves the address. It does not sign in: a second factor stays asked for. */
export async function resetPassword(given: { token: string; password: string }, browser: Browser): Promise<void> {
  await spend('one-time-link-ip', networkOf(browser.ip))
  refuseCommonPassword(given.password, { email: '' })
  const passwordHash = await hashPassword(given.password)
  const email = await bare()
    .transaction()
    .execute(async (tx) => {
      const proof = await takeProof(tx, 'reset-password', given.token)
      const userId = proof.userId ?? ''
      if (!(await confirmAddress(tx, userId, proof.email ?? ''))) throw new Refusal('gone')
      const user = await tx
        .selectFrom('users')
        .select(['id as userId', 'name', 'email', 'language'])
        .where('id', '=', userId)
        .executeTakeFirstOrThrow()
      await savePassword(tx, user, passwordHash, null)
      return user.email
    })
  forgetEveryone()
  await forgiveSignIn(email, browser.ip)
}

async function sendReset(tx: Transaction<DB>, email: string): Promise<void> {
  const user = await tx
    .selectFrom('users')
    .select(['id', 'name', 'language'])
    .where('email', '=', email)
    .executeTakeFirst()
  if (!user) return
  const token = await newProof(tx, { purpose: 'reset-password', userId: user.id, email })
  const values = { name: user.name, link: linkTo(`/password-reset?token=${token}`) }
  await enqueueLetter(tx, { kind: 'reset-password', to: email, language: user.language, values })
}

type Owner = Pick<Person, 'userId' | 'name' | 'email' | 'language'>

async function savePassword(
  tx: Transaction<DB>,
  user: Owner,
  passwordHash: string,
  keep: string | null,
): Promise<void> {
  await tx.updateTable('users').set({ passwordHash }).where('id', '=', user.userId).execute()
  await endSessions(tx, user.userId, keep)
  await voidProofs(tx, user.userId)
  if (keep) await tx.updateTable('sessions').set({ provedAt: sql<string>`now()` }).where('id', '=', keep).execute()
  const values = { name: user.name, resetLink: linkTo('/forgotten-password') }
  await enqueueLetter(tx, { kind: 'password-changed', to: user.email, language: user.language, values })
}

async function provePassword(person: Person, password: string): Promise<void> {
  await spend('prove-again', person.userId)
  const user = await bare()
    .selectFrom('users')
    .select('passwordHash')
    .where('id', '=', person.userId)
    .executeTakeFirst()
  if (!(await isPassword(password, user?.passwordHash)))
    throw new Refusal('wrong-credentials', 'The password is not right.')
  await forgive('prove-again', person.userId)
}

async function proveCode(person: Person, code: string): Promise<void> {
  await spend('second-factor', person.userId)
  if (!(await isSecondFactor(person.userId, { code }))) throw new Refusal('wrong-code')
  await forgive('second-factor', person.userId)
}
