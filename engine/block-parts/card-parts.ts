/** Cards as their author wrote them, and as they are shown. */
import { z } from 'zod'
import { type Card, cutText, plainText } from '../../shared/messages.ts'
import type { Fault, Links } from '../block.ts'
import type { Turn } from '../turn.ts'
import { ADDRESS_LIMIT, CAPTION_LIMIT, checkAddress, NAME_LIMIT, readyAddress, readyText } from './message-parts.ts'
import type { Answer } from './replies.ts'
import { buttonTexts, checkButtons, readyButtons, TapButtons } from './tap-buttons.ts'

export const cardParts = {
  text: plainText(CAPTION_LIMIT).optional().meta({ label: 'Text', control: 'long-text' }),
  image: plainText(ADDRESS_LIMIT).optional().meta({ label: 'Picture', control: 'media' }),
  buttons: TapButtons,
}

export type CardPart = z.output<typeof CardPart>
export const CardPart = z.strictObject({
  title: plainText(NAME_LIMIT).meta({ label: 'Title', control: 'text' }),
  ...cardParts,
})

export interface ReadyCard {
  answers: Answer[]
  /** undefined where nothing is left of it */
  show(turn: Turn): Card | undefined
}

export function readyCard(card: CardPart, links: Links, next: string | undefined): ReadyCard {
  const [title, text] = [readyText(card.title, NAME_LIMIT), readyText(card.text, CAPTION_LIMIT)]
  const image = readyAddress(card.image, true)
  const buttons = readyButtons(card.buttons, links, next)
  return {
    answers: buttons.answers,
    show(turn) {
      const [heading, words] = [title(turn), text(turn)]
      const shown = { image: image(turn), buttons: buttons.show(turn) }
      if (!heading && !words && !shown.image && shown.buttons.length === 0) return undefined
      return {
        // without a title its words stand in for it
        title: heading || cutText(words, NAME_LIMIT) || '…',
        ...((heading || words.length > NAME_LIMIT) && words && { text: words }),
        ...(shown.image && { image: shown.image }),
        ...(shown.buttons.length > 0 && { buttons: shown.buttons }),
      }
    },
  }
}

export function cardTexts({ title, text, image, buttons }: CardPart): string[] {
  return [title, text ?? '', image ?? '', ...buttonTexts(buttons)]
}

/** `part` is where the card stands in the step, such as `cards/0/`; `titlePart` what its title is called there. */
export function checkCard(card: CardPart, part: string, titlePart = 'title'): Fault[] {
  return [
    ...emptyTitle(card.title, `${part}${titlePart}`),
    ...checkAddress(card.image ?? '', `${part}image`, true),
    ...checkButtons(card.buttons, `${part}buttons`),
  ]
}

function emptyTitle(title: string, part: string): Fault[] {
  if (title.trim() !== '') return []
  return [{ severity: 'error', code: 'empty-title', message: 'Every card needs a title.', part }]
}
