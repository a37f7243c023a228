/** Secrets at rest: one-way marks for tokens, and sealed boxes for what must be read again (envelope, AES-256-GCM). */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { CannotStart } from './errors.ts'

export interface SecretsKey {
  id: string
  bytes: Buffer
}

let keys: SecretsKey[] = []

/** Takes the keys of this installation; the first seals, all of them open. */
export function setSecretsKeys(given: SecretsKey[]): void {
  if (given.length === 0) throw new CannotStart('There is no key to seal secrets with.')
  keys = given
}

/** Reads the installation's own key, or makes it at the first start (mode 0600). */
export function keyFromFile(path: string): SecretsKey {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
    chmodSync(path, 0o600)
  }
  const bytes = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (bytes.length !== 32) throw new CannotStart(`The secrets key in ${path} is damaged; restore it from a backup.`)
  return { id: 'own', bytes }
}

/** A new token of 256 random bits, 43 characters, safe in a URL. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token: SHA-256, enough for 256 random bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Compares two marks without telling by time how far they agree. */
export function isSame(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A keyed mark for what we hand out and must recognise again, such as a cursor. */
export function sign(purpose: string, text: string): Buffer {
  return createHmac('sha256', purposeKey(current().bytes, purpose)).update(text).digest()
}

/**
 * Seals a text for one place. `place` names workspace, kind, row and field: a box moved elsewhere does not open.
 * Layout: 1 byte version, 1 byte length and the key's name, 12+32+16 bytes wrapped data key, 12 bytes nonce, 16 bytes tag, text.
 */
export function seal(text: string, place: string): Buffer {
  const key = current()
  const dataKey = randomBytes(32)
  const name = Buffer.from(key.id)
  return Buffer.concat([
    Buffer.from([1, name.length]),
    name,
    encrypt(key.bytes, dataKey, `key|${place}`),
    encrypt(dataKey, Buffer.from(text), `v1|${place}`),
  ])
}

/** Opens what `seal` closed for the same place; throws when it was moved, altered, or its key is not known. */
export function unseal(box: Buffer, place: string): string {
  if (box[0] !== 1) throw new Error('sealed by an unknown version')
  const from = 2 + (box[1] ?? 0)
  const id = box.subarray(2, from).toString()
  const key = keys.find((each) => each.id === id)
  if (!key) throw new Error(`sealed with the unknown key «${id}»`)
  const dataKey = decrypt(key.bytes, box.subarray(from, from + 60), `key|${place}`)
  return decrypt(dataKey, box.subarray(from + 60), `v1|${place}`).toString()
}

function current(): SecretsKey {
  const [first] = keys
  if (!first) throw new Error('no secrets key yet')
  return first
}

function purposeKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
}

function encrypt(key: Buffer, text: Buffer, place: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, box: Buffer, place: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(place)).setAuthTag(box.subarray(12, 28))
  return Buffer.concat([decipher.update(box.subarray(28)), decipher.final()])
}
