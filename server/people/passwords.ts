/** Passwords: hashed with argon2id a few at a time, refused when everybody knows them, and checked in the same time for accounts that do not exist. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hash, verify } from '@node-rs/argon2'
import { invalid } from '../errors.ts'

const KEPT = { memoryCost: 46 * 1024, timeCost: 2, parallelism: 1 }
const AT_ONCE = 2

const COMMON = new Set(
  readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .slice(1),
)

/** Refuses with 422 a password that guessers try first: a well-known one, or one made of the account's own words. */
export function refuseCommonPassword(password: string, own: { email: string; name?: string }): void {
  const plain = password.toLowerCase()
  const words = [own.email, own.email.split('@')[0], own.name?.toLowerCase(), 'switchboard'].filter(
    (word) => word !== undefined,
  )
  const isOwnWord = words.some(
    (word) => word.length >= 3 && plain.replaceAll(word, '').length < 4 && plain.includes(word),
  )
  if (COMMON.has(plain) || isOwnWord || new Set(plain).size < 4) {
    throw invalid('/password', 'is one of the passwords that are guessed first; choose another', 'common-password')
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, KEPT))
}

/** Whether this is the password; takes as long for an account without one (attack 45). */
export async function isPassword(password: string, kept: string | null | undefined): Promise<boolean> {
  const known = kept ?? (await decoy())
  const isRight = await inTurn(() => verify(known, password))
  return isRight && kept !== null && kept !== undefined
}

/** Whether the hash was made with weaker parameters than today's. */
export function isOutdated(kept: string): boolean {
  return !kept.startsWith(`$argon2id$v=19$m=${KEPT.memoryCost},t=${KEPT.timeCost},p=${KEPT.parallelism}$`)
}

let decoyHash: Promise<string> | undefined

function decoy(): Promise<string> {
  decoyHash ??= hashPassword(randomBytes(18).toString('base64'))
  return decoyHash
}

let running = 0
const waiting: Array<() => void> = []

/** Each hash takes 46 MiB and a core, so a flood of sign-ins waits in line instead of using up the machine. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
