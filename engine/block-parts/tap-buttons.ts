/** Buttons as their author wrote them: an answer, a link, or a number to call. */
import { z } from 'zod'
import { BUTTONS_LIMIT, type Button, LABEL_LIMIT, plainText } from '../../shared/messages.ts'
import { type Fault, type Links, slug, way } from '../block.ts'
import type { Turn } from '../turn.ts'
import { ADDRESS_LIMIT, checkAddress, checkPhone, readyAddress, readyPhone, readyText } from './message-parts.ts'
import { type Answer, checkReplies, labelOf, type Reply, readyAnswers } from './replies.ts'

const label = plainText(LABEL_LIMIT).meta({ label: 'Label', control: 'text' })

export type TapButton = z.output<typeof TapButton>
export const TapButton = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), id: slug(20), label, next: way('Then go to') }),
  z.strictObject({
    kind: z.literal('link'),
    label,
    url: plainText(ADDRESS_LIMIT).meta({ label: 'Web address', control: 'text' }),
  }),
  z.strictObject({
    kind: z.literal('call'),
    label,
    phone: plainText(200).meta({ label: 'Phone number', control: 'text' }),
  }),
])

export const TapButtons = z.array(TapButton).max(BUTTONS_LIMIT).meta({ label: 'Buttons', control: 'buttons' })

export interface ReadyButtons {
  answers: Answer[]
  /** those that can be shown now; a link to no web address is left out, and the team told */
  show(turn: Turn): Button[]
}

export function readyButtons(buttons: readonly TapButton[], links: Links, next: string | undefined): ReadyButtons {
  const shown = buttons.map((button) => readyButton(button, links, next))
  return {
    answers: shown.flatMap(({ answer }) => (answer ? [answer] : [])),
    show: (turn) => shown.flatMap(({ show }) => show(turn) ?? []),
  }
}

export function repliesOf(buttons: readonly TapButton[]): Array<Extract<TapButton, { kind: 'reply' }>> {
  return buttons.filter((button) => button.kind === 'reply')
}

/** Every text of the buttons that may hold variables. */
export function buttonTexts(buttons: readonly TapButton[]): string[] {
  return buttons.flatMap((button) => {
    if (button.kind === 'link') return [button.label, button.url]
    return button.kind === 'call' ? [button.label, button.phone] : [button.label]
  })
}

/** Labels and targets of each button; whether ids are unique is for the whole step to say. */
export function checkButtons(buttons: readonly TapButton[], part: string): Fault[] {
  return buttons.flatMap((button, index) => {
    const at = `${part}/${index}`
    if (button.kind === 'reply') return []
    const target =
      button.kind === 'link' ? checkAddress(button.url, `${at}/url`) : checkPhone(button.phone, `${at}/phone`)
    return [...emptyLabel(button.label, at), ...target]
  })
}

/** The answers among buttons that lie in several places of the step. */
export function checkButtonReplies(places: ReadonlyArray<{ buttons: readonly TapButton[]; part: string }>): Fault[] {
  const found: Array<{ reply: Pick<Reply, 'id' | 'label'>; part: string }> = places.flatMap(({ buttons, part }) =>
    buttons.flatMap((button, index) => (button.kind === 'reply' ? [{ reply: button, part: `${part}/${index}` }] : [])),
  )
  return checkReplies(
    found.map(({ reply }) => reply),
    (index) => found[index]?.part ?? '',
  )
}

interface ReadyButton {
  answer?: Answer
  show(turn: Turn): Button | undefined
}

function readyButton(button: TapButton, links: Links, next: string | undefined): ReadyButton {
  if (button.kind === 'reply') {
    const [answer] = readyAnswers([button], links, next)
    return answer
      ? { answer, show: (turn) => ({ kind: 'reply', id: answer.tapId, label: labelOf(answer, turn) }) }
      : { show: () => undefined }
  }
  const words = readyText(button.label, LABEL_LIMIT)
  if (button.kind === 'call') {
    const phone = readyPhone(button.phone)
    return {
      show(turn) {
        const to = phone(turn)
        return to === undefined ? undefined : { kind: 'call', label: words(turn) || to, phone: to }
      },
    }
  }
  const url = readyAddress(button.url)
  return {
    show(turn) {
      const to = url(turn)
      return to === undefined ? undefined : { kind: 'link', label: words(turn) || hostOf(to), url: to }
    },
  }
}

function hostOf(url: string): string {
  return new URL(url).host.slice(0, LABEL_LIMIT)
}

function emptyLabel(text: string, at: string): Fault[] {
  if (text.trim() !== '') return []
  return [{ severity: 'error', code: 'empty-label', message: 'Every button needs a label.', part: `${at}/label` }]
}
