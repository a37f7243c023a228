/** Says a message with buttons that stay: answers, links, and numbers to call. */
import { z } from 'zod'
import { type Block, connectPart, emptyText, Text, titled } from '../block.ts'
import {
  connectReplies,
  isChoiceHandle,
  noReplies,
  offering,
  replied,
  replyEdges,
  waysOf,
} from '../block-parts/replies.ts'
import {
  buttonTexts,
  checkButtonReplies,
  checkButtons,
  readyButtons,
  repliesOf,
  TapButtons,
} from '../block-parts/tap-buttons.ts'
import { template } from '../values/variables.ts'

const words = { label: 'Buttons', description: 'A message with buttons that stay' }

const Buttons = z
  .strictObject({
    block: z.literal('buttons'),
    ...titled,
    text: Text.meta({ label: 'Message', description: 'May hold {{variables}}', control: 'long-text' }),
    buttons: TapButtons,
    ...replied,
  })
  .meta(words)

export const buttons: Block<typeof Buttons> = {
  name: 'buttons',
  category: 'say',
  schema: Buttons,
  waits: (step) => repliesOf(step.buttons).length > 0,
  palette: [
    {
      id: 'buttons',
      ...words,
      icon: 'hand-click',
      fresh: () => ({ block: 'buttons', text: '', buttons: [{ kind: 'reply', id: 'yes', label: 'Yes' }] }),
    },
  ],
  edges: (step) => replyEdges(step, repliesOf(step.buttons)),
  connect: (step, handle, to) =>
    isChoiceHandle(handle)
      ? { ...step, buttons: connectReplies(step.buttons, handle, to) }
      : connectPart(step, handle, to),
  texts: (step) => [step.text, ...buttonTexts(step.buttons)],
  fields: (step) => (step.field ? [step.field] : []),
  flows: () => [],
  gist: (step) => step.text,
  check: (step) => [
    ...emptyText(step.text),
    ...(step.buttons.length === 0 ? [noReplies('buttons')] : []),
    ...checkButtons(step.buttons, 'buttons'),
    ...checkButtonReplies([{ buttons: step.buttons, part: 'buttons' }]),
  ],
  ready(step, links) {
    const text = template(step.text)
    const ready = readyButtons(step.buttons, links, step.next)
    return offering({
      answers: ready.answers,
      ...waysOf(step, links),
      stays: true,
      show(turn) {
        const shown = ready.show(turn)
        if (shown.length === 0) turn.say(text(turn))
        else turn.say(text(turn).trim() || '…', { buttons: shown })
      },
    })
  },
}
