/** The least and the most an answer may be: read from the step, which may name variables, and said in the sentence after a wrong one. */
import type { Fault } from '../block.ts'
import { holdsVariable } from '../block-parts/message-parts.ts'
import type { Turn } from '../turn.ts'
import { template } from '../values/variables.ts'
import type { AskStep } from './ask-step.ts'

type Read<T> = (words: string, turn: Turn) => T | undefined

/** Whether a value lies within `min` and `max`; a limit that cannot be read counts for nothing, and the team is told. */
export function readyLimits<T extends number | string>({ min, max }: AskStep, read: Read<T>) {
  const [least, most] = [readyLimit(min, read), readyLimit(max, read)]
  return (value: T, turn: Turn): boolean => {
    const [from, to] = [least(turn), most(turn)]
    return (from === undefined || value >= from) && (to === undefined || value <= to)
  }
}

/** Such as ` from 1 to 5`; empty without limits. */
export function limitsInWords({ min, max }: AskStep): string {
  const [from, to] = [min?.trim(), max?.trim()]
  if (from && to) return ` from ${from} to ${to}`
  if (from) return ` not below ${from}`
  return to ? ` not above ${to}` : ''
}

/** `read` knows no variables and no clock: what depends on them is not checked. */
export function checkLimits<T extends number | string>(
  { min, max }: AskStep,
  read: (words: string) => T | undefined,
): Fault[] {
  const [from, to] = [fixedLimit(min, read), fixedLimit(max, read)]
  const faults: Fault[] = []
  for (const [part, limit] of [
    ['min', from],
    ['max', to],
  ] as const)
    if (limit === 'unreadable')
      faults.push({ severity: 'error', code: 'wrong-limit', message: 'This limit cannot be read.', part })
  if (from !== undefined && to !== undefined && from !== 'unreadable' && to !== 'unreadable' && from > to)
    faults.push(turnedRound('min'))
  return faults
}

/** `least` and `most` of the step the right way round. */
export function checkCounts({ least, most }: AskStep): Fault[] {
  return least !== undefined && most !== undefined && least > most ? [turnedRound('least')] : []
}

function turnedRound(part: string): Fault {
  return { severity: 'error', code: 'turned-round', message: 'The lower limit is above the upper one.', part }
}

function readyLimit<T>(limit: string | undefined, read: Read<T>): (turn: Turn) => T | undefined {
  if (limit === undefined || limit.trim() === '') return () => undefined
  const fill = template(limit)
  return (turn) => {
    const shown = fill(turn).trim()
    if (shown === '') return undefined
    const value = read(shown, turn)
    if (value === undefined) turn.fail('wrong-value', `“${shown.slice(0, 100)}” is no limit for the answer.`)
    return value
  }
}

function fixedLimit<T>(
  limit: string | undefined,
  read: (words: string) => T | undefined,
): T | 'unreadable' | undefined {
  if (limit === undefined || limit.trim() === '' || holdsVariable(limit)) return undefined
  return read(limit.trim()) ?? 'unreadable'
}
