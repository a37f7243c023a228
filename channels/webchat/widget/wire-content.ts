/** What was said, read with care: a part that does not look as agreed is left out, and links lead only where links may (attack 87). */
import { hrefOf } from '../../../shared/formatting.ts'
import { shownAs } from '../../../shared/message-line.ts'
import type { Button, Card, Choice, Content, Incoming, Input } from '../../../shared/messages.ts'
import { at, list, text } from './plain-json.ts'

/** Everything that can be said, from either side. */
export type Said = Content | Extract<Incoming, { kind: 'choice' | 'choices' }>
export type Media = Extract<Content, { url: string }>
export type Place = Extract<Content, { kind: 'location' }>

const MEDIA = ['image', 'video', 'audio', 'file'] as const
const PLAIN_INPUTS = [
  ...(['text', 'number', 'email', 'phone', 'url'] as const),
  ...(['date', 'time', 'datetime', 'file', 'location'] as const),
]

/** Null when there is nothing in it that could be shown. */
export function readSaid(json: unknown): Said | null {
  const kind = at(json, 'kind')
  if (kind === 'choice') {
    const id = text(at(json, 'id'))
    return id ? { kind, id, label: text(at(json, 'label')) || id } : null
  }
  if (kind === 'choices') return { kind, ids: texts(at(json, 'ids')), labels: texts(at(json, 'labels')) }
  return readContent(json)
}

function readContent(json: unknown): Content | null {
  const kind = at(json, 'kind')
  const extras = readExtras(json)
  const words = text(at(json, 'text'))
  if (kind === 'text' || kind === 'template') return words ? { kind: 'text', text: words, ...extras } : null
  if (kind === 'cards') {
    const cards = list(at(json, 'cards')).flatMap(readCard)
    return cards.length > 0 ? { kind, cards, ...extras } : null
  }
  if (kind === 'location') return readPlace(json, extras)
  if (kind === 'list') return readList(json, extras)
  const media = MEDIA.find((one) => one === kind)
  return media ? readMedia(json, media, extras) : null
}

type Extras = Pick<Content, 'pause' | 'buttons' | 'choices' | 'input'>

function readExtras(json: unknown): Extras {
  const pause = number(at(json, 'pause'))
  const input = readInput(at(json, 'input'))
  const buttons = list(at(json, 'buttons')).flatMap(readButton)
  const choices = list(at(json, 'choices')).flatMap(readChoice)
  return {
    ...(pause !== null && pause > 0 && { pause: Math.min(pause, 10) }),
    ...(buttons.length > 0 && { buttons }),
    ...(choices.length > 0 && { choices }),
    ...(input && { input }),
  }
}

function readMedia(json: unknown, kind: Media['kind'], extras: Extras): Content | null {
  const url = webUrl(at(json, 'url'))
  if (!url) return null
  const mime = text(at(json, 'mime'))
  const size = number(at(json, 'size'))
  return {
    kind: shownAs({ kind, mime }),
    url,
    text: text(at(json, 'text')),
    name: text(at(json, 'name')),
    mime,
    ...(size !== null && { size }),
    ...extras,
  }
}

function readPlace(json: unknown, extras: Extras): Content | null {
  const latitude = number(at(json, 'latitude'))
  const longitude = number(at(json, 'longitude'))
  if (latitude === null || longitude === null) return null
  const words = { name: text(at(json, 'name')), address: text(at(json, 'address')) }
  return { kind: 'location', latitude, longitude, ...words, ...extras }
}

function readList(json: unknown, extras: Extras): Content | null {
  const sections = list(at(json, 'sections')).flatMap((section) => {
    const rows = list(at(section, 'rows')).flatMap(readChoice)
    return rows.length > 0 ? [{ title: text(at(section, 'title')), rows }] : []
  })
  const words = text(at(json, 'text'))
  const button = text(at(json, 'button'))
  return words && button && sections.length > 0 ? { kind: 'list', text: words, button, sections, ...extras } : null
}

function readCard(json: unknown): Card[] {
  const title = text(at(json, 'title'))
  const image = webUrl(at(json, 'image'))
  const buttons = list(at(json, 'buttons')).flatMap(readButton)
  return title ? [{ title, text: text(at(json, 'text')), ...(image && { image }), buttons }] : []
}

function readButton(json: unknown): Button[] {
  const label = text(at(json, 'label'))
  if (!label) return []
  const kind = at(json, 'kind')
  const id = text(at(json, 'id'))
  if (kind === 'reply') return id ? [{ kind, id, label }] : []
  const url = webUrl(at(json, 'url'))
  if (kind === 'link') return url ? [{ kind, label, url }] : []
  const phone = text(at(json, 'phone')).replace(/[^\d+*#]/g, '')
  return kind === 'call' && phone ? [{ kind, label, phone }] : []
}

function readChoice(json: unknown): Choice[] {
  const id = text(at(json, 'id'))
  const label = text(at(json, 'label'))
  const description = text(at(json, 'description'))
  return id && label ? [{ id, label, ...(description && { description }) }] : []
}

function readInput(json: unknown): Input | null {
  const kind = at(json, 'kind')
  const most = number(at(json, 'most')) ?? 0
  if (kind === 'rating') return most >= 2 && most <= 10 ? { kind, most } : null
  if (kind === 'many') return { kind, least: number(at(json, 'least')) ?? 0, most: most || 20 }
  const plain = PLAIN_INPUTS.find((one) => one === kind)
  return plain ? { kind: plain } : null
}

function texts(value: unknown): string[] {
  return list(value).flatMap((one) => text(one) || [])
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** An address of the web, not of mail or telephone. */
function webUrl(value: unknown): string | null {
  const href = hrefOf(text(value))
  return href && /^https?:/.test(href) ? href : null
}
