/** How passwords are kept, and which are refused. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { hashPassword, isOutdated, isPassword, refuseCommonPassword } from './passwords.ts'

const olga = { email: 'olga@acme.test', name: 'Olga Petrova' }

it('keeps argon2id with 46 MiB, another salt each time', async () => {
  const [one, two] = [await hashPassword('correct horse'), await hashPassword('correct horse')]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect([isOutdated(one), isOutdated('$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA')]).toEqual([false, true])
})

it('is right for the password alone, and never for an account without one', async () => {
  const kept = await hashPassword('correct horse')
  expect(await isPassword('correct horse', kept)).toBe(true)
  for (const wrong of ['Correct horse', 'correct horse ', '', 'x'.repeat(1024)])
    expect(await isPassword(wrong, kept)).toBe(false)
  for (const none of [null, undefined]) expect(await isPassword('correct horse', none)).toBe(false)
})

it('works through a crowd without using up the memory', async () => {
  const before = process.memoryUsage().rss
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - before)
  }, 5)
  const hashes = await Promise.all(
    Array.from({ length: 20 }, (_, each) => hashPassword(`password of ${each}`)),
  ).finally(() => clearInterval(watch))
  expect(new Set(hashes).size).toBe(20)
  // All at once they would take 920 MiB.
  expect(most).toBeLessThan(300 * 1_048_576)
})

it('refuses what is guessed first', () => {
  const lines = readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
  expect(lines.length).toBeGreaterThan(10_000)
  expect(lines.every((line) => line === line.toLowerCase() && [...line].length >= 8)).toBe(true)
  const common = [
    'password',
    'PASSWORD1',
    'Summer2026',
    'switchboard!',
    'olga@acme.test',
    'olga petrova1',
    'OLGAolga',
    'abababababab',
  ]
  for (const password of common) expect(() => refuseCommonPassword(password, olga)).toThrow('guessed first')
  for (const password of ['correct horse battery', 'olga likes long walks', 'tr4nquil-otter-Basalt']) {
    expect(() => refuseCommonPassword(password, olga)).not.toThrow()
  }
})
