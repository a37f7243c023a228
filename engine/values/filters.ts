/** What a marker may do with its value before it is shown: `{{name | trim | upper}}`. Filters only look, they evaluate nothing. */
import type { Value } from '../../shared/fields.ts'
import { cutText } from '../../shared/messages.ts'
import { knownLanguage, writeDate } from './date-pattern.ts'
import { readInstant } from './dates.ts'
import { readNumber, roundTo } from './numbers.ts'

/** At most so many characters come out of a filter. */
export const FILTER_LIMIT = 20_000

/** Where a filter finds the zone and the language of the chat, as system values. */
export interface Place {
  value(name: string): Value | undefined
}

export interface Filter {
  name: string
  description: string
  /** as it is written, with its arguments */
  example: string
  apply(value: Value | undefined, words: readonly string[], place: Place): Value | undefined
}

/** A value as a message shows it: a list with commas, an object as JSON. */
export function asText(value: Value | undefined): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(asText).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** How much there is to read in a value, in characters. */
export function sizeOf(value: Value | undefined): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 4
  const parts = Array.isArray(value) ? value : Object.values(value)
  return parts.reduce<number>((sum, part) => sum + 8 + sizeOf(part), 0)
}

const onText = (change: (text: string, words: readonly string[]) => string): Filter['apply'] => {
  return (value, words) => change(cutText(asText(value), FILTER_LIMIT), words)
}

export const FILTERS: readonly Filter[] = [
  { name: 'upper', description: 'In capital letters', example: 'upper', apply: onText((text) => text.toUpperCase()) },
  { name: 'lower', description: 'In small letters', example: 'lower', apply: onText((text) => text.toLowerCase()) },
  { name: 'trim', description: 'Without spaces around it', example: 'trim', apply: onText((text) => text.trim()) },
  {
    name: 'capitalize',
    description: 'With a capital letter at its start',
    example: 'capitalize',
    apply: onText(capitalize),
  },
  {
    name: 'title',
    description: 'With a capital letter at the start of each word',
    example: 'title',
    apply: onText((text) => text.toLowerCase().replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase())),
  },
  {
    name: 'default',
    description: 'Other words where there is no value',
    example: 'default: "friend"',
    apply: (value, words) => (asText(value) === '' ? (words[0] ?? '') : value),
  },
  {
    name: 'number',
    description: 'A number with so many decimals, written as in a language',
    example: 'number: 2, "de"',
    apply: writeNumber,
  },
  { name: 'round', description: 'Rounded to so many decimals', example: 'round: 1', apply: round },
  {
    name: 'date',
    description: 'A date by a pattern, in the bot’s zone or a named one',
    example: 'date: "dd.MM.yyyy HH:mm"',
    apply: (value, [pattern = 'yyyy-MM-dd', zone], place) => writeMoment(value, { pattern, zone, place }),
  },
  {
    name: 'time',
    description: 'The time of a date by a pattern, in the bot’s zone or a named one',
    example: 'time: "HH:mm"',
    apply: (value, [pattern = 'HH:mm', zone], place) => writeMoment(value, { pattern, zone, place }),
  },
  {
    name: 'first',
    description: 'The first of a list, or the first letter',
    example: 'first',
    apply: (value) => (Array.isArray(value) ? (value[0] ?? null) : (lettersOf(value)[0] ?? '')),
  },
  {
    name: 'last',
    description: 'The last of a list, or the last letter',
    example: 'last',
    apply: (value) => (Array.isArray(value) ? (value.at(-1) ?? null) : (lettersOf(value).at(-1) ?? '')),
  },
  {
    name: 'join',
    description: 'A list with these words between its parts',
    example: 'join: " and "',
    apply: (value, [between = ', ']) => (Array.isArray(value) ? joined(value, between) : value),
  },
  {
    name: 'length',
    description: 'How many parts a list has, or letters a text',
    example: 'length',
    apply: (value) => (Array.isArray(value) ? value.length : lettersOf(value).length),
  },
  {
    name: 'slice',
    description: 'The parts of a list or the letters from one place to another, counted from 0',
    example: 'slice: 0, 10',
    apply: slice,
  },
  {
    name: 'replace',
    description: 'With some words replaced by others',
    example: 'replace: "a", "b"',
    apply: onText((text, [from = '', to = '']) => replaceWords(text, from, to)),
  },
  {
    name: 'urlencode',
    description: 'As a part of a web address',
    example: 'urlencode',
    apply: onText((text) => encodeURIComponent(text.toWellFormed())),
  },
  {
    name: 'json',
    description: 'As it may stand between the quotes of JSON',
    example: 'json',
    apply: (value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : inQuotes(asText(value))),
  },
  {
    name: 'escape',
    description: 'As it may stand in HTML',
    example: 'escape',
    apply: onText((text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)),
  },
]

