/** Stars, from one to as many as the step says; kept as a number. */

import type { Fault } from '../block.ts'
import { findAnswer } from '../block-parts/replies.ts'
import { fold } from '../values/compare.ts'
import type { AskKind } from './ask-kind.ts'
import type { AskStep } from './ask-step.ts'

export const rating: AskKind = {
  kind: 'rating',
  label: 'Rating',
  description: 'Asks for a number of stars',
  icon: 'star',
  parts: { most: 'Stars' },
  fresh: { most: 5 },
  // offered as answers too, for channels that have no stars
  replies: (step) =>
    Array.from({ length: starsOf(step) }, (_, index) => ({ id: String(index + 1), label: String(index + 1) })),
  check: checkStars,
  ready(step, answers) {
    const most = starsOf(step)
    return {
      retry: `Please answer with 1 to ${most} stars.`,
      input: { kind: 'rating', most },
      read(said, turn) {
        const answer = findAnswer(answers, said, turn)
        const stars = answer ? Number(answer.id) : said.kind === 'text' ? readStars(said.text, most) : undefined
        return stars !== undefined && stars >= 1 && stars <= most ? { value: stars } : undefined
      },
    }
  },
}

function starsOf({ most = 5 }: AskStep): number {
  return Math.min(10, Math.max(2, most))
}

/** “4/5”, “4 of 5”, “5 stars”, “★★★★☆”. */
function readStars(text: string, most: number): number | undefined {
  const said = fold(text)
  if (STARS.test(said)) return said.match(/[★⭐🌟]/gu)?.length
  const [, count, outOf] = WORDS.exec(said) ?? []
  return count === undefined || (outOf !== undefined && Number(outOf) !== most) ? undefined : Number(count)
}

const STARS = /^(?:[★⭐🌟☆\s]|\uFE0F){1,40}$/u
const WORDS = /^(\d{1,2})(?:\s?(?:\/|of|out of|von|de)\s?(\d{1,2}))?\s?(?:stars?|sterne?n?|estrellas?|points?)?$/

function checkStars({ most = 5 }: AskStep): Fault[] {
  if (most >= 2 && most <= 10) return []
  return [{ severity: 'error', code: 'wrong-stars', message: 'There can be 2 to 10 stars.', part: 'most' }]
}
