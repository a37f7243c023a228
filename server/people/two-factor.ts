/** Two-factor sign-in: codes of an authenticator app (TOTP) and recovery codes, each used once. */
import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { toDataURL } from 'qrcode'
import type { SecondFactor } from '../../shared/people.ts'
import type { Person } from '../access/actor.ts'
import { spend } from '../access/rates.ts'
import { forgetEveryone } from '../access/who.ts'
import { hashToken, seal, unseal } from '../crypto.ts'
import { bare } from '../db/database.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { enqueueLetter } from '../mail/letters.ts'
import { linkTo } from '../mail/settings.ts'
import { endSessions } from './sessions.ts'

const STEP_SECONDS = 30
const CODES = 10
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Begins: a new secret to show to the authenticator app; nothing changes until a code of it is given. */
export async function beginTwoFactor(person: Person): Promise<{ secret: string; uri: string; qr: string }> {
  if (!person.isVerified) throw new Refusal('not-verified')
  const secret = new Secret({ size: 20 })
  const begun = await bare()
    .updateTable('users')
    .set({ totpSecret: seal(secret.base32, placeOf(person.userId)), totpLastStep: 0 })
    .where('id', '=', person.userId)
    .where('totpEnabledAt', 'is', null)
    .executeTakeFirst()
  if (begun.numUpdatedRows === 0n) throw new Refusal('conflict', 'Two-factor sign-in is on already.')
  const uri = totpOf(secret, person.email).toString()
  return { secret: secret.base32, uri, qr: await toDataURL(uri, { margin: 1, scale: 6 }) }
}

/** Turns it on with a right code (attack 58), and gives the recovery codes, once. Other sessions end. */
export async function turnOnTwoFactor(person: Person, code: string): Promise<string[]> {
  await spend('second-factor', person.userId)
  if (!(await isTotp(person.userId, code))) throw new Refusal('wrong-code')
  const codes = await bare()
    .transaction()
    .execute(async (tx) => {
      const turned = await tx
        .updateTable('users')
        .set({ totpEnabledAt: sql<string>`now()` })
        .where('id', '=', person.userId)
        .where('totpEnabledAt', 'is', null)
        .executeTakeFirst()
      if (turned.numUpdatedRows === 0n) throw new Refusal('conflict', 'Two-factor sign-in is on already.')
      await endSessions(tx, person.userId, person.sessionId)
      await tell(tx, person, true)
      return writeRecoveryCodes(tx, person.userId)
    })
  forgetEveryone()
  return codes
}

/** Turns it off; recovery codes and other sessions end. */
export async function turnOffTwoFactor(person: Person): Promise<void> {
  await bare()
    .transaction()
    .execute(async (tx) => {
      const turned = await tx
        .updateTable('users')
        .set({ totpEnabledAt: null, totpSecret: null })
        .where('id', '=', person.userId)
        .where('totpEnabledAt', 'is not', null)
        .executeTakeFirst()
      if (turned.numUpdatedRows === 0n) return
      await tx.deleteFrom('recoveryCodes').where('userId', '=', person.userId).execute()
      await endSessions(tx, person.userId, person.sessionId)
      await tell(tx, person, false)
    })
  forgetEveryone()
}

/** New recovery codes; the old ones are void. */
export function renewRecoveryCodes(person: Person): Promise<string[]> {
  return bare()
    .transaction()
    .execute(async (tx) => {
      const user = await tx
        .selectFrom('users')
        .select('totpEnabledAt')
        .where('id', '=', person.userId)
        .forUpdate()
        .executeTakeFirst()
      if (!user?.totpEnabledAt) throw new Refusal('conflict', 'Two-factor sign-in is off.')
      return writeRecoveryCodes(tx, person.userId)
    })
}

/** Whether this is a right second factor; being right uses it up. */
export function isSecondFactor(userId: string, given: SecondFactor): Promise<boolean> {
  return 'code' in given ? isTotp(userId, given.code, { mustBeOn: true }) : isRecoveryCode(userId, given.recoveryCode)
}

/** A code counts once: its step must be later than the last one used, decided by the database (attack 58). */
async function isTotp(userId: string, code: string, { mustBeOn = false } = {}): Promise<boolean> {
  const user = await bare()
    .selectFrom('users')
    .select(['totpSecret', 'totpEnabledAt', 'email'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!user?.totpSecret || (mustBeOn && !user.totpEnabledAt)) return false
  const now = Date.now()
  const secret = Secret.fromBase32(unseal(user.totpSecret, placeOf(userId)))
  const delta = totpOf(secret, user.email).validate({ token: code, window: 1, timestamp: now })
  if (delta === null) return false

  const step = Math.floor(now / 1000 / STEP_SECONDS) + delta
  const used = await bare()
    .updateTable('users')
    .set({ totpLastStep: step })
    .where('id', '=', userId)
    .where('totpLastStep', '<', step)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

async function isRecoveryCode(userId: string, code: string): Promise<boolean> {
  const used = await bare()
    .deleteFrom('recoveryCodes')
    .where('userId', '=', userId)
    .where('codeHash', '=', recoveryHash(userId, code))
    .executeTakeFirst()
  return used.numDeletedRows === 1n
}

async function writeRecoveryCodes(db: Kysely<DB>, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newRecoveryCode)
  await db.deleteFrom('recoveryCodes').where('userId', '=', userId).execute()
  await db
    .insertInto('recoveryCodes')
    .values(codes.map((code) => ({ userId, codeHash: recoveryHash(userId, code) })))
    .execute()
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/** 16 letters and digits that are not mistaken for one another: 79 random bits. */
function newRecoveryCode(): string {
  let code = ''
  while (code.length < 16) {
    for (const byte of randomBytes(32)) {
      // Bytes from 248 on would make some letters likelier than others.
      if (byte < 248 && code.length < 16) code += ALPHABET.charAt(byte % ALPHABET.length)
    }
  }
  return code
}

function recoveryHash(userId: string, code: string): Buffer {
  return hashToken(`recovery|${userId}|${code}`)
}

function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'Switchboard', label, secret, period: STEP_SECONDS, digits: 6 })
}

function placeOf(userId: string): string {
  return `user|${userId}|totp`
}

async function tell(db: Kysely<DB>, person: Person, isOn: boolean): Promise<void> {
  const { name, email: to, language } = person
  await enqueueLetter(db, {
    kind: 'two-factor-changed',
    to,
    language,
    values: { name, isOn, resetLink: linkTo('/forgotten-password') },
  })
}