/** The text as it stands between the quotes of a JSON string. */
export function inQuotes(text: string): string {
  return JSON.stringify(text.toWellFormed()).slice(1, -1)
}

/** All `from` become `to`, until the text is 20,000 characters long. */
export function replaceWords(text: string, from: string, to: string): string {
  if (from === '') return text
  let output = ''
  let at = 0
  for (let found = text.indexOf(from); found !== -1 && output.length <= FILTER_LIMIT; found = text.indexOf(from, at)) {
    output += text.slice(at, found) + to
    at = found + from.length
  }
  return output + text.slice(at)
}

function capitalize(text: string): string {
  const [first = ''] = text
  return first.toUpperCase() + text.slice(first.length)
}

function writeNumber(value: Value | undefined, words: readonly string[], place: Place): Value | undefined {
  const number = readNumber(value)
  if (number === undefined) return value
  const [decimals, tag = languageOf(place)] = words
  const digits = decimals === undefined || !/^\d{1,2}$/.test(decimals) ? undefined : Math.min(15, Number(decimals))
  return numberFormat(knownLanguage(tag), digits).format(digits === undefined ? number : roundTo(number, digits))
}

const formats = new Map<string, Intl.NumberFormat>()

// making one is dear, and the languages that people have are few
function numberFormat(language: string, digits: number | undefined): Intl.NumberFormat {
  const key = `${language} ${digits}`
  const known = formats.get(key)
  if (known) return known
  if (formats.size > 500) formats.clear()
  const made = new Intl.NumberFormat(
    language,
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits },
  )
  formats.set(key, made)
  return made
}

function round(value: Value | undefined, [decimals = '0']: readonly string[]): Value | undefined {
  const number = readNumber(value)
  return number === undefined ? value : roundTo(number, Number(decimals) || 0)
}

interface Moment {
  pattern: string
  zone: string | undefined
  place: Place
}

function writeMoment(value: Value | undefined, { pattern, zone, place }: Moment): Value | undefined {
  const text = asText(value)
  const own = asText(place.value('BOT_TIMEZONE')) || 'UTC'
  // the time of no day in particular
  const instant = /^\d\d:\d\d$/.test(text) ? readInstant(`2026-01-01 ${text}`, own) : readInstant(text, own)
  return instant ? writeDate(instant, pattern, { zone: zone ?? own, language: languageOf(place) }) : value
}

function languageOf(place: Place): string {
  return asText(place.value('USER_LANGUAGE')) || 'en'
}

function joined(list: Value[], between: string): string {
  let output = ''
  for (const [index, part] of list.entries()) {
    output += (index === 0 ? '' : between) + asText(part)
    if (output.length > FILTER_LIMIT) break
  }
  return cutText(output, FILTER_LIMIT)
}

function slice(value: Value | undefined, [from = '0', to]: readonly string[]): Value {
  const [first, last] = [Number(from) || 0, to === undefined ? undefined : Number(to) || 0]
  return Array.isArray(value) ? value.slice(first, last) : lettersOf(value).slice(first, last).join('')
}

/** Whole characters, so that none is cut through. */
function lettersOf(value: Value | undefined): string[] {
  return [...cutText(asText(value), FILTER_LIMIT)]
}
