/** When a schedule comes round next, on the clock of a zone. */

import type { Entry } from '../../../../engine/entry.ts'
import { instantOf, wallClock } from '../../../../engine/values/clock.ts'
import { WEEKDAYS } from '../../../../shared/business-hours.ts'

export type When = Extract<Entry, { kind: 'schedule' }>['when']

const DAY_MS = 86_400_000
/** Far enough for five times of every kind. */
const HORIZON_DAYS = 200

/** At most `count` instants after `now`, in order. The 31st of a shorter month is its last day. */
export function nextTimes(when: When, zone: string, now: Date, count = 5): Date[] {
  if (when.kind === 'once') {
    const at = instantOf(when, zone)
    return at > now ? [at] : []
  }
  const today = Date.parse(`${wallClock(now, zone).date}T00:00:00Z`)
  const found: Date[] = []
  for (let day = 0; day <= HORIZON_DAYS && found.length < count; day += 1) {
    const date = new Date(today + day * DAY_MS)
    if (!isOn(when, date)) continue
    const at = instantOf({ date: date.toISOString().slice(0, 10), time: when.time }, zone)
    if (at > now) found.push(at)
  }
  return found
}

/** `date` is midnight in UTC of a day of the calendar. */
function isOn(when: Exclude<When, { kind: 'once' }>, date: Date): boolean {
  if (when.kind === 'weekly') return when.days.some((day) => WEEKDAYS[(date.getUTCDay() + 6) % 7] === day)
  if (when.kind === 'daily') return true
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.getUTCDate() === Math.min(when.day, daysInMonth)
}
