/** What asking for dates and for times has in common. */
import type { Fault } from '../block.ts'
import type { Turn } from '../turn.ts'
import type { Around } from '../values/moments.ts'
import { type Reader, readingWords } from './ask-kind.ts'
import type { AskStep } from './ask-step.ts'
import { checkLimits, readyLimits } from './limits.ts'

type Read = (words: string, around: Around) => string | undefined

interface MomentWords {
  kind: 'date' | 'time' | 'datetime'
  read: Read
  retry: string
  example: string
}

/** People answer on the clock of their own zone where it is known; limits are on the workspace's, as are its system values. */
export function readingMoments(step: AskStep, { kind, read, retry, example }: MomentWords): Reader {
  const isWithin = readyLimits(step, (words, turn) => {
    const limit = read(words, around(turn, turn.context.timezone, step))
    return limit === undefined ? undefined : sortable(limit)
  })
  return readingWords(`${retry}${limitsOf(step)}, ${example}.`, { kind }, (words, turn) => {
    const { user, timezone } = turn.context
    const value = read(words, around(turn, user.timezone || timezone, step))
    return value !== undefined && isWithin(sortable(value), turn) ? value : undefined
  })
}

/** A day far from any change of the clocks: only limits that need no clock are compared. */
const NEVER = new Date('2000-01-10T12:00:00Z')

export function checkMoments(step: AskStep, read: Read): Fault[] {
  return checkLimits(step, (words) => {
    const limit = read(words, { now: NEVER, zone: 'UTC', order: step.order })
    return limit === undefined ? undefined : DIGITS.test(words) ? sortable(limit) : UNKNOWN
  })
}

// “today” is sound, but lies nowhere until somebody asks
const UNKNOWN = Number.NaN
const DIGITS = /^[\d:T .+-]+Z?$/

function around({ now }: Turn, zone: string, { order }: AskStep): Around {
  return { now, zone, order }
}

/** Instants are compared as such, whatever their offsets. */
function sortable(moment: string): number {
  const time = /^\d\d:\d\d$/.exec(moment) ? `1970-01-01T${moment}:00Z` : moment
  return Date.parse(time)
}

function limitsOf({ min, max }: AskStep): string {
  const [from, to] = [min?.trim(), max?.trim()]
  if (from && to) return ` from ${from} to ${to}`
  if (from) return ` not before ${from}`
  return to ? ` not after ${to}` : ''
}
