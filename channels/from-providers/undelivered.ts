/** What an answer means that says nothing of the message: none came, the provider has too much to do, or failed. */
import type { Answered } from '../../shared/account.ts'
import type { Delivery } from '../channel.ts'

export type Undelivered = Extract<Delivery, { ok: false }>

const REST_S = 1

/** Undefined where the answer says what became of the message. */
export function undelivered(answer: Answered, provider: string): Undelivered | undefined {
  if (!answer.ok) {
    if (!answer.wasSent) return { ok: false, isFinal: false, reason: `${provider} could not be reached.` }
    return { ok: false, isFinal: false, isInDoubt: true, reason: `${provider} did not answer.` }
  }
  if (answer.status === 429) return tooMuch(provider, restOf(answer.headers))
  if (answer.status < 500) return undefined
  return { ok: false, isFinal: false, isInDoubt: true, reason: `${provider} failed (${answer.status}).` }
}

export function tooMuch(provider: string, retryAfterS: number): Undelivered {
  return { ok: false, isFinal: false, retryAfterS, reason: `${provider} is asked too much at the moment.` }
}

/** Seconds, as `Retry-After` says. */
export function restOf(headers: Readonly<Record<string, string>>): number {
  const told = Number(headers['retry-after'])
  return Number.isFinite(told) && told > 0 ? Math.min(told, 3600) : REST_S
}
