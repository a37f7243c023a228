/** Finds the script tag the widget was embedded by, and reads what its owner wrote on it. */

export interface Embedding {
  bot: string
  /** The server's address, without a slash at the end. */
  base: string
  isPage: boolean
  side: 'start' | 'end'
  /** The word of the link that visitors of this page came by; empty without one. */
  ref: string
}

/** Must be called while the script runs for the first time: only then does the browser say which tag it is. */
export function readScriptTag(): Embedding | null {
  const tag = document.currentScript ?? document.querySelector('script[data-bot][src*="widget.js"]')
  return tag instanceof HTMLScriptElement ? readEmbedding(tag.src, tag.dataset) : null
}

/** A word of at most 100 characters. */
export function readRef(word: unknown): string {
  return typeof word === 'string' ? word.trim().slice(0, 100).toWellFormed() : ''
}

export function readEmbedding(src: string, data: Readonly<Record<string, string | undefined>>): Embedding | null {
  const bot = data.bot?.trim()
  if (!bot || !URL.canParse(src)) return null
  const url = new URL(src)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const side = data.side === 'start' ? 'start' : 'end'
  return { bot, base: url.origin, isPage: data.page !== undefined, side, ref: readRef(data.ref) }
}
