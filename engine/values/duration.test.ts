/** Lengths of time as people give them. */
import { expect, it } from 'vitest'
import { after, Duration, durationInWords, millisecondsOf } from './duration.ts'

it('is a whole number of a unit', () => {
  expect(Duration.safeParse({ amount: 0, unit: 'days' }).success).toBe(false)
  expect(Duration.safeParse({ amount: 1.5, unit: 'days' }).success).toBe(false)
  expect(millisecondsOf({ amount: 2, unit: 'weeks' })).toBe(14 * 24 * 3600 * 1000)
})

it('comes after an instant, and has words', () => {
  expect(after(new Date('2026-07-01T07:30:00Z'), { amount: 90, unit: 'minutes' })).toEqual(
    new Date('2026-07-01T09:00:00Z'),
  )
  expect([durationInWords({ amount: 1, unit: 'days' }), durationInWords({ amount: 2, unit: 'hours' })]).toEqual([
    '1 day',
    '2 hours',
  ])
})
