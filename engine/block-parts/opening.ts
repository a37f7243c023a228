/** When a business opens next. */
import { type BusinessHours, isOpen, spansOn } from '../values/business-hours.ts'
import { instantOf, wallClock } from '../values/clock.ts'

const DAYS_AHEAD = 366

/** `now` while it is open; undefined when it does not open within a year. */
export function nextOpening(hours: BusinessHours, now: Date, zone: string): Date | undefined {
  const today = wallClock(now, zone)
  if (isOpen(hours, today)) return now
  const noon = Date.parse(`${today.date}T12:00:00Z`)
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const { date, weekday } = wallClock(new Date(noon + ahead * 86_400_000), 'UTC')
    const openings = spansOn(hours, date, weekday)
      .map(({ from }) => instantOf({ date, time: from }, zone))
      .filter((instant) => instant > now)
    if (openings.length > 0) return new Date(Math.min(...openings.map(Number)))
  }
  return undefined
}
