/** Clock values of the bot around every change of daylight saving in 2026 and 2027, by a table of golden times (W10). */
import { describe, expect, it } from 'vitest'
import { newSession } from '../session.ts'
import { sceneContext } from '../transcripts/scene.ts'
import { Turn } from '../turn.ts'
import { instantOf, wallClock } from './clock.ts'
import { render } from './variables.ts'

/** The last second before a change, the change, and an hour later: date, time, hour, minute, weekday and its number. */
const GOLDEN: Array<[zone: string, instant: string, shown: string]> = [
  ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29 01:59 1 59 Sunday 7'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29 03:00 3 0 Sunday 7'],
  ['Europe/Berlin', '2026-03-29T02:00:00Z', '2026-03-29 04:00 4 0 Sunday 7'],
  ['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25 02:59 2 59 Sunday 7'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25 02:00 2 0 Sunday 7'],
  ['Europe/Berlin', '2026-10-25T02:00:00Z', '2026-10-25 03:00 3 0 Sunday 7'],
  ['Europe/Berlin', '2027-03-28T00:59:59Z', '2027-03-28 01:59 1 59 Sunday 7'],
  ['Europe/Berlin', '2027-03-28T01:00:00Z', '2027-03-28 03:00 3 0 Sunday 7'],
  ['Europe/Berlin', '2027-10-31T00:59:59Z', '2027-10-31 02:59 2 59 Sunday 7'],
  ['Europe/Berlin', '2027-10-31T01:00:00Z', '2027-10-31 02:00 2 0 Sunday 7'],
  ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08 01:59 1 59 Sunday 7'],
  ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08 03:00 3 0 Sunday 7'],
  ['America/New_York', '2026-11-01T05:59:59Z', '2026-11-01 01:59 1 59 Sunday 7'],
  ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01 01:00 1 0 Sunday 7'],
  ['America/New_York', '2026-11-01T07:00:00Z', '2026-11-01 02:00 2 0 Sunday 7'],
  ['America/New_York', '2027-03-14T06:59:59Z', '2027-03-14 01:59 1 59 Sunday 7'],
  ['America/New_York', '2027-03-14T07:00:00Z', '2027-03-14 03:00 3 0 Sunday 7'],
  ['America/New_York', '2027-11-07T05:59:59Z', '2027-11-07 01:59 1 59 Sunday 7'],
  ['America/New_York', '2027-11-07T06:00:00Z', '2027-11-07 01:00 1 0 Sunday 7'],
  ['Australia/Lord_Howe', '2026-04-04T14:59:59Z', '2026-04-05 01:59 1 59 Sunday 7'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05 01:30 1 30 Sunday 7'],
  ['Australia/Lord_Howe', '2026-10-03T15:29:59Z', '2026-10-04 01:59 1 59 Sunday 7'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', '2026-10-04 02:30 2 30 Sunday 7'],
  ['Australia/Lord_Howe', '2027-04-03T14:59:59Z', '2027-04-04 01:59 1 59 Sunday 7'],
  ['Australia/Lord_Howe', '2027-04-03T15:00:00Z', '2027-04-04 01:30 1 30 Sunday 7'],
  ['Australia/Lord_Howe', '2027-10-02T15:29:59Z', '2027-10-03 01:59 1 59 Sunday 7'],
  ['Australia/Lord_Howe', '2027-10-02T15:30:00Z', '2027-10-03 02:30 2 30 Sunday 7'],
  ['Asia/Kathmandu', '2026-03-29T01:00:00Z', '2026-03-29 06:45 6 45 Sunday 7'],
  ['Asia/Kathmandu', '2026-12-31T18:14:59Z', '2026-12-31 23:59 23 59 Thursday 4'],
  ['Asia/Kathmandu', '2026-12-31T18:15:00Z', '2027-01-01 00:00 0 0 Friday 5'],
  ['Pacific/Apia', '2026-04-04T13:59:59Z', '2026-04-05 02:59 2 59 Sunday 7'],
  ['Pacific/Apia', '2026-06-30T10:59:59Z', '2026-06-30 23:59 23 59 Tuesday 2'],
  ['Pacific/Apia', '2026-06-30T11:00:00Z', '2026-07-01 00:00 0 0 Wednesday 3'],
  ['Pacific/Apia', '2027-01-01T00:00:00Z', '2027-01-01 13:00 13 0 Friday 5'],
  ['UTC', '2026-03-29T01:00:00Z', '2026-03-29 01:00 1 0 Sunday 7'],
  ['UTC', '2028-02-29T23:59:59Z', '2028-02-29 23:59 23 59 Tuesday 2'],
]

/** A time on the wall, and the instant that is meant: in a gap the first one after it, of two the first. */
const INSTANTS: Array<[zone: string, date: string, time: string, instant: string]> = [
  ['Europe/Berlin', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
  ['America/New_York', '2026-03-08', '02:30:30', '2026-03-08T07:00:00.000Z'],
  ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
  ['Asia/Kathmandu', '2026-07-01', '09:00', '2026-07-01T03:15:00.000Z'],
  // a day that never was
  ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00:00.000Z'],
  ['UTC', '2026-07-01', '09:00', '2026-07-01T09:00:00.000Z'],
]

describe('the clock values of a bot', () => {
  it.each(GOLDEN)('in %s at %s are %s', (zone, instant, shown) => {
    const text =
      '{{BOT_CURRENT_DATE}} {{BOT_CURRENT_TIME}} {{BOT_CURRENT_HOUR}} {{BOT_CURRENT_MINUTE}} {{BOT_CURRENT_WEEKDAY}} {{BOT_CURRENT_WEEKDAY_NUMBER}}'
    expect(render(text, turnAt(instant, zone))).toBe(shown)
  })

  it('depend on the zone of the workspace alone, those of the person on theirs', () => {
    const turn = turnAt('2026-07-01T22:30:00Z', 'Europe/Berlin', 'Asia/Kathmandu')
    expect(turn.value('BOT_CURRENT_DATETIME')).toBe('2026-07-02 00:30:00')
    expect(turn.value('USER_CURRENT_TIME')).toBe('04:15')
    expect(turn.value('USER_TIMEZONE')).toBe('Asia/Kathmandu')
    expect(turnAt('2026-07-01T22:30:00Z', 'Europe/Berlin').value('USER_CURRENT_TIME')).toBe('00:30')
    expect([turn.value('BOT_CURRENT_DAY'), turn.value('BOT_CURRENT_MONTH'), turn.value('BOT_CURRENT_YEAR')]).toEqual([
      2, 7, 2026,
    ])
  })
})

describe('a time on the wall', () => {
  it.each(INSTANTS)('in %s on %s at %s is %s', (zone, date, time, instant) => {
    expect(instantOf({ date, time }, zone).toISOString()).toBe(instant)
  })

  it('is shown again at its instant, whatever the hour, wherever it exists', () => {
    for (const zone of new Set(INSTANTS.map(([each]) => each)))
      for (let hour = 0; hour < 365 * 24; hour += 7) {
        const shown = wallClock(new Date(Date.UTC(2026, 0, 1, hour)), zone)
        const again = wallClock(instantOf({ date: shown.date, time: shown.time }, zone), zone)
        expect(`${zone} ${again.date} ${again.time}`).toBe(`${zone} ${shown.date} ${shown.time}`)
      }
  })
})

function turnAt(instant: string, timezone: string, ofUser = ''): Turn {
  const plain = sceneContext()
  const context = sceneContext({ timezone, user: { ...plain.user, timezone: ofUser } })
  return new Turn({ event: { kind: 'start' }, session: newSession(), now: new Date(instant), context })
}
