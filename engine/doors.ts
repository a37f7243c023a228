/** The entries of a flow made ready: which of them opens for what a person wrote, or for what happened. */

import { safePattern } from './conditions/pattern.ts'
import type { Entry } from './entry.ts'
import { fold } from './values/compare.ts'

export interface Doors {
  /** The entry for these words; while a question waits only those that are always open. `work` is told the effort. */
  forWords(text: string, isAsked: boolean, work?: (characters: number) => void): Entry | undefined
  forRef(ref: string): Entry | undefined
  /** The only one of its kind. */
  only(kind: 'welcome' | 'default-reply'): Entry | undefined
  byId(id: string): Entry | undefined
}

type Keyword = Extract<Entry, { kind: 'keyword' }>
interface Ready {
  entry: Keyword
  fits(said: Said): boolean
}
interface Said {
  text: string
  folded: string
  words: string
  work(characters: number): void
}

export function doorsOf({ entries = [] }: { entries?: readonly Entry[] | undefined }): Doors {
  const keywords = entries.flatMap((entry) => (entry.kind === 'keyword' ? [readyKeyword(entry)] : []))
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const refs = new Map(entries.flatMap((entry) => (entry.kind === 'ref' ? [[entry.ref, entry] as const] : [])))
  return {
    forWords(text, isAsked, work = () => {}) {
      if (keywords.length === 0) return undefined
      const said = { text, folded: fold(text), words: wordsOf(text), work }
      return keywords.find(({ entry, fits }) => (!isAsked || entry.always) && fits(said))?.entry
    },
    forRef: (ref) => refs.get(ref),
    only: (kind) => entries.find((entry) => entry.kind === kind),
    byId: (id) => byId.get(id),
  }
}

function readyKeyword(entry: Keyword): Ready {
  const tests = entry.words.map((word) => TESTS[entry.match](word))
  return { entry, fits: (said) => tests.some((test) => test(said)) }
}

const TESTS: Record<Keyword['match'], (word: string) => (said: Said) => boolean> = {
  exact: (word) => {
    const wanted = wordsOf(word)
    return wanted === '' ? (said) => said.folded === fold(word) : (said) => said.words === wanted
  },
  contains: (word) => {
    const wanted = wordsOf(word)
    if (wanted === '' || UNSPACED.test(word)) return (said) => holds(said, said.folded, fold(word))
    return (said) => holds(said, ` ${said.words} `, ` ${wanted} `)
  },
  'starts-with': (word) => (said) => said.folded.startsWith(fold(word)),
  // made ready when it is looked for, since a bot may have thousands
  pattern: (word) => (said) => {
    const pattern = safePattern(word)
    said.work(pattern?.effort(said.text) ?? 0)
    return pattern?.isIn(said.text) ?? false
  },
}

// looking for a word is many times quicker than reading the text
function holds({ work }: Said, text: string, word: string): boolean {
  work(text.length >> 4)
  return text.includes(word)
}

/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

function wordsOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
