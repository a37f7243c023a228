/** What the form of a schedule says of the times to come. */
import { expect, it } from 'vitest'
import { nextTimes } from './next-times.ts'

const now = new Date('2026-03-27T10:00:00Z')
const shown = (when: Parameters<typeof nextTimes>[0], count?: number) =>
  nextTimes(when, 'Europe/Berlin', now, count).map((at) => at.toISOString())

it('keeps the time of the zone when its clocks change', () => {
  expect(shown({ kind: 'daily', time: '09:30' }, 3)).toEqual([
    '2026-03-28T08:30:00.000Z',
    '2026-03-29T07:30:00.000Z',
    '2026-03-30T07:30:00.000Z',
  ])
})

it('knows the days of the week and of the month', () => {
  expect(shown({ kind: 'weekly', days: ['monday', 'friday'], time: '12:00' }, 2)).toEqual([
    '2026-03-27T11:00:00.000Z',
    '2026-03-30T10:00:00.000Z',
  ])
  expect(shown({ kind: 'monthly', day: 31, time: '08:00' }, 2)).toEqual([
    '2026-03-31T06:00:00.000Z',
    '2026-04-30T06:00:00.000Z',
  ])
})

it('has nothing to say of a day that is over', () => {
  expect(shown({ kind: 'once', date: '2026-03-01', time: '08:00' })).toEqual([])
})
