/** `{{names}}` in texts: looked up once and never evaluated, so what a person typed stays what it is (B2). */
import { z } from 'zod'
import { cutText } from '../shared/messages.ts'

export type Scalar = z.infer<typeof Scalar>
export const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** Where names are looked up; undefined when there is no such value. */
export interface Values {
  value(name: string): Scalar | undefined
}

/** A text whose markers were found once and which can be filled in many times. */
export type Template = (values: Values) => string

export const OUTPUT_LIMIT = 20_000
export const FILTERS = new Map<string, (text: string, argument: string) => string>([
  ['upper', (text) => text.toUpperCase()],
  ['lower', (text) => text.toLowerCase()],
  ['trim', (text) => text.trim()],
  ['default', (text, argument) => (text === '' ? argument : text)],
])

/** Fills in the markers of `text`; at most 20,000 characters come out. */
export function render(text: string, values: Values): string {
  return template(text)(values)
}

export function template(text: string): Template {
  const { pieces } = readPieces(text)
  const plain = cutText(text, OUTPUT_LIMIT)
  return pieces.every((piece) => typeof piece === 'string') ? () => plain : (values) => fillIn(pieces, values)
}

/** The names a text asks for, and what looks like a marker in it but cannot be read and stays as it is written. */
export function readMarkers(text: string): { names: string[]; unreadable: string[] } {
  const { pieces, unreadable } = readPieces(text)
  return { names: pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name])), unreadable }
}

export function asText(value: Scalar | undefined): string {
  return value === undefined || value === null ? '' : String(value)
}

interface Marker {
  name: string
  filters: Array<{ apply: (text: string, argument: string) => string; argument: string }>
}

function fillIn(pieces: ReadonlyArray<string | Marker>, values: Values): string {
  let output = ''
  for (const piece of pieces) {
    output += typeof piece === 'string' ? piece : filteredValue(piece, values)
    if (output.length > OUTPUT_LIMIT) return cutText(output, OUTPUT_LIMIT)
  }
  return output
}

function filteredValue(marker: Marker, values: Values): string {
  let text = asText(values.value(marker.name))
  for (const { apply, argument } of marker.filters) text = apply(text, argument)
  return text
}

function readPieces(text: string): { pieces: Array<string | Marker>; unreadable: string[] } {
  const pieces: Array<string | Marker> = []
  const unreadable: string[] = []
  let literalFrom = 0
  for (let open = text.indexOf('{{'); open !== -1; ) {
    const { marker, end } = readMarker(text, open)
    if (marker) {
      pieces.push(text.slice(literalFrom, open), marker)
      literalFrom = end
    } else {
      if (unreadable.length < 20) unreadable.push(text.slice(open, open + 60))
    }
    open = text.indexOf('{{', end)
  }
  pieces.push(text.slice(literalFrom))
  return { pieces: pieces.filter((piece) => piece !== ''), unreadable }
}

const NAME = /\{\{\s{0,20}([A-Za-z_][A-Za-z0-9_.]{0,79})\s{0,20}/y
const FILTER = /\|\s{0,20}([a-z]{1,20})\s{0,20}(?::\s{0,20}(?:"([^"]{0,500})"|'([^']{0,500})')\s{0,20})?/y

function readMarker(text: string, open: number): { marker?: Marker; end: number } {
  const unreadable = { end: open + 1 }
  const name = matchAt(NAME, text, open)
  if (!name?.[1]) return unreadable

  const marker: Marker = { name: name[1], filters: [] }
  let end = open + name[0].length
  for (let found = matchAt(FILTER, text, end); found; found = matchAt(FILTER, text, end)) {
    const apply = FILTERS.get(found[1] ?? '')
    if (!apply) return unreadable
    marker.filters.push({ apply, argument: found[2] ?? found[3] ?? '' })
    end += found[0].length
  }
  return text.startsWith('}}', end) ? { marker, end: end + 2 } : unreadable
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(text)
}
