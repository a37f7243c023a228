/** Any words, of a length or after a pattern where the step says so. */
import type { Fault } from '../block.ts'
import { safePattern } from '../conditions/pattern.ts'
import { type AskKind, readingWords } from './ask-kind.ts'
import type { AskStep } from './ask-step.ts'
import { checkCounts } from './limits.ts'

export const text: AskKind = {
  kind: 'text',
  label: 'Question',
  description: 'Asks, waits for the answer and keeps it',
  icon: 'forms',
  parts: { pattern: 'Pattern', least: 'Fewest characters', most: 'Most characters' },
  check: (step) => [...checkCounts(step), ...checkPattern(step)],
  ready({ pattern, least = 1, most = Number.POSITIVE_INFINITY }) {
    const wanted = pattern ? safePattern(pattern) : undefined
    return readingWords(retrySentence(least, most), undefined, (words) => {
      const length = [...words].length
      if (length === 0 || length < least || length > most) return undefined
      return !wanted || wanted.isIn(words) ? words : undefined
    })
  },
}

function retrySentence(least: number, most: number): string {
  if (least > 1 && Number.isFinite(most)) return `Please write ${least} to ${most} characters.`
  if (least > 1) return `Please write at least ${least} characters.`
  return Number.isFinite(most) ? `Please write at most ${most} characters.` : 'Please write a few words.'
}

function checkPattern({ pattern }: AskStep): Fault[] {
  if (!pattern || safePattern(pattern)) return []
  const message =
    'This is not a pattern we can use; looking ahead or back is not possible, nor hundreds of repetitions.'
  return [{ severity: 'error', code: 'wrong-pattern', message, part: 'pattern' }]
}
