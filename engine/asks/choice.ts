/** One of some answers, each of which may lead another way; its label is kept. */
import { CHOICES_LIMIT } from '../../shared/messages.ts'
import type { Fault } from '../block.ts'
import { checkReplies, findAnswer, labelOf, noReplies } from '../block-parts/replies.ts'
import type { AskKind } from './ask-kind.ts'
import type { AskStep } from './ask-step.ts'

export const choice: AskKind = {
  kind: 'choice',
  label: 'Choice',
  description: 'Asks for one of some answers, each with its own way',
  icon: 'list-check',
  parts: { choices: 'Answers to pick from' },
  fresh: {
    choices: [
      { id: 'first', label: 'First' },
      { id: 'second', label: 'Second' },
    ],
  },
  replies: ({ choices = [] }) => choices,
  hasWays: true,
  check: checkChoices,
  ready: (_step, answers) => ({
    retry: 'Please pick one of the answers.',
    read(said, turn) {
      const answer = findAnswer(answers, said, turn)
      return answer && { value: labelOf(answer, turn), answer }
    },
  }),
}

/** What `choice` and `many` have in common. */
export function checkChoices({ choices = [], skip }: AskStep): Fault[] {
  if (choices.length === 0) return [noReplies('choices')]
  const message = `With the button that skips there can be ${CHOICES_LIMIT} buttons.`
  const tooMany: Fault[] =
    skip?.trim() && choices.length === CHOICES_LIMIT
      ? [{ severity: 'error', code: 'too-many-choices', message, part: 'skip' }]
      : []
  return [...checkReplies(choices, (index) => `choices/${index}`), ...tooMany]
}
