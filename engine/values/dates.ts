/** Dates and times as texts: read, moved on, and written by a pattern. */
import { instantOf, wallClock } from './clock.ts'

/** What a text tells: a day, a day with a time in the zone, or an instant; at most years 1 to 9999. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?$/
const EXACT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/i

/** The instant that a text names; a day begins at midnight, and a time without a zone is meant in `zone`. */
export function readInstant(text: string, zone: string): Date | undefined {
  const said = text.trim()
  if (said.length > 40) return undefined
  if (EXACT.test(said)) return sound(new Date(said.replace(' ', 'T')))
  if (DATE.test(said)) return isDay(said) ? sound(instantOf({ date: said, time: '00:00' }, zone)) : undefined
  const [, date = '', time = ''] = LOCAL.exec(said) ?? []
  return isDay(date) && isTime(time) ? sound(instantOf({ date, time }, zone)) : undefined
}

/** Whether a text is a day alone, without a time. */
export function isDay(text: string): boolean {
  if (!DATE.test(text) || text.startsWith('0000')) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** The days from one text's day to the other's, by the zone's calendar. */
export function daysBetween(from: string, to: string, zone: string): number | undefined {
  const [first, last] = [dayOf(from, zone), dayOf(to, zone)]
  if (first === undefined || last === undefined) return undefined
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000)
}

/** YYYY-MM-DD of what a text names, by the zone's calendar. */
export function dayOf(text: string, zone: string): string | undefined {
  if (isDay(text.trim())) return text.trim()
  const instant = readInstant(text, zone)
  return instant && wallClock(instant, zone).date
}

/**
 * The date or time of the text moved on by so many years, months, weeks, days, hours, minutes or seconds, written as the
 * text was. The 31st moved to a shorter month is its last day.
 */
export function moveDate(text: string, amount: number, unit: string): string | undefined {
  const said = text.trim()
  if (!Number.isInteger(amount) || Math.abs(amount) > 1e9) return undefined
  const isDate = isDay(said)
  const isExact = EXACT.test(said)
  const local = isDate || isExact ? undefined : LOCAL.exec(said)
  if (!isDate && !isExact && !local) return undefined
  const from = new Date(
    isDate ? `${said}T00:00:00Z` : isExact ? said.replace(' ', 'T') : `${local?.[1]}T${local?.[2]}Z`,
  )
  const moved = sound(movedBy(from, amount, unit.replace(/s$/, '')))
  if (!moved) return undefined
  const iso = moved.toISOString()
  if (isExact) return iso
  const hasTime = !isDate || ['hour', 'minute', 'second'].includes(unit.replace(/s$/, ''))
  return hasTime ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : iso.slice(0, 10)
}

const STEPS_MS = new Map([
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
])

function movedBy(from: Date, amount: number, unit: string): Date {
  const step = STEPS_MS.get(unit)
  if (step !== undefined) return new Date(from.getTime() + amount * step)
  if (unit !== 'month' && unit !== 'year') return new Date(Number.NaN)
  const moved = new Date(from)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + amount * (unit === 'year' ? 12 : 1))
  const days = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(from.getUTCDate(), days))
  return moved
}

function isTime(time: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(time)
}

function sound(date: Date): Date | undefined {
  const year = date.getUTCFullYear()
  return year >= 1 && year <= 9999 ? date : undefined
}
