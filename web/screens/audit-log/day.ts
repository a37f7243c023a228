/** Days of the reader's calendar as instants, for filters from one day to another. */

const PARTS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const

/** The instant at which a day such as 2026-03-29 begins in a timezone. */
export function startOfDay(day: string, timezone: string): string {
  const asUtc = Date.parse(`${day}T00:00:00Z`)
  const guess = asUtc - offsetAt(asUtc, timezone)
  return new Date(asUtc - offsetAt(guess, timezone)).toISOString()
}

/** The instant at which a day ends: the next one begins. */
export function endOfDay(day: string, timezone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return startOfDay(next, timezone)
}

/** How far the clock of a timezone is ahead of UTC at an instant, in ms. */
function offsetAt(instant: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv', { ...PARTS, timeZone, hourCycle: 'h23' }).format(instant)
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000
}
