/** Finds the links in a text. Only http, https and mailto ever become clickable (attack 87). */

/** `at` is where in the text the piece begins. */
type Piece = { at: number; text: string; href: string | null }

const CANDIDATE = /https?:\/\/[^\s<>"'`]+|mailto:[^\s<>"'`]+|www\.[^\s<>"'`]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gi
const ALLOWED = new Set(['http:', 'https:', 'mailto:'])

/** The text cut into plain pieces and links; joined again, the pieces are the text. */
export function linked(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(CANDIDATE)) {
    const label = withoutTail(match[0])
    const href = startsWord(text, match.index) ? hrefOf(label) : null
    if (!href) continue
    if (match.index > end) pieces.push({ at: end, text: text.slice(end, match.index), href: null })
    pieces.push({ at: match.index, text: label, href })
    end = match.index + label.length
  }
  if (end < text.length) pieces.push({ at: end, text: text.slice(end), href: null })
  return pieces
}

function hrefOf(label: string): string | null {
  const address = /^(https?:\/\/|mailto:)/i.test(label)
    ? label
    : label.includes('@')
      ? `mailto:${label}`
      : `https://${label}`
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (!ALLOWED.has(url.protocol)) return null
  // «https://bank.test@evil.test» shows one name and goes to another.
  if (url.protocol !== 'mailto:' && (url.username || url.password)) return null
  return url.href
}

/** «javascript:https://…» and the like hide a link in the middle of a word. */
function startsWord(text: string, index: number): boolean {
  return index === 0 || !/[\w:/.@+-]/.test(text.charAt(index - 1))
}

/** Full stops, quotes and an unmatched bracket belong to the sentence, not to the link. */
function withoutTail(link: string): string {
  let end = link.length
  while (end > 0) {
    const last = link.charAt(end - 1)
    const isStray =
      last === ')' ? count(link.slice(0, end), ')') > count(link.slice(0, end), '(') : /[.,;:!?…»”’\]}*_]/.test(last)
    if (!isStray) break
    end--
  }
  return link.slice(0, end)
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}
