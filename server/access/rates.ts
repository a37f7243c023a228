/** How often something may be tried: counted in the database, so that all processes count together. */
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { connect } from '../db/database.ts'
import { Refusal } from '../errors.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What may be done how often: points within seconds. A failure to count refuses (it throws), so nothing is let through by a fault. */
export const RATES = {
  'sign-in-account-ip': { points: 5, seconds: 15 * MINUTE },
  'sign-in-account': { points: 50, seconds: DAY },
  'sign-in-ip': { points: 100, seconds: DAY },
  'sign-in-all': { points: 5000, seconds: HOUR },
  'sign-up-ip': { points: 50, seconds: HOUR },
  'letter-address': { points: 3, seconds: HOUR },
  'letter-ip': { points: 50, seconds: HOUR },
  'second-factor': { points: 10, seconds: 15 * MINUTE },
  'prove-again': { points: 5, seconds: 15 * MINUTE },
  'one-time-link-ip': { points: 100, seconds: HOUR },
  'passkey-ip': { points: 200, seconds: HOUR },
  'email-change': { points: 5, seconds: DAY },
  picture: { points: 30, seconds: HOUR },
  file: { points: 200, seconds: HOUR },
  'visitor-file': { points: 30, seconds: HOUR },
  'visitor-file-ip': { points: 200, seconds: HOUR },
  presence: { points: 120, seconds: MINUTE },
  try: { points: 30, seconds: MINUTE },
  'template-link': { points: 100, seconds: HOUR },
  hook: { points: 600, seconds: MINUTE },
  'mail-test': { points: 20, seconds: HOUR },
} as const satisfies Record<string, { points: number; seconds: number }>

export type Rate = keyof typeof RATES

/** Counts one try of `key`, or refuses with 429 and when to come back. */
export async function spend(rate: Rate, key: string): Promise<void> {
  const spent = await counterOf(rate).penalty(key.slice(0, 200))
  if (spent.consumedPoints <= RATES[rate].points) return
  throw new Refusal('too-many', 'Too many tries. Please wait before the next one.', {
    retryAfterSeconds: Math.max(1, spent.msBeforeNext / 1000),
  })
}

/** Gives one try back: it was not one that should count. */
export async function giveBack(rate: Rate, key: string): Promise<void> {
  await counterOf(rate).reward(key.slice(0, 200))
}

/** Forgets all tries of `key`. */
export async function forgive(rate: Rate, key: string): Promise<void> {
  await counterOf(rate).delete(key.slice(0, 200))
}

/** Removes counters that have run out; a schedule of the worker. */
export async function forgetOldRates(): Promise<void> {
  await store.query({ text: 'delete from rate_limits where expire < $1', values: [Date.now()] })
}

/** Addresses of one household or server count as one: IPv4 as it is, IPv6 by its first 64 bits. */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}

const store = {
  async query(statement: { name?: string; text: string; values: unknown[] }) {
    const client = await connect()
    try {
      return await client.query(statement)
    } finally {
      client.release()
    }
  },
}

const counters = new Map<Rate, RateLimiterPostgres>()

function counterOf(rate: Rate): RateLimiterPostgres {
  const known = counters.get(rate)
  if (known) return known
  const made = new RateLimiterPostgres({
    storeClient: store,
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: rate,
    points: RATES[rate].points,
    duration: RATES[rate].seconds,
  })
  counters.set(rate, made)
  return made
}
