/** Passkeys: made by who is signed in, and then a sign-in of their own that needs no password and no second step. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { NewPasskey, UsedPasskey } from '../../shared/passkeys.ts'
import type { Passkey } from '../../shared/people.ts'
import type { Person } from '../access/actor.ts'
import { networkOf, spend } from '../access/rates.ts'
import { bare } from '../db/database.ts'
import { invalid, Refusal } from '../errors.ts'
import { enqueueLetter } from '../mail/letters.ts'
import { linkTo } from '../mail/settings.ts'
import { peopleSettings } from './installation.ts'
import { newProof, takeProof } from './proofs.ts'
import { type Browser, startSession } from './sessions.ts'

const MOST = 20
/** EdDSA, ES256, RS256: what every device can do. */
const ALGORITHMS = [-8, -7, -257]

/** My passkeys, the newest first. */
export function listPasskeys(person: Person): Promise<Array<z.output<typeof Passkey>>> {
  return bare()
    .selectFrom('passkeys')
    .select(['id', 'name', 'createdAt', 'lastUsedAt'])
    .where('userId', '=', person.userId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** What the browser is to make a passkey with; the challenge works once. */
export async function beginPasskey(person: Person) {
  if (!person.isVerified) throw new Refusal('not-verified')
  const known = await bare()
    .selectFrom('passkeys')
    .select(['credentialId', 'transports'])
    .where('userId', '=', person.userId)
    .execute()
  if (known.length >= MOST) throw new Refusal('conflict', `An account has at most ${MOST} passkeys.`)
  const options = await generateRegistrationOptions({
    rpName: 'Switchboard',
    supportedAlgorithmIDs: ALGORITHMS,
    rpID: ownName(),
    userID: new TextEncoder().encode(person.userId),
    userName: person.email,
    userDisplayName: person.name,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await newProof(bare(), {
    purpose: 'passkey',
    userId: person.userId,
    payload: { for: 'making' },
    token: options.challenge,
  })
  return options
}

/** Takes a new passkey in, and tells its owner by letter. */
export async function addPasskey(person: Person, { name, response }: NewPasskey): Promise<z.output<typeof Passkey>> {
  const challenge = challengeOf(response.response.clientDataJSON)
  const proof = await takeProof(bare(), 'passkey', challenge)
  if (proof.userId !== person.userId) throw new Refusal('gone')
  const made = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: ownOrigin(),
    expectedRPID: ownName(),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  if (!made?.verified) throw invalid('/response', 'is not a passkey for this site')

  const { id: credentialId, publicKey, counter, transports = [] } = made.registrationInfo.credential
  const row = {
    id: uuidv7(),
    userId: person.userId,
    credentialId,
    publicKey: Buffer.from(publicKey),
    counter,
    transports,
    name,
  }
  return bare()
    .transaction()
    .execute(async (tx) => {
      const saved = await tx
        .insertInto('passkeys')
        .values(row)
        .onConflict((conflict) => conflict.column('credentialId').doNothing())
        .returning(['id', 'name', 'createdAt', 'lastUsedAt'])
        .executeTakeFirst()
      if (!saved) throw new Refusal('conflict', 'This passkey is known already.')
      const values = { name: person.name, passkey: name, resetLink: linkTo('/forgotten-password') }
      await enqueueLetter(tx, { kind: 'passkey-added', to: person.email, language: person.language, values })
      return saved
    })
}

/** Removes one of my passkeys. */
export async function removePasskey(person: Person, id: string): Promise<void> {
  const removed = await bare()
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('userId', '=', person.userId)
    .executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw new Refusal('not-found')
}

/** What the browser is to sign in with; it names no account, so it tells nothing (attack 45). */
export async function beginPasskeySignIn(browser: Browser) {
  await spend('passkey-ip', networkOf(browser.ip))
  const options = await generateAuthenticationOptions({ rpID: ownName(), userVerification: 'required' })
  await newProof(bare(), { purpose: 'passkey', userId: null, payload: { for: 'signing-in' }, token: options.challenge })
  return options
}

/** Signs in with a passkey; the person was verified by the device, so this is both factors at once. */
export async function signInByPasskey(
  { response }: UsedPasskey,
  browser: Browser,
): Promise<{ userId: string; token: string }> {
  await spend('passkey-ip', networkOf(browser.ip))
  const challenge = challengeOf(response.response.clientDataJSON)
  const proof = await takeProof(bare(), 'passkey', challenge)
  if (proof.payload.for !== 'signing-in') throw new Refusal('gone')
  const passkey = await bare()
    .selectFrom('passkeys')
    .selectAll()
    .where('credentialId', '=', response.id)
    .executeTakeFirst()
  if (!passkey) throw new Refusal('wrong-credentials', 'This passkey is not known here.')

  const { credentialId: id, publicKey, counter, transports } = passkey
  const used = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: ownOrigin(),
    expectedRPID: ownName(),
    requireUserVerification: true,
    credential: { id, publicKey: new Uint8Array(publicKey), counter, transports },
  }).catch(() => undefined)
  if (!used?.verified || !(await noteUse(passkey, used.authenticationInfo.newCounter))) {
    throw new Refusal('wrong-credentials', 'This passkey is not right.')
  }
  return { userId: passkey.userId, token: await startSession(bare(), passkey.userId, browser) }
}

/** A device that counts must have counted on since: a copy of it is refused. */
async function noteUse(passkey: { id: string; counter: number }, counter: number): Promise<boolean> {
  const noted = await bare()
    .updateTable('passkeys')
    .set({ counter, lastUsedAt: new Date().toISOString() })
    .where('id', '=', passkey.id)
    .where('counter', '=', passkey.counter)
    .executeTakeFirst()
  return noted.numUpdatedRows === 1n
}

const ClientData = z.object({ challenge: z.string().min(16).max(200) })

function challengeOf(clientDataJson: string): string {
  try {
    return ClientData.parse(JSON.parse(Buffer.from(clientDataJson, 'base64url').toString())).challenge
  } catch {
    throw invalid('/response/response/clientDataJSON', 'cannot be read')
  }
}

function ownOrigin(): string {
  return new URL(peopleSettings().PUBLIC_URL).origin
}

function ownName(): string {
  return new URL(peopleSettings().PUBLIC_URL).hostname
}
