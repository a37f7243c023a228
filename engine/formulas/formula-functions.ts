/** The functions that a formula may call; there are no others. */
import type { Value } from '../../shared/fields.ts'
import { fold } from '../values/compare.ts'
import { daysBetween, moveDate } from '../values/dates.ts'
import { FILTER_LIMIT } from '../values/filters.ts'
import { readNumber, roundTo } from '../values/numbers.ts'
import { asText } from '../values/variables.ts'

/** What a formula works with: values, and nothing where an argument is left out. */
export type Operand = Value | undefined

/** Texts in formulas have at most 20,000 characters. */
export class TextTooLong extends Error {}

export const FUNCTIONS: ReadonlyMap<string, (...values: Operand[]) => Value> = new Map<
  string,
  (...values: Operand[]) => Value
>([
  ['abs', (value) => Math.abs(asNumber(value))],
  ['ceil', (value) => Math.ceil(asNumber(value))],
  ['floor', (value) => Math.floor(asNumber(value))],
  ['round', (value, decimals = 0) => roundTo(asNumber(value), asNumber(decimals))],
  ['min', (...values) => Math.min(...numbersOf(values))],
  ['max', (...values) => Math.max(...numbersOf(values))],
  ['sum', (...values) => numbersOf(values).reduce((sum, value) => sum + value, 0)],
  ['sqrt', (value) => Math.sqrt(asNumber(value))],
  ['pow', (value, exponent) => asNumber(value) ** asNumber(exponent)],
  ['length', (value) => (Array.isArray(value) ? value.length : [...asText(value)].length)],
  ['upper', (value) => short(asText(value).toUpperCase())],
  ['lower', (value) => short(asText(value).toLowerCase())],
  ['trim', (value) => asText(value).trim()],
  ['concat', (...values) => short(values.map(asText).join(''))],
  ['substring', (value, from, to) => substring(asText(value), from, to)],
  ['replace', (value, from, to) => replaceAll(asText(value), asText(from), asText(to))],
  ['contains', contains],
  ['if', (condition, then = null, otherwise = null) => (condition && condition !== 'false' ? then : otherwise)],
  ['number', (value) => asNumber(value)],
  ['text', (value) => asText(value)],
  ['days_between', (from, to) => daysBetween(asText(from), asText(to), 'UTC') ?? Number.NaN],
  ['date_add', dateAdd],
])

/** What is not there counts as 0, and a text that is no number as none. */
export function asNumber(value: Operand): number {
  if (value === undefined || value === null || value === '') return 0
  return readNumber(value) ?? Number.NaN
}

function numbersOf(values: Operand[]): number[] {
  const parts = values.flat()
  return parts.length === 0 ? [Number.NaN] : parts.map(asNumber)
}

function substring(text: string, from: Operand, to: Operand): string {
  const end = to === undefined ? undefined : asNumber(to)
  return [...text].slice(Math.max(0, asNumber(from)), end === undefined ? undefined : Math.max(0, end)).join('')
}

function replaceAll(text: string, from: string, to: string): string {
  if (from === '') return text
  const times = text.split(from).length - 1
  if (text.length + times * (to.length - from.length) > FILTER_LIMIT) throw new TextTooLong()
  return text.replaceAll(from, () => to)
}

function contains(value: Operand, part: Operand): boolean {
  const wanted = fold(asText(part))
  if (Array.isArray(value)) return value.some((each) => fold(asText(each)) === wanted)
  return wanted !== '' && fold(asText(value)).includes(wanted)
}

function dateAdd(value: Operand, amount: Operand, unit: Operand = 'days'): string {
  const moved = moveDate(asText(value), asNumber(amount), fold(asText(unit)))
  if (moved === undefined) throw new RangeError('no date')
  return moved
}

function short(text: string): string {
  if (text.length > FILTER_LIMIT) throw new TextTooLong()
  return text
}
