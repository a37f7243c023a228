/** Regular expressions of people, made safe. */
import { RE2JS } from 're2js'
import { cutText } from '../../shared/messages.ts'

/** A pattern that can be looked for. */
export interface Pattern {
  /** Looks at the beginning of a long text only: the larger the pattern, the less of it. */
  isIn(text: string): boolean
  /** what looking in this text is worth, in characters that are read */
  effort(text: string): number
}

const SOURCE_LIMIT = 1000
const TEXT_LIMIT = 4000
/** Instructions of the pattern made ready, and how many of them are tried on characters at most. */
const SIZE_LIMIT = 600
const TRIES_LIMIT = 150_000
const REPEATS_LIMIT = 1000
const CLASSES_LIMIT = 10
const KEPT = 300

/** The pattern made safe: it takes little time, whatever it is (attack 97). Undefined when it is none, or too large. */
export function safePattern(source: string): Pattern | undefined {
  const known = kept.get(source)
  if (known !== undefined) return known ?? undefined
  const made = isTooDear(source) ? undefined : readyPattern(source)
  if (kept.size >= KEPT) kept.clear()
  kept.set(source, made ?? null)
  return made
}

const kept = new Map<string, Pattern | null>()

// counts and classes are written out when the pattern is made ready, which is dear before anybody looks for it
function isTooDear(source: string): boolean {
  if (source.length > SOURCE_LIMIT) return true
  const counts = [...source.matchAll(/\{(\d{1,6})(?:,(\d{0,6}))?\}/g)].map(([, least, most]) => Number(most || least))
  const classes = source.match(/\\p|\[\^/gi)?.length ?? 0
  return counts.reduce((sum, each) => sum + each, 0) > REPEATS_LIMIT || classes > CLASSES_LIMIT
}

function readyPattern(source: string): Pattern | undefined {
  try {
    const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE)
    const size = compiled.programSize()
    if (size > SIZE_LIMIT) return undefined
    const most = Math.min(TEXT_LIMIT, Math.floor(TRIES_LIMIT / size))
    return {
      isIn: (text) => compiled.matcher(cutText(text, most)).find(),
      effort: (text) => size * (20 + Math.min(text.length, most) * 3) + 1000,
    }
  } catch {
    return undefined
  }
}
