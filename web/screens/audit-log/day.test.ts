/** A day begins and ends by the reader's clock, also when that is changed for summer. */
import { expect, it } from 'vitest'
import { endOfDay, startOfDay } from './day.ts'

it('begins at midnight of the timezone', () => {
  expect(startOfDay('2026-11-24', 'Europe/Berlin')).toBe('2026-11-23T23:00:00.000Z')
  expect(startOfDay('2026-11-24', 'America/Los_Angeles')).toBe('2026-11-24T08:00:00.000Z')
  expect(startOfDay('2026-11-24', 'Asia/Kathmandu')).toBe('2026-11-23T18:15:00.000Z')
})

it('is 23 hours long when summer time begins and 25 when it ends', () => {
  const hours = (day: string) =>
    (Date.parse(endOfDay(day, 'Europe/Berlin')) - Date.parse(startOfDay(day, 'Europe/Berlin'))) / 3_600_000
  expect(hours('2026-03-29')).toBe(23)
  expect(hours('2026-10-25')).toBe(25)
})
