/** What cannot be tapped on a channel, or not in full, in words: answers get a number, links and numbers to call stand after their words. */
import type { ChannelLimits } from '../../shared/channel-limits.ts'
import { shownAs } from '../../shared/message-line.ts'
import type { Button, Card, Choice, Content } from '../../shared/messages.ts'
import { bytesOf, shortened } from './split-text.ts'

type List = Extract<Content, { kind: 'list' }>
type Media = Extract<Content, { url: string }>
type Section = { title?: string | undefined; rows: Choice[] }

/** What can be tapped below a message. */
export interface Taps {
  buttons: Button[]
  choices: Choice[]
}

interface Most {
  count?: number
  label?: number
}

/** The words of one message; its numbers go on through all of it. */
export class Words {
  readonly numbered: Choice[] = []
  readonly #limits: ChannelLimits

  constructor(limits: ChannelLimits) {
    this.#limits = limits
  }

  /** Answers to tap, with words for all of them where one of them would lose some. */
  answers(sections: Section[], { count, label }: Most): { taps: Choice[]; words: string } {
    const rows = sections.flatMap((section) => section.rows)
    const canTap = rows.length <= (count ?? rows.length) && this.#haveRoom(rows)
    const isWhole =
      sections.every(({ title }) => !title) && rows.every((row) => isBare(row) && isWithin(row.label, label))
    if (rows.length === 0 || (canTap && (isWhole || isUnlimited(this.#limits)))) return { taps: rows, words: '' }
    const taps = canTap ? rows.map(({ id, label: said }) => ({ id, label: shortened(said, label) })) : []
    return { taps, words: this.#lines(sections) }
  }

  /** All of the buttons, or none: with words for those that cannot be tapped or read in full. */
  buttons(buttons: Button[], { count, label }: Most): { taps: Button[]; words: string } {
    const canTap = buttons.length <= (count ?? buttons.length) && this.#haveRoom(buttons.flatMap(asAnswer))
    return this.#shown(buttons, canTap ? buttons.length : 0, label)
  }

  /** The card as far as it can be shown, and what it loses by it. */
  card(card: Card): { card: Card; words: string[] } {
    const { title, text = '', buttons = [], ...rest } = card
    const { cards = {}, buttons: { label } = {} } = this.#limits
    const count = this.#haveRoom(buttons.flatMap(asAnswer)) ? (cards.buttons ?? buttons.length) : 0
    const { taps, words } = this.#shown(buttons, count, label)
    const short = {
      ...rest,
      title: shortened(title, cards.title),
      ...(text && { text: shortened(text, cards.text) }),
      ...(taps.length > 0 && { buttons: taps }),
    }
    const isCut = short.title !== title || (short.text ?? '') !== text
    if (!isCut && !words) return { card: short, words: [] }
    return { card: short, words: [[title, isCut ? text : '', words].filter(Boolean).join('\n')] }
  }

  /** Whether its rows can be shown as rows. */
  canShowRows({ sections }: Pick<List, 'sections'>): boolean {
    const rows = sections.flatMap((section) => section.rows)
    return rows.length <= (this.#limits.rows?.count ?? rows.length) && this.#haveRoom(rows)
  }

  /** The list with rows that can be shown; its text says in full what they lose by it. */
  list<L extends Pick<List, 'text' | 'button' | 'sections'>>(list: L): L {
    const { label, description, button } = this.#limits.rows ?? {}
    const sections = list.sections.map(({ title, rows }) => ({
      ...(title !== undefined && { title: shortened(title, label) }),
      rows: rows.map(({ description: more, ...row }) => ({
        ...row,
        label: shortened(row.label, label),
        ...(more !== undefined && { description: shortened(more, description) }),
      })),
    }))
    const isWhole = list.sections.every(
      ({ title, rows }) =>
        isWithin(title, label) &&
        rows.every((row) => isWithin(row.label, label) && isWithin(row.description, description)),
    )
    const text = isWhole ? list.text : `${list.text}\n\n${this.#lines(list.sections)}`
    return { ...list, text, button: shortened(list.button, button), sections }
  }

  /** The first of the buttons to tap, and the lines of those that are not, or not in full, among them. */
  #shown(buttons: Button[], count: number, label: number | undefined): { taps: Button[]; words: string } {
    const taps = buttons.slice(0, count).map((button) => ({ ...button, label: shortened(button.label, label) }))
    const missing = buttons.filter((button, index) => index >= count || !isWithin(button.label, label))
    return { taps, words: missing.map((button) => this.#buttonLine(button)).join('\n') }
  }

  #buttonLine(button: Button): string {
    if (button.kind === 'link') return `${button.label}: ${button.url}`
    if (button.kind === 'call') return `${button.label}: ${button.phone}`
    return this.#answerLine(button)
  }

  #lines(sections: Section[]): string {
    return sections
      .map(({ title, rows }) => [...(title ? [title] : []), ...rows.map((row) => this.#answerLine(row))].join('\n'))
      .join('\n\n')
  }

  #answerLine({ id, label, description }: Choice): string {
    this.numbered.push({ id, label })
    return `${this.numbered.length}. ${label}${description ? ` – ${description}` : ''}`
  }

  /** Whether what comes back from a tap on each of them does. */
  #haveRoom(answers: Array<{ id: string }>): boolean {
    const { payload = Number.POSITIVE_INFINITY } = this.#limits
    return answers.every(({ id }) => bytesOf(id) <= payload)
  }
}

/** A file that cannot be shown: what was said beside it, what it is called, and where it lies. */
export function linkInWords(media: Pick<Media, 'kind' | 'url' | 'name' | 'text' | 'mime'>): string {
  const link = media.name && shownAs(media) === 'file' ? `${media.name}: ${media.url}` : media.url
  return media.text?.trim() ? `${media.text}\n${link}` : link
}

/** A place that cannot be shown: its name, its address, and where it is on a map. */
export function placeInWords(
  place: Pick<Extract<Content, { kind: 'location' }>, 'latitude' | 'longitude' | 'name' | 'address'>,
): string {
  const { latitude, longitude, name, address } = place
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  return [name, address, map].filter(Boolean).join('\n')
}

function asAnswer(button: Button): Array<{ id: string }> {
  return button.kind === 'reply' ? [button] : []
}

/** A channel of our own, which shows everything. */
function isUnlimited({ rows, choices }: ChannelLimits): boolean {
  return rows === undefined && choices === undefined
}

function isBare({ description }: Choice): boolean {
  return !description
}

function isWithin(text: string | undefined, limit: number | undefined): boolean {
  return (text ?? '').length <= (limit ?? Number.POSITIVE_INFINITY)
}
