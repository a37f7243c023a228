/** What a failed call is called in the error log. */
import type { CallOutcome } from '../call.ts'

/** A short sentence; of addresses only what comes before the question mark, since the rest may hold secrets. */
export function failureOf(outcome: CallOutcome): string {
  if (outcome.ok) return `The answer was ${outcome.status ?? 'not understood'}.`
  return outcome.message
    .replace(/\b([a-z]{2,8}:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, '$1')
    .slice(0, 300)
    .toWellFormed()
}

/** Whether the other side did what was asked. */
export function isSuccess(outcome: CallOutcome): boolean {
  return outcome.ok && (outcome.status === undefined || (outcome.status >= 200 && outcome.status < 300))
}
