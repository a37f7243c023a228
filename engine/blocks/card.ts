/** Shows a card: a title, words, a picture and buttons that stay. */
import { z } from 'zod'
import { plainText } from '../../shared/messages.ts'
import { type Block, connectPart, titled } from '../block.ts'
import { type CardPart, cardParts, cardTexts, checkCard, readyCard } from '../block-parts/card-parts.ts'
import { NAME_LIMIT } from '../block-parts/message-parts.ts'
import { connectReplies, isChoiceHandle, offering, replied, replyEdges, waysOf } from '../block-parts/replies.ts'
import { checkButtonReplies, repliesOf } from '../block-parts/tap-buttons.ts'

const words = { label: 'Card', description: 'A picture, words and buttons that stay' }

const CardStep = z
  .strictObject({
    block: z.literal('card'),
    ...titled,
    cardTitle: plainText(NAME_LIMIT).meta({ label: 'Title', description: 'May hold {{variables}}', control: 'text' }),
    ...cardParts,
    ...replied,
  })
  .meta(words)

type CardStep = z.output<typeof CardStep>

export const card: Block<typeof CardStep> = {
  name: 'card',
  category: 'say',
  schema: CardStep,
  waits: (step) => repliesOf(step.buttons).length > 0,
  palette: [{ id: 'card', ...words, icon: 'id', fresh: () => ({ block: 'card', cardTitle: '', buttons: [] }) }],
  edges: (step) => replyEdges(step, repliesOf(step.buttons)),
  connect: (step, handle, to) =>
    isChoiceHandle(handle)
      ? { ...step, buttons: connectReplies(step.buttons, handle, to) }
      : connectPart(step, handle, to),
  texts: (step) => cardTexts(partOf(step)),
  fields: (step) => (step.field ? [step.field] : []),
  flows: () => [],
  gist: (step) => step.cardTitle,
  check: (step) => [
    ...checkCard(partOf(step), '', 'cardTitle'),
    ...checkButtonReplies([{ buttons: step.buttons, part: 'buttons' }]),
  ],
  ready(step, links) {
    const ready = readyCard(partOf(step), links, step.next)
    return offering({
      answers: ready.answers,
      ...waysOf(step, links),
      stays: true,
      show(turn) {
        const shown = ready.show(turn)
        if (shown) turn.send({ kind: 'cards', cards: [shown] })
      },
    })
  },
}

function partOf({ cardTitle, text, image, buttons }: CardStep): CardPart {
  return { title: cardTitle, text, image, buttons }
}
