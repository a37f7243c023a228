/** A web address; `https://` is put before a bare one. */
import { isWebUrl } from '../../shared/messages.ts'
import { type AskKind, readingWords } from './ask-kind.ts'

const RETRY = 'That does not look like a web address. Please try again, such as https://example.com.'

export const url: AskKind = {
  kind: 'url',
  label: 'Web address',
  description: 'Asks for the address of a web page',
  icon: 'link',
  parts: {},
  check: () => [],
  ready: () => readingWords(RETRY, { kind: 'url' }, readAddress),
}

function readAddress(words: string): string | undefined {
  if (words.length > 2000 || /\s/.test(words)) return undefined
  const isBare = !/^https?:\/\//i.test(words)
  const read = URL.parse(isBare ? `https://${words}` : words)
  if (!read || !isWebUrl(read.href) || read.href.length > 2000) return undefined
  // 12.5 and localhost are more often something else
  return isBare && !/\.[a-z][a-z0-9-]*$/.test(read.hostname) ? undefined : read.href
}
