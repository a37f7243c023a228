/** Counting tries: exact under concurrency, over when the time is over, and never more lenient by a fault. */
import { describe, expect, it } from 'vitest'
import { bare, closeDatabase, openDatabase } from '../db/database.ts'
import { ownDatabase } from '../test/db.ts'
import { forgetOldRates, forgive, giveBack, networkOf, RATES, spend } from './rates.ts'

const database = ownDatabase()
const isRefused = (spending: Promise<void>) =>
  spending.then(
    () => false,
    () => true,
  )

describe('a rate', () => {
  it('lets exactly its number through, of forty at once', async () => {
    const tries = await Promise.all(Array.from({ length: 40 }, () => isRefused(spend('second-factor', 'olga'))))
    expect(tries.filter((refused) => !refused)).toHaveLength(RATES['second-factor'].points)
  })

  it('counts each key for itself, gives back, and forgives', async () => {
    for (let each = 0; each < 5; each++) await spend('prove-again', 'mia')
    expect(await isRefused(spend('prove-again', 'mia'))).toBe(true)
    expect(await isRefused(spend('prove-again', 'adam'))).toBe(false)
    await giveBack('prove-again', 'mia')
    await giveBack('prove-again', 'mia')
    expect(await isRefused(spend('prove-again', 'mia'))).toBe(false)
    await forgive('prove-again', 'mia')
    for (let each = 0; each < 5; each++) await spend('prove-again', 'mia')
  })

  it('says when to come back, and is over then', async () => {
    for (let each = 0; each < 3; each++) await spend('letter-address', 'rex@globex.test')
    await expect(spend('letter-address', 'rex@globex.test')).rejects.toMatchObject({
      code: 'too-many',
      retryAfterSeconds: expect.any(Number),
    })
    await bare()
      .updateTable('rateLimits')
      .set({ expire: Date.now() - 1 })
      .where('key', '=', 'letter-address:rex@globex.test')
      .execute()
    expect(await isRefused(spend('letter-address', 'rex@globex.test'))).toBe(false)
  })

  it('forgets what is over', async () => {
    await spend('mail-test', 'chief')
    await bare()
      .updateTable('rateLimits')
      .set({ expire: Date.now() - 1 })
      .where('key', '=', 'mail-test:chief')
      .execute()
    await forgetOldRates()
    expect(await bare().selectFrom('rateLimits').select('key').where('key', '=', 'mail-test:chief').execute()).toEqual(
      [],
    )
  })

  it('lets nothing through while it cannot count', async () => {
    await closeDatabase()
    expect(await isRefused(spend('sign-in-ip', '203.0.113.1'))).toBe(true)
    openDatabase(database.url(), 10)
  })

  it('counts an IPv6 household as one', () => {
    expect(networkOf('203.0.113.9')).toBe('203.0.113.9')
    expect(networkOf('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2')
    expect(networkOf('2001:db8:1:2:bbbb::7')).toBe('2001:db8:1:2')
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0')
    expect(networkOf('::1')).toBe('0:0:0:0')
  })
})
