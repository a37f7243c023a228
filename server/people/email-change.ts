/** A new e-mail address: proved at the new one, told to the old one (attack 56). */
import { sql, type Transaction } from 'kysely'
import type { Person } from '../access/actor.ts'
import { networkOf, spend } from '../access/rates.ts'
import { forgetEveryone } from '../access/who.ts'
import { hashToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { invalid, Refusal } from '../errors.ts'
import { enqueueLetter } from '../mail/letters.ts'
import { linkTo } from '../mail/settings.ts'
import { inEqualTime } from './equal-time.ts'
import { operatorAddresses } from './installation.ts'
import { newProof, takeProof, voidProofs } from './proofs.ts'
import { type Browser, endSessions } from './sessions.ts'

/** Sends a letter to the new address; answered the same when the address already has an account (attack 45). */
export async function askEmailChange(person: Person, email: string): Promise<void> {
  if (email === person.email) throw invalid('/email', 'is your address already')
  await spend('email-change', person.userId)
  await spend('letter-address', email)
  await inEqualTime(() =>
    bare()
      .transaction()
      .execute((tx) => writeToNewAddress(tx, person, email)),
  )
}

/** Makes the new address the account's. Sessions end, but for the one in the browser that followed the link; links already sent are void. */
export async function changeEmail(token: string, browser: Browser): Promise<string> {
  await spend('one-time-link-ip', networkOf(browser.ip))
  const email = await bare()
    .transaction()
    .execute(async (tx) => {
      const proof = await takeProof(tx, 'change-email', token)
      const [userId, email] = [proof.userId ?? '', proof.email ?? '']
      const old = await tx
        .selectFrom('users')
        .select(['name', 'email', 'language'])
        .where('id', '=', userId)
        .forUpdate()
        .executeTakeFirst()
      if (!old || !(await saveEmail(tx, userId, email))) throw new Refusal('gone')
      await voidProofs(tx, userId)
      await endSessions(tx, userId, await ownSession(tx, userId, browser.token))
      await enqueueLetter(tx, {
        kind: 'email-changed',
        to: old.email,
        language: old.language,
        values: { name: old.name, newEmail: email },
      })
      return email
    })
  forgetEveryone()
  return email
}

async function writeToNewAddress(
  tx: Transaction<DB>,
  { userId, name, language }: Person,
  email: string,
): Promise<void> {
  const owner = await tx.selectFrom('users').select(['name', 'language']).where('email', '=', email).executeTakeFirst()
  if (owner) {
    const values = { name: owner.name, link: linkTo('/sign-in'), resetLink: linkTo('/forgotten-password') }
    await enqueueLetter(tx, { kind: 'already-registered', to: email, language: owner.language, values })
    return
  }
  const token = await newProof(tx, { purpose: 'change-email', userId, email })
  const values = { name, link: linkTo(`/email-change?token=${token}`) }
  await enqueueLetter(tx, { kind: 'confirm-email-change', to: email, language, values })
}

/** False when the address was taken by another account in the meantime. */
async function saveEmail(tx: Transaction<DB>, userId: string, email: string): Promise<boolean> {
  const { rows } = await sql`
    update users set email = ${email}, email_verified_at = now(), is_operator = is_operator or ${email} = any(${operatorAddresses()}::text[])
    where id = ${userId} and not exists (select from users other where other.email = ${email}) returning id`.execute(tx)
  return rows.length === 1
}

async function ownSession(tx: Transaction<DB>, userId: string, token: string | null): Promise<string | null> {
  if (!token) return null
  const own = await tx
    .selectFrom('sessions')
    .select('id')
    .where('tokenHash', '=', hashToken(token))
    .where('userId', '=', userId)
    .executeTakeFirst()
  return own?.id ?? null
}
