/** When a schedule comes round, by the clock of a zone: a time that a day skips comes right after the gap, one that a day has twice comes once (invariant 31). */
import { Temporal } from 'temporal-polyfill'
import type { Entry } from '../../engine/entry.ts'

export type When = Extract<Entry, { kind: 'schedule' }>['when']

/** A time on the wall, such as 2026-03-29T02:30, and the instant it falls on. */
export interface Occurrence {
  local: string
  at: Date
}

/** The occurrences after `from`, up to and with `to`, in order. An unknown zone reads as UTC. */
export function occurrencesBetween(when: When, timezone: string, span: { from: Date; to: Date }): Occurrence[] {
  const zone = knownZone(timezone)
  const last = dayIn(span.to, zone)
  const all: Occurrence[] = []
  // A day earlier and later too: where a zone jumps, a day's times may fall on its neighbour.
  for (let day = dayIn(span.from, zone).subtract({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; ) {
    if (fallsOn(when, day)) all.push(occurrence(day, when.time, zone))
    day = day.add({ days: 1 })
  }
  return all.filter(({ at }) => at > span.from && at <= span.to)
}

function fallsOn(when: When, day: Temporal.PlainDate): boolean {
  if (when.kind === 'once') return day.toString() === when.date
  if (when.kind === 'weekly') return when.days.some((name) => NUMBER_OF[name] === day.dayOfWeek)
  // The 31st of a shorter month is its last day.
  if (when.kind === 'monthly') return day.day === Math.min(when.day, day.daysInMonth)
  return true
}

const NUMBER_OF = { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 } as const

function occurrence(day: Temporal.PlainDate, time: string, zone: string): Occurrence {
  const local = day.toPlainDateTime(Temporal.PlainTime.from(time))
  const found = local.toZonedDateTime(zone)
  const isInGap = !found.toPlainDateTime().equals(local)
  const at = (isInGap && found.getTimeZoneTransition('previous')) || found
  return { local: local.toString({ smallestUnit: 'minute' }), at: new Date(at.epochMilliseconds) }
}

function dayIn(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}

function knownZone(timezone: string): string {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timezone)
    return timezone
  } catch {
    return 'UTC'
  }
}
