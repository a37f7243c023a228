/** Simple formatting of message texts: *bold*, _italic_, ~struck~, `code`, links. Read once into pieces; never HTML (attacks 86, 87). */

/** `at` is where in the text the piece begins. */
export type Piece =
  | { kind: 'text'; at: number; text: string }
  | { kind: 'code'; at: number; text: string }
  | { kind: 'link'; at: number; text: string; href: string }
  | { kind: 'bold' | 'italic' | 'struck'; at: number; pieces: Piece[] }

/** The text as pieces, in time that grows with its length alone. A mark without its partner, and one inside a word, is text. */
export function piecesOf(text: string): Piece[] {
  const reading: Frame[] = [{ mark: '', at: 0, pieces: [] }]
  TOKEN.lastIndex = 0
  let end = 0
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    addText(top(reading), end, text.slice(end, match.index))
    end = match.index + read(reading, text, match)
    TOKEN.lastIndex = end
  }
  addText(top(reading), end, text.slice(end))
  closeDownTo(reading, 1)
  return top(reading).pieces
}

/** The text without its marks, as lists and notices show it. */
export function plainOf(text: string): string {
  return plain(piecesOf(text))
}

/** The address a link may lead to; null for all but http, https, mailto and tel. */
export function hrefOf(address: string): string | null {
  // Browsers of the web chat's visitors may be too old for URL.parse.
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (!ALLOWED.has(url.protocol)) return null
  // «https://bank.test@evil.test» shows one name and goes to another.
  if (url.username || url.password) return null
  return url.href
}

interface Frame {
  mark: string
  at: number
  pieces: Piece[]
}

const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const MARKS = { '*': 'bold', '**': 'bold', _: 'italic', '~': 'struck', '~~': 'struck' } as const

/** Marks, code, a link with a label, the end of a line, a bare link. No part of it can go back over what it has read more than a line. */
const TOKEN =
  /(?<mark>\*+|_+|~+)|`(?<code>[^`\n]+)`|\[(?<label>[^[\]\n]{1,200})\]\((?<to>(?:[^\s()<>]|\([^\s()<>]*\))+)\)|(?<newline>\n)|(?<bare>https?:\/\/[^\s<>"'`]+|mailto:[^\s<>"'`]+|tel:\+?[\d().-]+|www\.[^\s<>"'`]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)/gi

/** Takes in one token; returns how long it is. */
function read(reading: Frame[], text: string, match: RegExpExecArray): number {
  const { mark, code, label, to, newline, bare } = match.groups ?? {}
  const [whole] = match
  const at = match.index
  if (mark) return readMark(reading, text, { mark, at })
  if (newline) closeDownTo(reading, 1)
  const { pieces } = top(reading)
  const isFree = !isWord(text, at - 1)
  const isEnded = !isWord(text, at + whole.length)
  if (code && isFree && isEnded) pieces.push({ kind: 'code', at, text: code })
  else if (code) return addText(top(reading), at, '`')
  else if (label && to) return readLink(top(reading), at, { whole, label, to })
  else if (bare) return readBare(top(reading), text, { bare, at })
  else addText(top(reading), at, whole)
  return whole.length
}

function readMark(reading: Frame[], text: string, { mark, at }: { mark: string; at: number }): number {
  const opened = reading.findLastIndex((frame) => frame.mark === mark)
  const end = at + mark.length
  const canClose = opened > 0 && isSolid(text, at - 1) && !isWord(text, end)
  const canOpen = kindOf(mark) !== null && opened < 0 && isSolid(text, end) && !isWord(text, at - 1)
  if (canClose) closeMark(reading, opened)
  else if (canOpen) reading.push({ mark, at, pieces: [] })
  else addText(top(reading), at, mark)
  return mark.length
}

function closeMark(reading: Frame[], opened: number): void {
  closeDownTo(reading, opened + 1)
  const frame = reading.pop()
  const kind = frame && kindOf(frame.mark)
  if (frame && kind) top(reading).pieces.push({ kind, at: frame.at, pieces: frame.pieces })
}

/** What was opened and never closed is text again. */
function closeDownTo(reading: Frame[], count: number): void {
  const open = reading.splice(count)
  for (const { mark, at, pieces } of open) {
    const into = top(reading)
    addText(into, at, mark)
    for (const piece of pieces) {
      if (piece.kind === 'text') addText(into, piece.at, piece.text)
      else into.pieces.push(piece)
    }
  }
}

function readLink(into: Frame, at: number, { whole, label, to }: { whole: string; label: string; to: string }): number {
  const href = hrefOf(to)
  if (!href) return addText(into, at, '[')
  into.pieces.push({ kind: 'link', at, text: plainOf(label), href })
  return whole.length
}

function readBare(into: Frame, text: string, { bare, at }: { bare: string; at: number }): number {
  const link = withoutTail(bare)
  const href = startsWord(text, at) ? hrefOf(withScheme(link)) : null
  if (!href) return addText(into, at, bare)
  into.pieces.push({ kind: 'link', at, text: link, href })
  return link.length
}

/** Returns the length of what was added. */
function addText(into: Frame, at: number, text: string): number {
  const last = into.pieces.at(-1)
  if (last?.kind === 'text') last.text += text
  else if (text) into.pieces.push({ kind: 'text', at, text })
  return text.length
}

/** People leave out what a browser needs: «www.acme.test», «mia@acme.test». */
function withScheme(bare: string): string {
  if (/^(https?|mailto|tel):/i.test(bare)) return bare
  return bare.includes('@') ? `mailto:${bare}` : `https://${bare}`
}

/** «javascript:https://…» and the like hide a link in the middle of a word. */
function startsWord(text: string, index: number): boolean {
  return index === 0 || !/[\w:/.@+-]/.test(text.charAt(index - 1)) || text.charAt(index - 1) === '_'
}

/** Full stops, quotes, marks and an unmatched bracket belong to the sentence, not to the link. */
function withoutTail(link: string): string {
  let end = link.length
  let surplus = count(link, ')') - count(link, '(')
  for (; end > 0; end--) {
    const last = link.charAt(end - 1)
    if (last === ')' ? surplus <= 0 : !/[.,;:!?…»”’\]}*_~]/.test(last)) break
    if (last === ')') surplus--
  }
  return link.slice(0, end)
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

function plain(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ('pieces' in piece ? plain(piece.pieces) : piece.text)).join('')
}

function kindOf(mark: string): 'bold' | 'italic' | 'struck' | null {
  return mark === '*' || mark === '**' || mark === '_' || mark === '~' || mark === '~~' ? MARKS[mark] : null
}

function isWord(text: string, index: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(index))
}

/** Is there something, other than space, at this place? */
function isSolid(text: string, index: number): boolean {
  return /\S/.test(text.charAt(index))
}

function top(reading: Frame[]): Frame {
  const last = reading.at(-1)
  if (!last) throw new Error('nothing is being read')
  return last
}
