/** What Typebot's bubbles and inputs become. */
import { z } from 'zod'
import { ADDRESS_LIMIT } from '../block-parts/message-parts.ts'
import { type Carry, cut, type Made } from './typebot-carry.ts'
import { plainText } from './typebot-words.ts'

const Words = z.string().nullish()
const Text = z.looseObject({
  content: z.looseObject({ richText: z.array(z.unknown()).nullish(), plainText: Words, html: Words }).nullish(),
})
const Media = z.looseObject({ content: z.looseObject({ url: Words, type: Words, id: Words }).nullish() })
const Input = z.looseObject({
  options: z
    .looseObject({
      variableId: Words,
      labels: z.looseObject({ placeholder: Words, button: Words, skip: Words }).nullish(),
      retryMessageContent: Words,
      min: z.union([z.number(), z.string()]).nullish(),
      max: z.union([z.number(), z.string()]).nullish(),
      length: z.number().nullish(),
      hasTime: z.boolean().nullish(),
      isRange: z.boolean().nullish(),
      isRequired: z.boolean().nullish(),
      isMultipleChoice: z.boolean().nullish(),
      dynamicVariableId: Words,
    })
    .nullish(),
})
const Item = z.looseObject({
  content: Words,
  title: Words,
  pictureSrc: Words,
  description: Words,
  outgoingEdgeId: Words,
  displayCondition: z.looseObject({ isEnabled: z.boolean().nullish() }).nullish(),
})
const WithItems = z.looseObject({ items: z.array(Item).max(500) })

export const SAY: Record<string, Carry> = {
  text: (block, to) => {
    const { content } = Text.parse(block)
    const words = content?.richText
      ? plainText(content.richText)
      : (content?.plainText ?? (content?.html ?? '').replace(/<[^>]*>/g, ''))
    const text = to.text(words)
    return text.trim() === '' ? [] : [{ block: 'say', text }]
  },
  image: (block, to) => media('image', block, to),
  audio: (block, to) => media('audio', block, to),
  video: (block, to) => {
    const type = Media.parse(block).content?.type
    return type === 'url' || !type ? media('video', block, to) : linkTo('Watch the video', block, to)
  },
  embed: (block, to) => linkTo('Open', block, to),
}

export const ASK: Record<string, Carry> = {
  'text input': (block, to) => [question(block, to, 'text')],
  'number input': (block, to) => {
    const { min, max } = Input.parse(block).options ?? {}
    const limits = {
      ...(min != null && { min: to.text(String(min), 200) }),
      ...(max != null && { max: to.text(String(max), 200) }),
    }
    return [{ ...question(block, to, 'number'), ...limits }]
  },
  'email input': (block, to) => [question(block, to, 'email')],
  'url input': (block, to) => [question(block, to, 'url')],
  'phone number input': (block, to) => [question(block, to, 'phone')],
  'time input': (block, to) => [question(block, to, 'time')],
  'date input': (block, to) => {
    const { hasTime, isRange } = Input.parse(block).options ?? {}
    if (isRange) to.tell('A span of two dates is asked for as one date.')
    return [question(block, to, hasTime ? 'datetime' : 'date')]
  },
  'rating input': (block, to) => {
    const { length } = Input.parse(block).options ?? {}
    const most = Math.min(10, Math.max(2, Math.round(length ?? 10)))
    return [{ ...question(block, to, 'rating'), most }]
  },
  'file input': (block, to) => {
    const { labels, isRequired } = Input.parse(block).options ?? {}
    const skip = isRequired === false ? { skip: to.text(labels?.skip || 'Skip', 80) } : {}
    return [{ ...question(block, to, 'file'), ...skip }]
  },
  'choice input': choice,
  'picture choice input': choice,
}

function choice(block: object, to: Parameters<Carry>[1]): Made[] {
  const { options } = Input.parse(block)
  const { items } = WithItems.parse(block)
  if (options?.dynamicVariableId) {
    to.tell('Its answers come from a variable; the question is asked as a text.')
    return [question(block, to, 'text')]
  }
  if (items.some(({ pictureSrc }) => pictureSrc)) to.tell('The pictures beside the answers are left out.')
  if (items.some(({ displayCondition }) => displayCondition?.isEnabled))
    to.tell('Answers that were shown under a condition are always shown.')
  if (items.length > 20) to.tell('Only the first 20 answers are kept.')
  const ids = new Set<string>()
  const choices = items.slice(0, 20).flatMap((item) => {
    const label = to.text(item.content || item.title || '', 80).trim()
    if (label === '') return []
    const next = options?.isMultipleChoice ? undefined : to.way(item.outgoingEdgeId)
    const description = item.description ? { description: to.text(item.description, 200) } : {}
    return [{ id: freeId(label, ids), label, ...description, ...(next !== undefined && { next }) }]
  })
  if (choices.length === 0) {
    to.tell('A question without answers is left out.')
    return []
  }
  return [{ ...question(block, to, options?.isMultipleChoice ? 'many' : 'choice'), choices }]
}

function question(block: object, to: Parameters<Carry>[1], kind: string): Made {
  const { options } = Input.parse(block)
  const field = to.field(options?.variableId)
  const retry = options?.retryMessageContent
  const text = to.question() ?? to.text(options?.labels?.placeholder || 'Please answer:')
  return { block: 'ask', text, kind, maxTries: 3, ...(field && { field }), ...(retry && { retry: to.text(retry) }) }
}

function media(kind: string, block: object, to: Parameters<Carry>[1]): Made[] {
  const url = addressOf(block, to)
  return url === undefined ? [] : [{ block: kind, url }]
}

function linkTo(label: string, block: object, to: Parameters<Carry>[1]): Made[] {
  const url = addressOf(block, to)
  return url === undefined ? [] : [{ block: 'buttons', text: `${label}:`, buttons: [{ kind: 'link', label, url }] }]
}

function addressOf(block: object, to: Parameters<Carry>[1]): string | undefined {
  const { content } = Media.parse(block)
  const url = to.text(content?.url || pageOf(content?.type, content?.id), ADDRESS_LIMIT).trim()
  if (/^https?:\/\/|^\{\{/.test(url)) return url
  to.tell('There was no web address to show.')
  return undefined
}

function pageOf(type: string | null | undefined, id: string | null | undefined): string {
  if (!id) return ''
  if (type === 'youtube') return `https://www.youtube.com/watch?v=${id}`
  return type === 'vimeo' ? `https://vimeo.com/${id}` : ''
}

function freeId(label: string, taken: Set<string>): string {
  const stem = cut(label, 16) || 'answer'
  let id = stem
  for (let copy = 2; taken.has(id); copy += 1) id = `${stem}-${copy}`
  taken.add(id)
  return id
}
