/** When schedules come round, zone by zone, across the days on which clocks change. */
import { describe, expect, it } from 'vitest'
import { occurrencesBetween, type When } from './occurrences.ts'

const daily = (time: string): When => ({ kind: 'daily', time })

/** `2026-03-29T02:30 at 2026-03-29T01:00Z`, each in one line. */
function linesOf(when: When, zone: string, from: string, to: string): string[] {
  return occurrencesBetween(when, zone, { from: new Date(from), to: new Date(to) }).map(
    ({ local, at }) => `${local} at ${at.toISOString().replace(':00.000Z', 'Z')}`,
  )
}

describe('a daily time', () => {
  it.each([
    // Clocks go forward: a time that is skipped comes right after the gap.
    [
      'Europe/Berlin',
      '02:30',
      '2026-03-28',
      [
        '2026-03-28T02:30 at 2026-03-28T01:30Z',
        '2026-03-29T02:30 at 2026-03-29T01:00Z',
        '2026-03-30T02:30 at 2026-03-30T00:30Z',
      ],
    ],
    [
      'America/New_York',
      '02:15',
      '2026-03-07',
      [
        '2026-03-07T02:15 at 2026-03-07T07:15Z',
        '2026-03-08T02:15 at 2026-03-08T07:00Z',
        '2026-03-09T02:15 at 2026-03-09T06:15Z',
      ],
    ],
    [
      'Australia/Lord_Howe',
      '02:15',
      '2026-10-03',
      [
        '2026-10-03T02:15 at 2026-10-02T15:45Z',
        '2026-10-04T02:15 at 2026-10-03T15:30Z',
        '2026-10-05T02:15 at 2026-10-04T15:15Z',
      ],
    ],
    // Clocks go back: a time that comes twice counts once, the first time.
    [
      'Europe/Berlin',
      '02:30',
      '2026-10-24',
      [
        '2026-10-24T02:30 at 2026-10-24T00:30Z',
        '2026-10-25T02:30 at 2026-10-25T00:30Z',
        '2026-10-26T02:30 at 2026-10-26T01:30Z',
      ],
    ],
    [
      'America/New_York',
      '01:30',
      '2026-10-31',
      [
        '2026-10-31T01:30 at 2026-10-31T05:30Z',
        '2026-11-01T01:30 at 2026-11-01T05:30Z',
        '2026-11-02T01:30 at 2026-11-02T06:30Z',
      ],
    ],
    [
      'Australia/Lord_Howe',
      '01:45',
      '2026-04-04',
      [
        '2026-04-04T01:45 at 2026-04-03T14:45Z',
        '2026-04-05T01:45 at 2026-04-04T14:45Z',
        '2026-04-06T01:45 at 2026-04-05T15:15Z',
      ],
    ],
    // Zones that never change.
    [
      'Asia/Kolkata',
      '09:30',
      '2026-06-01',
      [
        '2026-06-01T09:30 at 2026-06-01T04:00Z',
        '2026-06-02T09:30 at 2026-06-02T04:00Z',
        '2026-06-03T09:30 at 2026-06-03T04:00Z',
      ],
    ],
    [
      'UTC',
      '00:00',
      '2026-12-31',
      [
        '2026-12-31T00:00 at 2026-12-31T00:00Z',
        '2027-01-01T00:00 at 2027-01-01T00:00Z',
        '2027-01-02T00:00 at 2027-01-02T00:00Z',
      ],
    ],
  ])('in %s at %s comes once a day from %s', (zone, time, day, expected) => {
    const start = Date.parse(`${day}T00:00Z`)
    const around = linesOf(
      daily(time),
      zone,
      new Date(start - 86_400_000).toISOString(),
      new Date(start + 4 * 86_400_000).toISOString(),
    )
    expect(around.filter((line) => expected.includes(line))).toEqual(expected)
    expect(new Set(around.map((line) => line.slice(0, 16))).size).toBe(around.length)
  })

  it('is found by adjoining spans once, however they cut the time', () => {
    const cuts = Array.from({ length: 97 }, (_, hour) => new Date(Date.parse('2026-03-27T00:17Z') + hour * 3_600_000))
    const found = cuts
      .slice(1)
      .flatMap((to, index) => occurrencesBetween(daily('02:30'), 'Europe/Berlin', { from: cuts[index] ?? to, to }))
    expect(found.map(({ local }) => local)).toEqual([
      '2026-03-27T02:30',
      '2026-03-28T02:30',
      '2026-03-29T02:30',
      '2026-03-30T02:30',
    ])
  })

  it('of an unknown zone goes by UTC', () => {
    expect(linesOf(daily('09:00'), 'Mars/Olympus', '2026-06-01T08:00Z', '2026-06-01T10:00Z')).toEqual([
      '2026-06-01T09:00 at 2026-06-01T09:00Z',
    ])
  })
})

describe('other schedules', () => {
  it('come once, on their day', () => {
    const once: When = { kind: 'once', date: '2026-07-01', time: '09:00' }
    expect(linesOf(once, 'Europe/Berlin', '2026-06-30T00:00Z', '2026-07-03T00:00Z')).toEqual([
      '2026-07-01T09:00 at 2026-07-01T07:00Z',
    ])
  })

  it('come on the days of the week that are named', () => {
    const weekly: When = { kind: 'weekly', days: ['monday', 'sunday'], time: '09:00' }
    expect(linesOf(weekly, 'UTC', '2026-06-01T00:00Z', '2026-06-08T23:00Z').map((line) => line.slice(0, 10))).toEqual([
      '2026-06-01',
      '2026-06-07',
      '2026-06-08',
    ])
  })

  it('come on the last day of a month that is too short', () => {
    const monthly: When = { kind: 'monthly', day: 31, time: '09:00' }
    expect(linesOf(monthly, 'UTC', '2026-01-01T00:00Z', '2026-05-01T00:00Z').map((line) => line.slice(0, 10))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ])
  })
})
