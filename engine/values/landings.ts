/** The places where texts land, and how a value is written there so that it cannot break out. */
import type { Value } from '../../shared/fields.ts'
import { asText, inQuotes } from './filters.ts'

/** Where in a text a value stands. */
export interface Spot {
  /** the text begins with it */
  isFirst: boolean
  /** between the quotes of a JSON string */
  isQuoted: boolean
}

export type Landing = 'message' | 'line' | 'url' | 'json' | 'header' | 'body'

interface Place {
  /** at most so many characters come out */
  limit: number
  /** goes to another server, where `{{secret.NAME}}` is filled in */
  isSent: boolean
  write(value: Value | undefined, spot: Spot | undefined): string
}

export const LANDINGS: Readonly<Record<Landing, Place>> = {
  message: { limit: 20_000, isSent: false, write: asText },
  /** A subject: one line. */
  line: { limit: 1000, isSent: false, write: (value) => oneLine(asText(value)) },
  url: { limit: 4000, isSent: true, write: (value, spot) => (spot?.isFirst ? asAddress(value) : asPart(value)) },
  json: { limit: 100_000, isSent: true, write: (value, spot) => asJson(value, spot?.isQuoted ?? false) },
  header: { limit: 4000, isSent: true, write: (value) => oneLine(asText(value)) },
  /** Text without a form of its own, and the parts of an HTML form. */
  body: { limit: 100_000, isSent: true, write: asText },
}

/** Line breaks and other control characters become spaces. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

function asPart(value: Value | undefined): string {
  return encodeURIComponent(asText(value).toWellFormed())
}

/** An address that a value gives as a whole keeps its own form. */
function asAddress(value: Value | undefined): string {
  return asText(value)
    .toWellFormed()
    .trim()
    .replace(/[^\x21-\x7e]|[{}<>"\\^`|]/gu, encodeURIComponent)
}

function asJson(value: Value | undefined, isQuoted: boolean): string {
  if (isQuoted) return inQuotes(asText(value)).replaceAll('{', '\\u007b')
  return JSON.stringify(typeof value === 'string' ? value.toWellFormed() : (value ?? null)).replaceAll(
    '{{',
    '\\u007b\\u007b',
  )
}
