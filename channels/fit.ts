/** Makes of a message what a channel can show: parts within its limits, with everything that was said still in them. */
import type { ChannelLimits } from '../shared/channel-limits.ts'
import type { Card, Choice, Content } from '../shared/messages.ts'
import { hasRoom, narrower, type Room, splitText } from './wording/split-text.ts'
import { linkInWords, placeInWords, type Taps, Words } from './wording/words.ts'

/**
 * The message as parts that the channel can show, at least one. What cannot be tapped there is written out: answers as a
 * numbered list, links and numbers to call after their words. The first part alone holds the pause; what is asked for, and
 * what can be tapped, stands below the last.
 */
export function fit(content: Content, limits: ChannelLimits): Content[] {
  return planned(content, limits).parts
}

/** The answers that `fit` numbers in this message, in their order: «2» means the second of them. */
export function numbered(content: Content, limits: ChannelLimits): Choice[] {
  return planned(content, limits).numbered
}

type Kind<K extends Content['kind']> = Extract<Content, { kind: K }>
type Media = Extract<Content, { url: string }>
type Part = Content | { kind: 'text'; text: string }

function planned(content: Content, limits: ChannelLimits): { parts: Content[]; numbered: Choice[] } {
  const words = new Words(limits)
  const isList = content.kind === 'list' && words.canShowRows(content)
  const parts = partsOf(content, limits, words)
  const rows = content.kind === 'list' && !isList ? content.sections : []
  // A list takes all the room for taps there is, where the channel says how much that is.
  const taken = isList && limits.rows ? { count: 0 } : {}
  const buttons = words.buttons(content.buttons ?? [], { ...limits.buttons, ...taken })
  const sections = content.choices ? [...rows, { rows: content.choices }] : rows
  const choices = words.answers(sections, { ...limits.choices, ...taken })
  const said = withWords(parts, [buttons.words, choices.words].filter(Boolean).join('\n\n'))
  const taps = { buttons: buttons.taps, choices: choices.taps }
  return {
    parts: withExtras(cut(withRoomForTaps(said, limits, taps), limits, taps), content, taps),
    numbered: words.numbered,
  }
}

/** The parts without what stands below them; texts may still be too long. */
function partsOf(content: Content, limits: ChannelLimits, words: Words): Part[] {
  switch (content.kind) {
    case 'text':
      return [{ kind: 'text', text: content.text }]
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      return mediaParts(plain(content), limits)
    case 'location':
      return [limits.location === false ? { kind: 'text', text: placeInWords(content) } : plain(content)]
    case 'template':
      return [limits.templates ? plain(content) : { kind: 'text', text: content.text }]
    case 'cards':
      return cardParts(content.cards, limits, words)
    case 'list':
      return [words.canShowRows(content) ? words.list(plain(content)) : { kind: 'text', text: content.text }]
  }
}

function mediaParts(media: Media, limits: ChannelLimits): Part[] {
  const most = limits.media ? (limits.media[media.kind] ?? 0) : Number.POSITIVE_INFINITY
  if (most === 0 || (media.size ?? 0) > most) return [{ kind: 'text', text: linkInWords(media) }]
  const { text = '', ...file } = media
  const caption = limits.bare?.includes(media.kind) ? 0 : limits.caption
  if (hasRoom(text, caption === undefined ? {} : { text: caption })) return [media]
  return [file, { kind: 'text', text }]
}

function cardParts(cards: Card[], limits: ChannelLimits, words: Words): Part[] {
  if (limits.cards?.count === 0) return cards.flatMap((card) => cardInWords(card, limits, words))
  const short = cards.map((card) => words.card(card))
  const missing = short.flatMap((each) => each.words).join('\n\n')
  const shown = inGroups(
    short.map(({ card }) => card),
    limits.cards?.count ?? cards.length,
  )
  return [...shown.map((some): Part => ({ kind: 'cards', cards: some })), ...textParts(missing)]
}

