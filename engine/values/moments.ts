/** Reads dates and times as people write them, in English, German and Spanish, on the clock of a zone. */
import { casual as german } from 'chrono-node/de'
import { casual as english, type ParsedResult } from 'chrono-node/en'
import { casual as spanish } from 'chrono-node/es'
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime'
import { type WallClock, wallClock } from './clock.ts'

/** What words about time depend on. */
export interface Around {
  now: Date
  /** IANA name */
  zone: string
  /** which number of 03/04/2026 is the day; where it is left open, such a date cannot be read */
  order: 'dmy' | 'mdy' | undefined
}

/** `YYYY-MM-DD`; a day without a year is the next such day. */
export function readDate(words: string, around: Around): string | undefined {
  if (ISO_DATE.test(words)) return isDate(words) ? words : undefined
  const read = understand(words, around)
  return read?.hasDay ? read.date : undefined
}

/** `HH:MM` */
export function readTime(words: string, around: Around): string | undefined {
  const [, hour = '', minute = ''] = PLAIN_TIME.exec(words) ?? []
  if (hour !== '') return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined
  const read = understand(words, around)
  return read?.hasTime ? read.time : undefined
}

/**
 * An instant with the zone's offset, such as `2026-07-01T15:00:00+02:00`. An hour that the clocks skip is read as the hour
 * after it; of one they go through twice the first is meant.
 */
export function readDatetime(words: string, around: Around): string | undefined {
  const { zone } = wallClock(around.now, around.zone)
  const [, date, time, offset] = ISO_DATETIME.exec(words) ?? []
  if (date !== undefined && time !== undefined) {
    if (!isDate(date) || !TIME.test(time)) return undefined
    if (offset === undefined) return fromWall(date, time, zone)
    const instant = Date.parse(`${date}T${time}:00${offset.toUpperCase()}`)
    return Number.isNaN(instant) ? undefined : fromInstant(instant, zone)
  }
  const read = understand(words, around)
  if (!read?.hasTime || !(read.hasDay || read.isTimeAlone)) return undefined
  return read.instant === undefined ? fromWall(read.date, read.time, zone) : fromInstant(read.instant, zone)
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
const PLAIN_TIME = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/
const ISO_DATETIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/i
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const WORDS_LIMIT = 100

/** What was understood, on the zone's clock; `instant` (in milliseconds) where the words name a moment rather than a clock. */
interface Understood {
  date: string
  time: string
  hasDay: boolean
  hasTime: boolean
  isTimeAlone: boolean
  instant: number | undefined
}

function understand(words: string, around: Around): Understood | undefined {
  if (words.length > WORDS_LIMIT || HALVES.test(words)) return undefined
  const clock = wallClock(around.now, around.zone)
  const plain = plainDates(words, clock, around.order)
    ?.replace(GERMAN_TIME, '$1:$2')
    .replace(HOUR, '$1$2:00')
    .replace(IN_TWO_DAYS, () => daysFrom(clock, 2))
  if (plain === undefined) return undefined
  // the zone's clock is read as if it were UTC, so that the zone of this machine counts for nothing
  const reference = Date.parse(`${clock.date}T${clock.time}:00Z`)
  const found = longest(
    [english, german, spanish].map((language) =>
      language.parse(plain, { instant: new Date(reference), timezone: 0 }, { forwardDate: true }),
    ),
  )
  const [only, another] = found
  if (!only || another || only.end) return undefined
  // “so”, “sat” and “mar” are days only where nothing else is said
  const isChance = only.text.length <= 3 && only.text.length < plain.length
  return isChance ? undefined : place(only, reference, around)
}

// “half past three”, “halb vier” and “tres y media” would be read as whole hours
const HALVES = /\b(?:half|halb|quarter|viertel|media|cuarto)\b/i
const HOUR = /^((?:at|um|gegen|a las)\s)?(\d{1,2})\s?h$/i
const IN_TWO_DAYS = /\bpasado\s+mañana/i
const GERMAN_TIME = /\b(\d{1,2})\s?uhr\s?(\d{2})\b/gi

function longest(readings: ParsedResult[][]): ParsedResult[] {
  const lengthOf = (reading: ParsedResult[]) => reading.reduce((sum, { text }) => sum + text.length, 0)
  return readings.reduce((best, reading) => (lengthOf(reading) > lengthOf(best) ? reading : best), [])
}

function place({ start, text }: ParsedResult, reference: number, around: Around): Understood {
  const tags = start.tags()
  const isFromNow = tags.has('result/relativeDateAndTime') || tags.has('casualReference/now')
  const hasDay = start.isCertain('day') || start.isCertain('weekday')
  const hasTime = start.isCertain('hour') && (isFromNow || isWholeDay(start, text))
  const isTimeAlone = hasTime && !hasDay && !start.isCertain('month')
  if (isFromNow || start.isCertain('timezoneOffset')) {
    const shift = isFromNow ? around.now.getTime() - reference : 0
    const instant = start.date().getTime() + shift
    const { date, time } = wallClock(new Date(instant), around.zone)
    return { date, time, hasDay, hasTime, isTimeAlone, instant }
  }
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute', length = 2) =>
    String(start.get(name) ?? 0).padStart(length, '0')
  const date = `${part('year', 4)}-${part('month')}-${part('day')}`
  return { date, time: `${part('hour')}:${part('minute')}`, hasDay, hasTime, isTimeAlone, instant: undefined }
}

/** Whether the hour is one of the whole day: “at 3” may be in the night or in the afternoon. */
function isWholeDay(start: ParsedResult['start'], text: string): boolean {
  const hour = start.get('hour') ?? 0
  return hour === 0 || hour >= 12 || start.isCertain('meridiem') || WITH_MINUTES.test(text)
}

const WITH_MINUTES = /\d[:.h]\d\d|\duhr|\d\suhr/i

function daysFrom(clock: WallClock, days: number): string {
  return new Date(Date.parse(clock.date) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Dates in digits as ISO ones; undefined where one could mean two days, or is none. */
function plainDates(words: string, clock: WallClock, order: Around['order']): string | undefined {
  let isSound = true
  const plain = words.replace(DIGITS, (whole, first: string, mark: string, second: string, year?: string) => {
    if (year === undefined && mark !== '/' && !whole.endsWith('.')) return whole
    const date = dateOf({
      first: Number(first),
      second: Number(second),
      year,
      clock,
      order: mark === '.' ? (order ?? 'dmy') : order,
    })
    isSound &&= date !== undefined
    return `${date} `
  })
  return isSound ? plain.trim() : undefined
}

const DIGITS = /(?<![\d.:/-])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})(?!\d)|\.(?![\d])|(?![\d./:-]))/g

