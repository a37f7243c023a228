/** Several of some answers; a list of their labels is kept, in the order of the question. */
import type { Fault } from '../block.ts'
import { type Answer, findNamed, findTapped, labelOf } from '../block-parts/replies.ts'
import type { Event } from '../event.ts'
import type { Turn } from '../turn.ts'
import type { AskKind } from './ask-kind.ts'
import type { AskStep } from './ask-step.ts'
import { checkChoices, choice } from './choice.ts'
import { checkCounts } from './limits.ts'

export const many: AskKind = {
  kind: 'many',
  label: 'Several choices',
  description: 'Asks for several of some answers',
  icon: 'checkbox',
  parts: { choices: 'Answers to pick from', least: 'At least so many', most: 'At most so many' },
  ...(choice.fresh && { fresh: choice.fresh }),
  replies: ({ choices = [] }) => choices,
  check: (step) => [...checkChoices(step), ...checkCounts(step), ...checkReach(step)],
  ready(step, answers) {
    const { least, most } = countsOf(step, answers.length)
    return {
      retry: retrySentence(least, most, answers.length),
      input: { kind: 'many', least, most },
      read(said, turn) {
        const picked = pickedOf(said, answers, turn)
        if (!picked || picked.size < least || picked.size > most) return undefined
        return { value: answers.filter((answer) => picked.has(answer)).map((answer) => labelOf(answer, turn)) }
      },
    }
  },
}

function countsOf({ least = 1, most }: AskStep, count: number): { least: number; most: number } {
  const atMost = Math.max(1, Math.min(most ?? count, count, 20))
  return { least: Math.min(least, atMost), most: atMost }
}

function pickedOf(said: Event, answers: readonly Answer[], turn: Turn): Set<Answer> | undefined {
  if (said.kind === 'choice') return known([findTapped(answers, said.id)])
  if (said.kind === 'choices') return known(said.ids.map((id) => findTapped(answers, id)))
  return said.kind === 'text' ? named(said.text, answers, turn) : undefined
}

/** Words such as “1, 3” and “tea and coffee”; a label that holds such a word itself is found first. */
function named(text: string, answers: readonly Answer[], turn: Turn): Set<Answer> | undefined {
  const whole = findNamed(answers, text, turn)
  if (whole) return new Set([whole])
  const parts = text.split(/[,;\n]/).filter((part) => part.trim() !== '')
  if (parts.length === 0) return undefined
  return known(
    parts.flatMap((part) => {
      const found = findNamed(answers, part, turn)
      if (found) return [found]
      return part
        .split(AND)
        .filter((word) => word.trim() !== '')
        .map((word) => findNamed(answers, word, turn))
    }),
  )
}

const AND = /(?:^|\s)(?:and|und|y|e|&|\+)(?=\s)/i

function known(found: Array<Answer | undefined>): Set<Answer> | undefined {
  const answers = found.filter((answer) => answer !== undefined)
  return answers.length === found.length ? new Set(answers) : undefined
}

function retrySentence(least: number, most: number, count: number): string {
  if (least === most) return least === 1 ? 'Please pick one of the answers.' : `Please pick ${least} of the answers.`
  if (most < count) return `Please pick ${least} to ${most} of the answers.`
  return least > 1 ? `Please pick at least ${least} of the answers.` : 'Please pick one or more of the answers.'
}

function checkReach({ choices = [], least = 0 }: AskStep): Fault[] {
  if (least <= choices.length) return []
  const message = 'There are fewer answers than must be picked.'
  return [{ severity: 'error', code: 'too-few-choices', message, part: 'least' }]
}