/** The picture with its words below. */
function cardInWords({ title, text, image, buttons = [] }: Card, limits: ChannelLimits, words: Words): Part[] {
  const below = words.buttons(buttons, { count: 0 }).words
  const said = [text ? `${title}\n${text}` : title, below].filter(Boolean).join('\n\n')
  return image ? mediaParts({ kind: 'image', url: image, text: said }, limits) : textParts(said)
}

/** With words to be said at the end: below the text there is, above a list, else on their own. */
function withWords(parts: Part[], words: string): Part[] {
  const last = parts.at(-1)
  if (!words || !last) return parts
  if (last.kind !== 'text' && last.kind !== 'list') return [...parts, { kind: 'text', text: words }]
  return [...parts.slice(0, -1), { ...last, text: `${last.text}\n\n${words}` }]
}

/** Most channels show what can be tapped below words only; where there are none a hand points to it. */
function withRoomForTaps(parts: Part[], limits: ChannelLimits, { buttons, choices }: Taps): Part[] {
  const last = parts.at(-1)
  if (limits.caption === undefined || !last || last.kind === 'text' || last.kind === 'list') return parts
  if ('url' in last && limits.caption > 0 && canTapBelow(last, limits, buttons.length + choices.length)) return parts
  const areBelowWords = buttons.length > 0 || (choices.length > 0 && limits.choices?.text !== undefined)
  return areBelowWords ? [...parts, { kind: 'text', text: '👇' }] : parts
}

function canTapBelow({ kind }: Pick<Media, 'kind'>, { bare, tapsBelowFile }: ChannelLimits, count: number): boolean {
  return !bare?.includes(kind) && count <= (tapsBelowFile ?? count)
}

function cut(parts: Part[], limits: ChannelLimits, taps: Taps): Part[] {
  return parts.flatMap((part, index) => {
    const below = index === parts.length - 1 ? roomAbove(taps, limits) : {}
    if (part.kind === 'text') return splitText(part.text, roomOf(limits), narrower(roomOf(limits), below)).map(textPart)
    if (part.kind === 'list') return cutList(part, limits)
    return [part]
  })
}

function cutList(list: Kind<'list'>, limits: ChannelLimits): Part[] {
  const above = limits.rows?.text === undefined ? {} : { text: limits.rows.text }
  const texts = splitText(list.text, roomOf(limits), narrower(roomOf(limits), above))
  return [...texts.slice(0, -1).map(textPart), { ...list, text: texts.at(-1) ?? list.text }]
}

function withExtras(parts: Part[], { pause, input }: Content, { buttons, choices }: Taps): Content[] {
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1
    return {
      ...part,
      ...(index === 0 && pause !== undefined && { pause }),
      ...(isLast && input !== undefined && { input }),
      ...(isLast && buttons.length > 0 && { buttons }),
      ...(isLast && choices.length > 0 && { choices }),
    }
  })
}

function roomOf({ text, bytes }: ChannelLimits): Room {
  return { ...(text !== undefined && { text }), ...(bytes !== undefined && { bytes }) }
}

function roomAbove({ buttons, choices }: Taps, limits: ChannelLimits): Room {
  const most = [
    buttons.length > 0 ? limits.buttons?.text : undefined,
    choices.length > 0 ? limits.choices?.text : undefined,
  ]
  const text = Math.min(...most.map((each) => each ?? Number.POSITIVE_INFINITY))
  return Number.isFinite(text) ? { text } : {}
}

function textParts(text: string): Part[] {
  return text.trim() ? [textPart(text)] : []
}

function textPart(text: string): Part {
  return { kind: 'text', text }
}

function inGroups<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}

/** Without what stands around it. */
function plain<C extends Content>({
  pause,
  buttons,
  choices,
  input,
  ...content
}: C): Omit<C, 'pause' | 'buttons' | 'choices' | 'input'> {
  return content
}
