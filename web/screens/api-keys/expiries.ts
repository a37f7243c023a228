/** For how long a key may be good: a few usual spans, a day of one's own, or without end. */

export const EXPIRIES = ['30', '90', '365', 'custom', 'never'] as const
export type Expiry = (typeof EXPIRIES)[number]

/** The instant, in UTC; a chosen day counts to its end by the browser's clock. Undefined: never. */
export function expiryInstant(expiry: Expiry, day: string, now = Date.now()): string | undefined {
  if (expiry === 'never') return undefined
  if (expiry === 'custom') return new Date(`${day}T23:59:59`).toISOString()
  return new Date(now + Number(expiry) * 86_400_000).toISOString()
}
