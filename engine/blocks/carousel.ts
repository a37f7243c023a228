/** Shows cards side by side, with buttons that stay. */
import { z } from 'zod'
import { CARDS_LIMIT } from '../../shared/messages.ts'
import { type Block, connectPart, type Fault, titled } from '../block.ts'
import { CardPart, cardTexts, checkCard, readyCard } from '../block-parts/card-parts.ts'
import { connectReplies, isChoiceHandle, offering, replied, replyEdges, waysOf } from '../block-parts/replies.ts'
import { checkButtonReplies, repliesOf } from '../block-parts/tap-buttons.ts'

const words = { label: 'Carousel', description: 'Cards side by side, each with buttons that stay' }

const Carousel = z
  .strictObject({
    block: z.literal('carousel'),
    ...titled,
    cards: z.array(CardPart).max(CARDS_LIMIT).meta({ label: 'Cards', control: 'cards' }),
    ...replied,
  })
  .meta(words)

type Carousel = z.output<typeof Carousel>

export const carousel: Block<typeof Carousel> = {
  name: 'carousel',
  category: 'say',
  schema: Carousel,
  waits: (step) => answersOf(step).length > 0,
  palette: [
    {
      id: 'carousel',
      ...words,
      icon: 'carousel-horizontal',
      fresh: () => ({ block: 'carousel', cards: [{ title: '', buttons: [] }] }),
    },
  ],
  edges: (step) => replyEdges(step, answersOf(step)),
  connect(step, handle, to) {
    if (!isChoiceHandle(handle)) return connectPart(step, handle, to)
    return {
      ...step,
      cards: step.cards.map((card) => ({ ...card, buttons: connectReplies(card.buttons, handle, to) })),
    }
  },
  texts: (step) => step.cards.flatMap(cardTexts),
  fields: (step) => (step.field ? [step.field] : []),
  flows: () => [],
  gist: (step) => step.cards.map(({ title }) => title).join(' | '),
  check: (step) => [
    ...(step.cards.length === 0 ? [noCards] : []),
    ...step.cards.flatMap((card, index) => checkCard(card, `cards/${index}/`)),
    ...checkButtonReplies(step.cards.map(({ buttons }, index) => ({ buttons, part: `cards/${index}/buttons` }))).filter(
      isNoSameLabel,
    ),
  ],
  ready(step, links) {
    const cards = step.cards.map((card) => readyCard(card, links, step.next))
    return offering({
      answers: cards.flatMap(({ answers }) => answers),
      ...waysOf(step, links),
      stays: true,
      show(turn) {
        const shown = cards.flatMap((card) => card.show(turn) ?? [])
        if (shown.length > 0) turn.send({ kind: 'cards', cards: shown })
      },
    })
  },
}

const noCards: Fault = { severity: 'error', code: 'no-cards', message: 'Add at least one card.', part: 'cards' }

function answersOf(step: Carousel) {
  return step.cards.flatMap(({ buttons }) => repliesOf(buttons))
}

// a “Buy” on each card is what a carousel is for
function isNoSameLabel({ code }: Fault): boolean {
  return code !== 'same-label'
}
