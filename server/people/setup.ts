/** The first run: a one-time link makes the first account, verified and operator of the installation (attack 103). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { networkOf, spend } from '../access/rates.ts'
import { hashToken, newToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import { Refusal } from '../errors.ts'
import { linkTo } from '../mail/settings.ts'
import { operatorAddresses } from './installation.ts'
import { hashPassword, refuseCommonPassword } from './passwords.ts'
import { type Browser, startSession } from './sessions.ts'

const KEY = 'setup-token'

/** The link to print at the start while there is no account yet, else null. The newest link is the one that counts. */
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

/** Whether the installation still waits for its first account. */
export async function isSetupOpen(): Promise<boolean> {
  const someone = await bare().selectFrom('users').select('id').limit(1).executeTakeFirst()
  return someone === undefined
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
      const used = await tx.deleteFrom('installation').where('key', '=', KEY).where('value', '=', value).returning('key').executeTakeFirst()
      const someone = await tx.selectFrom('users').select('id').limit(1).executeTakeFirst()
      if (!used || someone) throw new Refusal('gone')
      const id = uuidv7()
      const emailVerifiedAt = new Date().toISOString()
      await tx.insertInto('users').values({ id, name, email, passwordHash, emailVerifiedAt, isOperator: true }).execute()
      return { userId: id, token: await startSession(tx, id, browser) }
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
