/** The operators of conditions: what each is called, what it fits, what it is given, and when it holds. */

import { WEEKDAYS } from '../../shared/business-hours.ts'
import type { FieldKind, Value } from '../../shared/fields.ts'
import { wallClock } from '../values/clock.ts'
import { fold, isSame, order } from '../values/compare.ts'
import { dayOf, isDay, readInstant } from '../values/dates.ts'
import { readNumber } from '../values/numbers.ts'
import { asText } from '../values/variables.ts'
import { safePattern } from './pattern.ts'

/** What a rule is given to compare with. */
export type Takes = 'nothing' | 'text' | 'two' | 'span' | 'list'

/** What dates are compared by; read only where they are. */
export interface Moment {
  now(): number
  zone(): string
  /** is told the effort, where it is more than reading both once */
  work(characters: number): void
}

type Test<Given> = (left: Value, given: Given, moment: Moment) => boolean

const TEXTS: readonly FieldKind[] = ['text']
const NUMBERS: readonly FieldKind[] = ['number']
const DATES: readonly FieldKind[] = ['date', 'datetime']
const LISTS: readonly FieldKind[] = ['list', 'json']
const ORDERED: readonly FieldKind[] = ['number', 'text', 'date', 'datetime']
const ALL: readonly FieldKind[] = ['text', 'number', 'boolean', 'date', 'datetime', 'list', 'json']

/** Compared with one text. */
export const COMPARISONS = {
  is: row('is', ALL, text(isSame)),
  'is-not': row(
    'is not',
    ALL,
    text((left, right) => !isSame(left, right)),
  ),
  contains: row('contains', TEXTS, text(includesText)),
  'contains-not': row(
    'does not contain',
    TEXTS,
    text((left, right) => !includesText(left, right)),
  ),
  'starts-with': row(
    'starts with',
    TEXTS,
    text((left, right) => right !== '' && fold(left).startsWith(fold(right))),
  ),
  'ends-with': row(
    'ends with',
    TEXTS,
    text((left, right) => right !== '' && fold(left).endsWith(fold(right))),
  ),
  matches: row('matches the pattern', TEXTS, text(matches)),
  greater: row(
    'is more than',
    ORDERED,
    text((left, right) => isOrdered(left, right, (sign) => sign > 0)),
  ),
  less: row(
    'is less than',
    ORDERED,
    text((left, right) => isOrdered(left, right, (sign) => sign < 0)),
  ),
  'at-least': row(
    'is at least',
    ORDERED,
    text((left, right) => isOrdered(left, right, (sign) => sign >= 0)),
  ),
  'at-most': row(
    'is at most',
    ORDERED,
    text((left, right) => isOrdered(left, right, (sign) => sign <= 0)),
  ),
  before: row('is before', DATES, (left, right, { zone }) => isMoment(left, right, zone(), (sign) => sign < 0)),
  after: row('is after', DATES, (left, right, { zone }) => isMoment(left, right, zone(), (sign) => sign > 0)),
  on: row('is on the day', DATES, isOnDay),
  includes: row('includes', LISTS, includes),
  'includes-not': row('does not include', LISTS, (left, right, moment) => !includes(left, right, moment)),
  'longer-than': row(
    'is longer than',
    ['list', 'json', 'text'],
    isLength((length, limit) => length > limit),
  ),
  'shorter-than': row(
    'is shorter than',
    ['list', 'json', 'text'],
    isLength((length, limit) => length < limit),
  ),
  'has-tag': row('has the tag', LISTS, hasTag),
  'has-not-tag': row('does not have the tag', LISTS, (left, right) => !hasTag(left, right)),
} as const satisfies Record<string, Row<string>>

/** Compared with one of several, with commas between them. */
export const CHOICES = {
  'one-of': row('is one of', ['text', 'number'], isOneOf),
  'none-of': row('is none of', ['text', 'number'], (left, right, moment) => !isOneOf(left, right, moment)),
  'weekday-is': row('is on one of the weekdays', DATES, isOnWeekday),
} as const satisfies Record<string, Row<string>>

/** Compared with nothing. */
export const PRESENCES = {
  'is-set': row('is filled', ALL, (left) => asText(left).trim() !== ''),
  'is-empty': row('is empty', ALL, (left) => asText(left).trim() === ''),
  'is-true': row('is true', ['boolean'], (left) => fold(asText(left)) === 'true'),
  'is-false': row('is false', ['boolean'], (left) => fold(asText(left)) === 'false'),
} as const satisfies Record<string, Row<undefined>>

/** Compared with two texts, the lower and the upper end. */
export const RANGES = {
  between: row('is between', NUMBERS.concat(DATES), isBetween),
} as const satisfies Record<string, Row<readonly [string, string]>>