interface Digits {
  first: number
  second: number
  year: string | undefined
  clock: WallClock
  order: Around['order']
}

function dateOf({ first, second, year, clock, order }: Digits): string | undefined {
  const isOpen = order === undefined && first <= 12 && second <= 12 && first !== second
  if (isOpen) return undefined
  const isDayFirst = order === undefined ? first > 12 || first === second : order === 'dmy'
  const [day, month] = isDayFirst ? [first, second] : [second, first]
  const monthAndDay = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const date = `${year === undefined ? nextYearOf(monthAndDay, clock) : fullYear(year, clock)}-${monthAndDay}`
  return isDate(date) ? date : undefined
}

function nextYearOf(monthAndDay: string, clock: WallClock): string {
  const year = clock.date.slice(0, 4)
  return `${year}-${monthAndDay}` >= clock.date ? year : String(Number(year) + 1).padStart(4, '0')
}

/** Of two digits the year at most 20 years from now, so that 99 is 1999. */
function fullYear(year: string, clock: WallClock): string {
  if (year.length === 4) return year
  const now = Number(clock.date.slice(0, 4))
  const inCentury = Math.floor(now / 100) * 100 + Number(year)
  return String(inCentury > now + 20 ? inCentury - 100 : inCentury)
}

function isDate(date: string): boolean {
  const instant = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date)
}

function fromWall(date: string, time: string, zone: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return inWords(Zoned.fromFields({ timeZone: zone, year, month, day, hour, minute }, { disambiguation: 'compatible' }))
}

function fromInstant(instant: number, zone: string): string {
  return inWords(Zoned.create(BigInt(instant) * 1_000_000n, zone))
}

function inWords(moment: ReturnType<typeof Zoned.create>): string {
  return Zoned.toString(moment, { timeZoneName: 'never', smallestUnit: 'second' })
}
