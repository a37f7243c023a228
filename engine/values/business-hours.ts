/** Whether a business is open at a time of its zone. */
import type { z } from 'zod'
import { type BusinessHours, type Spans, WEEKDAYS } from '../../shared/business-hours.ts'
import type { WallClock } from './clock.ts'

export { BusinessHours } from '../../shared/business-hours.ts'

export const ALWAYS_OPEN: BusinessHours = {
  week: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
  holidays: [],
}

export function isOpen(hours: BusinessHours, clock: WallClock): boolean {
  return spansOn(hours, clock.date, clock.weekday).some(({ from, to }) => from <= clock.time && clock.time < to)
}

/** The spans of a day of the zone's calendar; `weekday` in English, any case. */
export function spansOn({ week, holidays }: BusinessHours, date: string, weekday: string): z.output<typeof Spans> {
  const holiday = holidays.find((each) => each.date === date)
  if (holiday) return holiday.spans
  const day = WEEKDAYS.find((each) => each === weekday.toLowerCase())
  return (day && week[day]) ?? []
}