/** Compared with now, by a span of time in milliseconds. */
export const SPANS = {
  'within-last': row(
    'was within the last',
    DATES,
    isAgo((ago, span) => ago >= 0 && ago <= span),
  ),
  'within-next': row(
    'is within the next',
    DATES,
    isAgo((ago, span) => ago <= 0 && -ago <= span),
  ),
  'older-than': row(
    'is longer ago than',
    DATES,
    isAgo((ago, span) => ago > span),
  ),
} as const satisfies Record<string, Row<number>>

export interface Operator {
  name: string
  label: string
  kinds: readonly FieldKind[]
  takes: Takes
}

/** What a form offers, in this order. */
export const OPERATORS: readonly Operator[] = [
  ...listed(COMPARISONS, 'text'),
  ...listed(CHOICES, 'list'),
  ...listed(RANGES, 'two'),
  ...listed(SPANS, 'span'),
  ...listed(PRESENCES, 'nothing'),
]

interface Row<Given> {
  label: string
  kinds: readonly FieldKind[]
  test: Test<Given>
}

function row<Given>(label: string, kinds: readonly FieldKind[], test: Test<Given>): Row<Given> {
  return { label, kinds, test }
}

function listed(table: Record<string, { label: string; kinds: readonly FieldKind[] }>, takes: Takes): Operator[] {
  return Object.entries(table).map(([name, { label, kinds }]) => ({ name, label, kinds, takes }))
}

function text(test: (left: string, right: string, moment: Moment) => boolean): Test<string> {
  return (left, right, moment) => test(asText(left), right, moment)
}

function includesText(left: string, right: string): boolean {
  return right !== '' && fold(left).includes(fold(right))
}

function matches(left: string, right: string, { work }: Moment): boolean {
  const pattern = right === '' ? undefined : safePattern(right)
  if (!pattern) return false
  work(pattern.effort(left))
  return pattern.isIn(left)
}

function isOrdered(left: string, right: string, holds: (sign: number) => boolean): boolean {
  const sign = order(left, right)
  return sign !== undefined && holds(sign)
}

function isBetween(left: Value, [low, high]: readonly [string, string]): boolean {
  const said = asText(left)
  return isOrdered(said, low, (sign) => sign >= 0) && isOrdered(said, high, (sign) => sign <= 0)
}

/** By days where one of the two is a day without a time. */
function isMoment(left: Value, right: string, zone: string, holds: (sign: number) => boolean): boolean {
  const said = asText(left)
  if (isDay(said.trim()) || isDay(right.trim())) {
    const [a, b] = [dayOf(said, zone), dayOf(right, zone)]
    return a !== undefined && b !== undefined && holds(a < b ? -1 : a > b ? 1 : 0)
  }
  const [a, b] = [readInstant(said, zone), readInstant(right, zone)]
  return a !== undefined && b !== undefined && holds(a.getTime() - b.getTime())
}

function isOnDay(left: Value, right: string, { zone }: Moment): boolean {
  const day = dayOf(asText(left), zone())
  return day !== undefined && day === dayOf(right, zone())
}

function isOnWeekday(left: Value, right: string, { zone }: Moment): boolean {
  const day = weekdayOf(asText(left), zone())
  return day !== undefined && wordsOf(right).some((word) => word === day || WEEKDAYS[Number(word) - 1] === day)
}

/** `monday` of a date, or of the day's own name. */
function weekdayOf(said: string, zone: string): string | undefined {
  const named = WEEKDAYS.find((day) => day === fold(said))
  const day = dayOf(said, zone)
  return named ?? (day && wallClock(new Date(`${day}T12:00:00Z`), 'UTC').weekday.toLowerCase())
}

function isAgo(holds: (ago: number, span: number) => boolean): Test<number> {
  return (left, span, { now, zone }) => {
    const instant = readInstant(asText(left), zone())
    return instant !== undefined && holds(now() - instant.getTime(), span)
  }
}

function includes(left: Value, right: string, { work }: Moment): boolean {
  const parts = Array.isArray(left) ? left.map(asText) : asText(left).split(',')
  work(parts.length * (right.length + 8))
  return right.trim() !== '' && parts.some((part) => isSame(part, right))
}

// tags that differ in case alone are two tags
function hasTag(left: Value, right: string): boolean {
  return Array.isArray(left) && left.includes(right.trim())
}

function isOneOf(left: Value, right: string, { work }: Moment): boolean {
  const said = asText(left)
  const words = right.split(',')
  work(words.length * (said.length + 8))
  return said.trim() !== '' && words.some((word) => word.trim() !== '' && isSame(said, word))
}

function isLength(holds: (length: number, limit: number) => boolean): Test<string> {
  return (left, right) => {
    const limit = readNumber(right)
    return limit !== undefined && holds(Array.isArray(left) ? left.length : [...asText(left)].length, limit)
  }
}

function wordsOf(list: string): string[] {
  return list.split(',').map(fold)
}
