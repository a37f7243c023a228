/** `{{names}}` in texts: looked up once and never evaluated, so what a person typed stays what it is (B2). */
import type { Value } from '../../shared/fields.ts'
import { cutText } from '../../shared/messages.ts'
import { FILTERS, type Filter, sizeOf } from './filters.ts'
import { LANDINGS, type Landing, type Spot } from './landings.ts'

export { asText } from './filters.ts'

/** Where names are looked up; undefined when there is no such value. */
export interface Values {
  value(name: string): Value | undefined
  /** Is told of so many characters that are worked over beside what was looked up; throws where it is too much. */
  work?(characters: number): void
}

/** A text whose markers were found once and which can be filled in many times. */
export type Template = (values: Values) => string

export const OUTPUT_LIMIT = LANDINGS.message.limit

/** Fills in the markers of `text`; at most 20,000 characters come out. */
export function render(text: string, values: Values): string {
  return template(text)(values)
}

/** A text for a message. `{{secret.NAME}}` stays as it is written. */
export function template(text: string): Template {
  return templateFor('message', text)
}

/**
 * A text for the place where it lands: each value is written so that it cannot break out of that place, whatever a person
 * made of it. In what is sent to other servers nothing but the author's own text makes a `{{secret.NAME}}`.
 */
export function templateFor(landing: Landing, text: string): Template {
  const { limit, isSent } = LANDINGS[landing]
  const { pieces } = readPieces(text)
  const plain = cutText(text, limit)
  const isPlain = pieces.every((piece) => typeof piece === 'string' && !(isSent && piece.includes('{{')))
  if (isPlain) return () => plain
  if (!isSent) return fillShown(pieces, landing)
  return fillSent(landing === 'json' ? pieces.map(withoutJson) : pieces, landing)
}

/** The value itself where the text is one marker without filters, also a list or an object; else the filled-in text. */
export function valueTemplate(text: string): (values: Values) => Value {
  const [piece, ...others] = readPieces(text.trim()).pieces
  if (others.length === 0 && typeof piece === 'object' && !piece.isSecret && piece.filters.length === 0)
    return (values) => values.value(piece.name) ?? null
  return template(text)
}

/** The names a text asks for, and what looks like a marker in it but cannot be read and stays as it is written. */
export function readMarkers(text: string): { names: string[]; unreadable: string[] } {
  const { pieces, unreadable } = readPieces(text)
  return {
    names: pieces.flatMap((piece) => (typeof piece === 'string' || piece.isSecret ? [] : [piece.name])),
    unreadable,
  }
}

/** The part of a value that a path leads to, such as `items.0.name`; only what the value itself holds. */
export function readPath(
  from: Readonly<Record<string, Value>> | Value | undefined,
  path: readonly string[],
): Value | undefined {
  let at: Readonly<Record<string, Value>> | Value | undefined = from
  for (const part of path) {
    if (Array.isArray(at)) at = part === 'length' ? at.length : at[INDEX.test(part) ? Number(part) : -1]
    else if (typeof at === 'object' && at !== null && Object.hasOwn(at, part)) at = at[part]
    else return undefined
  }
  return at
}

const INDEX = /^\d{1,6}$/

interface Marker {
  name: string
  /** as it is written */
  source: string
  isSecret: boolean
  filters: Array<{ filter: Filter; words: string[] }>
}

type Piece = string | Marker

function fillShown(pieces: readonly Piece[], landing: Landing): Template {
  const { limit, write } = LANDINGS[landing]
  const first: Spot = { isFirst: false, isQuoted: false }
  return (values) => {
    let output = ''
    for (const piece of pieces) {
      if (typeof piece === 'string') output += piece
      else if (piece.isSecret) output += piece.source
      else output += write(filtered(piece, values), first)
      if (output.length > limit) return cutText(output, limit)
    }
    return output
  }
}

// what lands in JSON is written as JSON anyway, and must not be so twice
function withoutJson(piece: Piece): Piece {
  if (typeof piece === 'string') return piece
  return { ...piece, filters: piece.filters.filter(({ filter }) => filter.name !== 'json') }
}

