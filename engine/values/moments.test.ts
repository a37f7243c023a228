/** How dates and times are read, in words and across changes of the clocks. */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Around, readDate, readDatetime, readTime } from './moments.ts'

const WEDNESDAY = new Date('2026-07-01T07:30:00Z')

describe('a date', () => {
  it.each([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-29', undefined],
    ['31/12/2026', '2026-12-31'],
    ['12/31/2026', '2026-12-31'],
    ['04/04/2026', '2026-04-04'],
    ['03/04/2026', undefined],
    ['3.4.2027', '2027-04-03'],
    ['3.4.', '2027-04-03'],
    ['31.04.2026', undefined],
    ['1/7', undefined],
    ['30/6', '2027-06-30'],
    ['on 13/05/99, I think', '1999-05-13'],
    ['Friday', '2026-07-03'],
    ['in 3 days', '2026-07-04'],
    ['am 3. Mai', '2027-05-03'],
    ['pasado mañana', '2026-07-03'],
    ['el 3 de mayo', '2027-05-03'],
    ['sat', '2026-07-04'],
    ['we sat there', undefined],
    ['so gegen Abend', undefined],
    ['yesterday', '2026-06-30'],
    ['summer', undefined],
    ['May 2027', undefined],
    ['', undefined],
  ])('%s is %s', (words, date) => {
    expect(readDate(words, around())).toBe(date)
  })

  it('has one meaning where the order is given', () => {
    expect(readDate('03/04/2026', around({ order: 'dmy' }))).toBe('2026-04-03')
    expect(readDate('03/04/2026', around({ order: 'mdy' }))).toBe('2026-03-04')
    expect(readDate('13/04/2026', around({ order: 'mdy' }))).toBeUndefined()
  })

  it('is today in the zone, not at the server', () => {
    const lateEvening = new Date('2026-07-01T22:30:00Z')
    expect(readDate('today', around({ now: lateEvening, zone: 'Europe/Berlin' }))).toBe('2026-07-02')
    expect(readDate('today', around({ now: lateEvening, zone: 'America/New_York' }))).toBe('2026-07-01')
  })
})

describe('a time', () => {
  it.each([
    ['9:05', '09:05'],
    ['23:59:59', '23:59'],
    ['24:00', undefined],
    ['3 pm', '15:00'],
    ['um 15 Uhr', '15:00'],
    ['in 90 minutes', '09:00'],
    ['half past 3', undefined],
    ['tres y media', undefined],
    ['at 3', undefined],
    ['at 8 tonight', '20:00'],
    ['um 8 Uhr', '08:00'],
    ['15h', '15:00'],
    ['15h30', '15:30'],
    ['in the morning', undefined],
    ['tomorrow', undefined],
  ])('%s is %s', (words, time) => {
    expect(readTime(words, around())).toBe(time)
  })
})

describe('a date and a time', () => {
  it('is an instant with the offset of the zone on that day', () => {
    const berlin = around({ zone: 'Europe/Berlin' })
    expect(readDatetime('2026-07-01T15:00', berlin)).toBe('2026-07-01T15:00:00+02:00')
    expect(readDatetime('pasado mañana a las 15:00', berlin)).toBe('2026-07-03T15:00:00+02:00')
    expect(readDatetime('24 December 2026 at 6pm', berlin)).toBe('2026-12-24T18:00:00+01:00')
    expect(readDatetime('2026-07-01T15:00:00-05:00', berlin)).toBe('2026-07-01T22:00:00+02:00')
  })

  it('comes after the hour that the clocks skip, and is the first of one they go through twice', () => {
    const newYork = around({ zone: 'America/New_York' })
    expect(readDatetime('2027-03-14T02:30', newYork)).toBe('2027-03-14T03:30:00-04:00')
    expect(readDatetime('2026-11-01T01:30', newYork)).toBe('2026-11-01T01:30:00-04:00')
  })

  it('counts hours as they pass, not as the clock shows them', () => {
    const now = new Date('2026-10-25T00:30:00Z')
    expect(readDatetime('in 3 hours', around({ now, zone: 'Europe/Berlin' }))).toBe('2026-10-25T04:30:00+01:00')
  })

  it('needs both', () => {
    expect(readDatetime('tomorrow', around())).toBeUndefined()
    expect(readDatetime('in May at 3pm', around())).toBeUndefined()
    expect(readDatetime('2026-07-01T25:00', around())).toBeUndefined()
  })

  it('is read as UTC in a zone that nobody knows', () => {
    expect(readDatetime('2026-07-01T15:00', around({ zone: 'Moon/Crater' }))).toBe('2026-07-01T15:00:00+00:00')
  })
})

describe('reading', () => {
  it('never throws', () => {
    const words = fc.oneof(fc.string({ maxLength: 200 }), fc.stringMatching(/^[0-9a-z .:/,-]{0,120}$/))
    const evil = [
      `${'in 1 day and '.repeat(8)}x`,
      '1'.repeat(100),
      `${'1/'.repeat(50)}`,
      'a '.repeat(50),
      '3 pm '.repeat(20),
    ]
    fc.assert(
      fc.property(fc.oneof(words, fc.constantFrom(...evil)), (text) => {
        for (const read of [readDate, readTime, readDatetime])
          expect(['string', 'undefined']).toContain(typeof read(text, around({ zone: 'Europe/Berlin' })))
      }),
    )
  })

  it('does not depend on the zone of the machine', () => {
    const script = `
      import { readDatetime } from './engine/values/moments.ts'
      const around = { now: new Date('2026-03-28T22:00:00Z'), zone: 'Europe/Berlin', order: undefined }
      console.log(['tomorrow at 3pm', 'in 5 hours', 'next friday at 9:00', '2026-03-29T02:30'].map((words) => readDatetime(words, around)).join())`
    const inZone = (TZ: string) =>
      execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      }).trim()
    const expected =
      '2026-03-29T15:00:00+02:00,2026-03-29T05:00:00+02:00,2026-04-03T09:00:00+02:00,2026-03-29T03:30:00+02:00'
    expect([inZone('Europe/Berlin'), inZone('Pacific/Kiritimati'), inZone('America/New_York')]).toEqual(
      Array.from({ length: 3 }, () => expected),
    )
  })
})

function around(differing: Partial<Around> = {}): Around {
  return { now: WEDNESDAY, zone: 'UTC', order: undefined, ...differing }
}
