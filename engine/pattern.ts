/** Regular expressions of people, made safe. */
import { RE2JS } from 're2js'
import { cutText } from '../shared/messages.ts'

/** A pattern that can be looked for. */
export interface Pattern {
  /** Looks at the beginning of a long text only: the larger the pattern, the less of it. */
  isIn(text: string): boolean
  /** what looking in this text is worth, in characters of a simple text */
  effort(text: string): number
}

export const PATTERN_LIMIT = 1000
const TEXT_LIMIT = 4000
/** Instructions of the pattern made ready, and how many of them are tried on characters at most. */
const SIZE_LIMIT = 1500
const TRIES_LIMIT = 150_000
const REPEATS_LIMIT = 2000
const CLASSES_LIMIT = 20
const KEPT = 2000

/** The pattern made safe: it takes little time, whatever it is (attack 97). Undefined when it is none, or too large. */
export function safePattern(source: string): Pattern | undefined {
  const known = ready.get(source)
  if (known !== undefined) return known ?? undefined
  const made = isTooDear(source) ? undefined : readyPattern(source)
  if (ready.size >= KEPT) ready.clear()
  ready.set(source, made ?? null)
  return made
}

const ready = new Map<string, Pattern | null>()

// counts and classes are written out when the pattern is made ready, which is dear before anybody looks for it
function isTooDear(source: string): boolean {
  if (source.length > PATTERN_LIMIT) return true
  const repeats = [...source.matchAll(/\{(\d{1,6})(?:,(\d{0,6}))?\}/g)].map(([, least, most]) => Number(most || least))
  const classes = source.match(/\\p|\[\^|\[:/gi)?.length ?? 0
  return repeats.reduce((sum, each) => sum + each, 0) > REPEATS_LIMIT || classes > CLASSES_LIMIT
}

function readyPattern(source: string): Pattern | undefined {
  try {
    const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE)
    const size = compiled.programSize()
    if (size > SIZE_LIMIT) return undefined
    const most = Math.min(TEXT_LIMIT, Math.floor(TRIES_LIMIT / size))
    return {
      isIn: (text) => compiled.matcher(cutText(text, most)).find(),
      effort: (text) => size * Math.min(text.length, most) * 3 + 1000,
    }
  } catch {
    return undefined
  }
}