/** Two braces that meet are set apart, so that only the author's `{{secret.NAME}}` is one. */
function fillSent(pieces: readonly Piece[], landing: Landing): Template {
  const { limit, write } = LANDINGS[landing]
  const spots = spotsIn(pieces)
  return (values) => {
    let output = ''
    for (const [index, piece] of pieces.entries()) {
      const isSecret = typeof piece === 'object' && piece.isSecret
      const text =
        typeof piece === 'string' ? piece : isSecret ? piece.source : write(filtered(piece, values), spots[index])
      if (output.endsWith('{') && text.startsWith('{')) output += ' '
      output += isSecret ? text : text.replace(/\{(?=\{)/g, '{ ')
      if (output.length > limit) return cutText(output, limit)
    }
    return output
  }
}

/** Where each marker stands: at the start of all, and whether between the quotes of JSON. */
function spotsIn(pieces: readonly Piece[]): Spot[] {
  let isQuoted = false
  return pieces.map((piece, index) => {
    if (typeof piece !== 'string') return { isFirst: index === 0, isQuoted }
    for (const [sign] of piece.matchAll(/\\.|"/gs)) if (sign === '"') isQuoted = !isQuoted
    return { isFirst: false, isQuoted }
  })
}

function filtered(marker: Marker, values: Values): Value | undefined {
  let value = values.value(marker.name)
  if (marker.filters.length === 0) return value
  for (const { filter, words } of marker.filters) {
    values.work?.(sizeOf(value))
    value = filter.apply(value, words, values)
  }
  return value
}

function readPieces(text: string): { pieces: Piece[]; unreadable: string[] } {
  const pieces: Piece[] = []
  const unreadable: string[] = []
  let literalFrom = 0
  for (let open = text.indexOf('{{'); open !== -1; ) {
    const { marker, end } = readMarker(text, open)
    if (marker) {
      pieces.push(text.slice(literalFrom, open), marker)
      literalFrom = end
    } else if (unreadable.length < 20) {
      unreadable.push(text.slice(open, open + 60))
    }
    open = text.indexOf('{{', end)
  }
  pieces.push(text.slice(literalFrom))
  return { pieces: pieces.filter((piece) => piece !== ''), unreadable }
}

const NAME = /\{\{\s{0,20}([A-Za-z_][A-Za-z0-9_.]{0,79})\s{0,20}/y
const FILTER = /\|\s{0,20}([a-z]{1,20})\s{0,20}/y
const WORD = /[:,]\s{0,20}(?:"([^"]{0,500})"|'([^']{0,500})'|(-?\d{1,9}))\s{0,20}/y
const FILTERS_LIMIT = 10
const BY_NAME = new Map(FILTERS.map((filter) => [filter.name, filter]))

function readMarker(text: string, open: number): { marker?: Marker; end: number } {
  const unreadable = { end: open + 1 }
  const name = matchAt(NAME, text, open)
  if (!name?.[1]) return unreadable

  const filters: Marker['filters'] = []
  let end = open + name[0].length
  for (let found = matchAt(FILTER, text, end); found; found = matchAt(FILTER, text, end)) {
    const filter = BY_NAME.get(found[1] ?? '')
    if (!filter || filters.length === FILTERS_LIMIT) return unreadable
    const { words, length } = readWords(text, end + found[0].length)
    filters.push({ filter, words })
    end += found[0].length + length
  }
  if (!text.startsWith('}}', end)) return unreadable
  end += 2
  const isSecret = name[1].startsWith('secret.')
  if (isSecret && filters.length > 0) return unreadable
  const source = text.slice(open, end)
  return { marker: shared({ name: name[1], source, isSecret, filters }), end }
}

/** The words of a filter: the first after a colon, up to three more after commas. */
function readWords(text: string, from: number): { words: string[]; length: number } {
  const words: string[] = []
  let at = from
  while (words.length < 4 && text[at] === (words.length === 0 ? ':' : ',')) {
    const found = matchAt(WORD, text, at)
    if (!found) break
    words.push(found[1] ?? found[2] ?? found[3] ?? '')
    at += found[0].length
  }
  return { words, length: at - from }
}

const MARKERS = new Map<string, Marker>()

// flows hold the same few markers again and again: one of each stays in the processor's cache, thousands do not
function shared(marker: Marker): Marker {
  const known = MARKERS.get(marker.source)
  if (known !== undefined) return known
  if (MARKERS.size < 10_000) MARKERS.set(marker.source, marker)
  return marker
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(text)
}
