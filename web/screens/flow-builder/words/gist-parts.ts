/** What a text says with its values named: `Hello {{USER_FIRST_NAME | default: "you"}}` as “Hello”, then the value “user first name”. */

export interface GistPart {
  text: string
  isValue: boolean
}

const MARKER = /\{\{\s*([^{}|]+?)\s*(?:\|(?:"[^"]*"|[^{}"])*)?\}\}/g

export function partsOf(text: string): GistPart[] {
  const parts: GistPart[] = []
  let from = 0
  for (const found of text.matchAll(MARKER)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index), isValue: false })
    parts.push({ text: nameOf(found[1] ?? ''), isValue: true })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isValue: false })
  return parts
}

/** In one line of plain text, for lists and for those who listen. */
export function plainOf(text: string): string {
  return partsOf(text)
    .map((part) => (part.isValue ? `[${part.text}]` : part.text))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** `BOT_CURRENT_HOUR` as “bot current hour”; the names of fields as people wrote them. */
export function nameOf(name: string): string {
  return /^[A-Z0-9_]+$/.test(name) ? name.replaceAll('_', ' ').toLowerCase() : name.replaceAll('_', ' ')
}
