/** The first run: a one-time link makes the first account, verified and operator of the installation (attack 103). */
import { type Kysely, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { networkOf, spend } from '../access/rates.ts'
import { hashToken, newToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { linkTo } from '../mail/settings.ts'
import { operatorAddresses } from './installation.ts'
import { hashPassword, refuseCommonPassword } from './passwords.ts'
import { type Browser, startSession } from './sessions.ts'

const KEY = 'setup-token'

/** The link to print at the start while there is no operator yet, else null. The newest link is the one that counts. */
export async function setupLink(): Promise<string | null> {
  if (!(await isSetupOpen())) return null
  const token = newToken()
  const value = hashToken(token).toString('hex')
  await bare()
    .insertInto('installation')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
  return linkTo(`/setup?token=${token}`)
}

/** Whether the installation still waits for its first operator; accounts that strangers sign up for meanwhile change nothing. */
export async function isSetupOpen(): Promise<boolean> {
  return !(await hasOperator(bare()))
}

/** Makes the first account and signs in. The token is used up in the same transaction, so that of two at once one wins. */
export async function setUp(
  given: { token: string; name: string; email: string; password: string },
  browser: Browser,
): Promise<{ userId: string; token: string }> {
  await spend('one-time-link-ip', networkOf(browser.ip))
  const { token, name, email, password } = given
  if (!(await isSetupOpen())) throw new Refusal('gone')
  refuseCommonPassword(password, { email, name })
  const passwordHash = await hashPassword(password)
  return bare()
    .transaction()
    .execute(async (tx) => {
      const value = hashToken(token).toString('hex')
      const used = await tx
        .deleteFrom('installation')
        .where('key', '=', KEY)
        .where('value', '=', value)
        .returning('key')
        .executeTakeFirst()
      if (!used || (await hasOperator(tx))) throw new Refusal('gone')
      const emailVerifiedAt = new Date().toISOString()
      const made = await tx
        .insertInto('users')
        .values({ id: uuidv7(), name, email, passwordHash, emailVerifiedAt, isOperator: true })
        .onConflict((conflict) => conflict.column('email').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!made)
        throw new Refusal('conflict', 'This address has an account already; choose another, or name it in OPERATORS.')
      return { userId: made.id, token: await startSession(tx, made.id, browser) }
    })
}

/** Makes operators of the verified accounts that the configuration names; called at every start. */
export async function nameOperators(): Promise<void> {
  await bare()
    .updateTable('users')
    .set({ isOperator: true })
    .where('email', '=', sql<string>`any(${operatorAddresses()}::text[])`)
    .where('emailVerifiedAt', 'is not', null)
    .execute()
}

async function hasOperator(db: Kysely<DB>): Promise<boolean> {
  const operator = await db.selectFrom('users').select('id').where('isOperator', '=', true).limit(1).executeTakeFirst()
  return operator !== undefined
}
