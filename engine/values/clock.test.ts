/** The clock on the wall, by a table of golden times around changes of daylight saving (W10). */
import { describe, expect, it } from 'vitest'
import { wallClock } from './clock.ts'

const GOLDEN = [
  ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29 01:59 Sunday'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29 03:00 Sunday'],
  ['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25 02:59 Sunday'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25 02:00 Sunday'],
  ['Europe/Berlin', '2026-12-31T23:00:00Z', '2027-01-01 00:00 Friday'],
  ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08 01:59 Sunday'],
  ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08 03:00 Sunday'],
  ['America/New_York', '2026-11-01T05:59:59Z', '2026-11-01 01:59 Sunday'],
  ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01 01:00 Sunday'],
  ['America/New_York', '2026-07-01T03:30:00Z', '2026-06-30 23:30 Tuesday'],
  ['Asia/Kolkata', '2026-07-01T18:29:59Z', '2026-07-01 23:59 Wednesday'],
  ['Asia/Kolkata', '2026-07-01T18:30:00Z', '2026-07-02 00:00 Thursday'],
  ['Australia/Lord_Howe', '2026-04-04T14:59:59Z', '2026-04-05 01:59 Sunday'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05 01:30 Sunday'],
  ['Australia/Lord_Howe', '2026-10-03T15:29:59Z', '2026-10-04 01:59 Sunday'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', '2026-10-04 02:30 Sunday'],
  ['UTC', '2028-02-29T00:00:00Z', '2028-02-29 00:00 Tuesday'],
  ['UTC', '0999-12-31T23:59:59Z', '0999-12-31 23:59 Tuesday'],
] as const

describe('the clock of a zone', () => {
  it.each(GOLDEN)('in %s at %s shows %s', (zone, instant, shown) => {
    const clock = wallClock(new Date(instant), zone)
    expect(`${clock.date} ${clock.time} ${clock.weekday}`).toBe(shown)
  })

  it('gives hour, minute and second as numbers', () => {
    expect(wallClock(new Date('2026-07-01T00:05:09Z'), 'UTC')).toMatchObject({ hour: 0, minute: 5, second: 9 })
  })

  it('reads an unknown zone as UTC and says so', () => {
    expect(wallClock(new Date('2026-07-01T12:00:00Z'), 'Mars/Base')).toMatchObject({ time: '12:00', zone: 'UTC' })
  })
})
