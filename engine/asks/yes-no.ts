/** Yes or no, by a button or in words of several languages; kept as true or false. */

import { checkReplies, findAnswer, type Reply } from '../block-parts/replies.ts'
import { fold } from '../values/compare.ts'
import type { AskKind } from './ask-kind.ts'
import type { AskStep } from './ask-step.ts'

const YES = ['yes', 'y', 'yes please', 'yeah', 'yep', 'yup', 'sure', 'ok', 'okay', 'of course', 'true', '👍', '✅']
const JA = ['ja', 'j', 'ja bitte', 'jo', 'klar', 'gerne', 'natürlich', 'sí', 'si', 's', 'claro', 'por supuesto', 'vale']
const NO = ['no', 'n', 'no thanks', 'no thank you', 'nope', 'nah', 'not', 'false', '👎', '❌']
const NEIN = ['nein', 'nein danke', 'nee', 'nö', 'ne', 'lieber nicht', 'no gracias']

const WORDS = new Map<string, string>([
  ...[...YES, ...JA].map((word): [string, string] => [word, 'yes']),
  ...[...NO, ...NEIN].map((word): [string, string] => [word, 'no']),
])
const PLAIN: Reply[] = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
]

export const yesNo: AskKind = {
  kind: 'yes-no',
  label: 'Yes or no',
  description: 'Asks a question with two answers, each with its own way',
  icon: 'thumb-up',
  parts: { choices: 'The two answers' },
  fresh: { choices: PLAIN },
  replies: bothOf,
  hasWays: true,
  check: (step) => checkReplies(bothOf(step), (index) => `choices/${index}`),
  ready: (_step, answers) => ({
    retry: 'Please answer with yes or no.',
    read(said, turn) {
      const picked = findAnswer(answers, said, turn)
      const meant = picked ?? answers.find(({ id }) => said.kind === 'text' && id === WORDS.get(plainWords(said.text)))
      return meant && { value: meant.id === 'yes', answer: meant }
    },
  }),
}

/** Both answers, with the labels and ways their author gave them. */
function bothOf({ choices = [] }: AskStep): Reply[] {
  return PLAIN.map((plain) => choices.find(({ id }) => id === plain.id) ?? plain)
}

function plainWords(text: string): string {
  return fold(text).replace(/[.,!]/g, '').trim()
}
