/** Cuts long text into pieces that a channel takes: between sentences where it can, else between words, never through a character. */

/** The most of one message, in UTF-16 units or in bytes of UTF-8; without either it has no end. */
export interface Room {
  text?: number
  bytes?: number
}

/**
 * The text in pieces that each have room, without the space at their edges. The last one fits into `last` as well, where buttons
 * stand below it. Nothing but space is lost.
 */
export function splitText(text: string, room: Room, last: Room = room): string[] {
  const pieces: string[] = []
  let left = text.trim()
  while (left && !hasRoom(left, last)) {
    const most = hasRoom(left, room) ? last : room
    const end = endOfPiece(left, most)
    const piece = left.slice(0, end).trimEnd()
    if (piece) pieces.push(piece)
    left = left.slice(end).trimStart()
  }
  return left ? [...pieces, left] : pieces
}

export function hasRoom(text: string, { text: most = Number.POSITIVE_INFINITY, bytes }: Room): boolean {
  return text.length <= most && (bytes === undefined || bytesOf(text) <= bytes)
}

/** The text within the limit, with «…» where something is missing. */
export function shortened(text: string, limit: number | undefined): string {
  if (limit === undefined || text.length <= limit) return text
  return `${text.slice(0, endOfCharacters(text, limit - 1)).trimEnd()}…`
}

export function bytesOf(text: string): number {
  return encoder.encode(text).length
}

/** The smaller of each limit. */
export function narrower(one: Room, other: Room): Room {
  const text = Math.min(one.text ?? Number.POSITIVE_INFINITY, other.text ?? Number.POSITIVE_INFINITY)
  const bytes = Math.min(one.bytes ?? Number.POSITIVE_INFINITY, other.bytes ?? Number.POSITIVE_INFINITY)
  return { ...(Number.isFinite(text) && { text }), ...(Number.isFinite(bytes) && { bytes }) }
}

const encoder = new TextEncoder()
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Where a line, a sentence or a word ends; what comes first is the better place, unless it leaves most of the room empty. */
const ENDS = [/\n/g, /[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+/g, /\s+/g]
const LEAST_FILLED = 0.4

function endOfPiece(text: string, room: Room): number {
  const most = unitsWithin(text, room)
  const start = text.slice(0, most + 1)
  for (const ends of ENDS) {
    const end = lastEnd(start, ends, most)
    if (end >= most * (ends === ENDS[2] ? 0.05 : LEAST_FILLED)) return end
  }
  return endOfCharacters(text, most)
}

function lastEnd(text: string, ends: RegExp, most: number): number {
  let end = 0
  for (const match of text.matchAll(ends)) {
    const isSpace = /^\s/.test(match[0])
    const at = isSpace ? match.index : match.index + match[0].length
    if (at <= most && at > 0) end = at
  }
  return end
}

/** How many UTF-16 units from the start have room. */
function unitsWithin(text: string, { text: most = Number.POSITIVE_INFINITY, bytes }: Room): number {
  if (bytes === undefined) return Math.min(most, text.length)
  const { read } = encoder.encodeInto(text, new Uint8Array(bytes))
  return Math.min(most, read)
}

/** The last end of a whole character at or before this place; of one that is longer than that, of a whole code point. */
function endOfCharacters(text: string, most: number): number {
  const found = characters.segment(text).containing(most)
  if (found === undefined || found.index === most) return most
  if (found.index > 0) return found.index
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(most - 1))
  return Math.max(splitsPair ? most - 1 : most, 1)
}
