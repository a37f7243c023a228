/** Says a message with answers to tap, which go away once one is given. */
import { z } from 'zod'
import { CHOICES_LIMIT } from '../../shared/messages.ts'
import { type Block, connectPart, emptyText, Text, titled } from '../block.ts'
import {
  asChoice,
  checkReplies,
  connectReplies,
  isChoiceHandle,
  noReplies,
  offering,
  Reply,
  readyAnswers,
  replied,
  replyEdges,
  waysOf,
} from '../block-parts/replies.ts'
import { template } from '../values/variables.ts'

const words = { label: 'Quick replies', description: 'A message with answers that go away after a tap' }
const QuickReply = Reply.omit({ description: true })

const QuickReplies = z
  .strictObject({
    block: z.literal('quick-replies'),
    ...titled,
    text: Text.meta({ label: 'Message', description: 'May hold {{variables}}', control: 'long-text' }),
    choices: z.array(QuickReply).max(CHOICES_LIMIT).meta({ label: 'Answers to pick from', control: 'choices' }),
    ...replied,
  })
  .meta(words)

export const quickReplies: Block<typeof QuickReplies> = {
  name: 'quick-replies',
  category: 'say',
  schema: QuickReplies,
  waits: (step) => step.choices.length > 0,
  palette: [
    {
      id: 'quick-replies',
      ...words,
      icon: 'messages',
      fresh: () => ({
        block: 'quick-replies',
        text: '',
        choices: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
      }),
    },
  ],
  edges: (step) => replyEdges(step, step.choices),
  connect: (step, handle, to) =>
    isChoiceHandle(handle)
      ? { ...step, choices: connectReplies(step.choices, handle, to) }
      : connectPart(step, handle, to),
  texts: (step) => [step.text, ...step.choices.map(({ label }) => label)],
  fields: (step) => (step.field ? [step.field] : []),
  flows: () => [],
  gist: (step) => step.text,
  check: (step) => [
    ...emptyText(step.text),
    ...(step.choices.length === 0 ? [noReplies('choices')] : []),
    ...checkReplies(step.choices, (index) => `choices/${index}`),
  ],
  ready(step, links) {
    const text = template(step.text)
    const answers = readyAnswers(step.choices, links, step.next)
    return offering({
      answers,
      ...waysOf(step, links),
      stays: false,
      show(turn) {
        if (answers.length === 0) turn.say(text(turn))
        else turn.say(text(turn).trim() || '…', { choices: answers.map((answer) => asChoice(answer, turn)) })
      },
    })
  },
}
