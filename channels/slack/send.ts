/** Writes a message in Slack's blocks, and sends it to the person's direct messages. */
import { z } from 'zod'
import { type Piece, piecesOf, plainOf } from '../../shared/formatting.ts'
import { type Button, type Card, type Content, cutText } from '../../shared/messages.ts'
import type { Delivery, Outgoing, Recipient } from '../channel.ts'
import { askSlack, refusedBy, type SlackLine } from './api.ts'

const SECTION_LIMIT = 3000
const TOP_LIMIT = 4000
const LABEL = 75
const ALT = 2000
const BLOCKS_LIMIT = 50

const Posted = z.object({ ok: z.literal(true), channel: z.string(), ts: z.string() })
const Opened = z.object({ ok: z.literal(true), channel: z.object({ id: z.string() }) })

/** The direct messages of each person, by team, bot and person: opening them is allowed less often than writing there. */
const conversations = new Map<string, string>()
const CONVERSATIONS_KEPT = 10_000

export async function sendSlack({ content }: Outgoing, to: Recipient, line: SlackLine): Promise<Delivery> {
  const opened = await conversationWith(to.address, line)
  if (!opened.ok) return opened.delivery
  const { channel } = opened
  const answer = await askSlack(line, 'chat.postMessage', {
    channel,
    text: summaryOf(content),
    blocks: blocksOf(content),
  })
  const posted = answer.ok ? Posted.safeParse(answer.json).data : undefined
  return posted ? { ok: true, externalId: `${posted.channel}:${posted.ts}` } : refusedBy(answer)
}

async function conversationWith(address: string, line: SlackLine) {
  const key = `${line.secrets.teamId} ${line.secrets.botUserId} ${address}`
  const known = conversations.get(key)
  if (known) return { ok: true, channel: known } as const
  const answer = await askSlack(line, 'conversations.open', { users: address })
  const channel = answer.ok ? Opened.safeParse(answer.json).data?.channel.id : undefined
  // Nothing is in doubt while there was only the door to open.
  if (!channel) return { ok: false, delivery: { ...refusedBy(answer), isInDoubt: false } } as const
  const [oldest] = conversations.keys()
  if (conversations.size >= CONVERSATIONS_KEPT && oldest !== undefined) conversations.delete(oldest)
  conversations.set(key, channel)
  return { ok: true, channel } as const
}

/** What stands in notifications, and is read aloud. */
function summaryOf(content: Content): string {
  return escaped(cutText(plainOf(wordsOf(content)), TOP_LIMIT))
}

function wordsOf(content: Content): string {
  if (content.kind === 'cards') return content.cards.map(({ title }) => title).join('\n')
  if (content.kind === 'location') return [content.name, content.address].filter(Boolean).join(', ')
  return content.text ?? ('name' in content ? (content.name ?? '') : '')
}

export function blocksOf(content: Content): unknown[] {
  const answers = (content.choices ?? []).map(({ id, label }) => tap(id, label))
  const calls = (content.buttons ?? []).flatMap((button) => (button.kind === 'call' ? [callOf(button)] : []))
  const blocks = [
    ...shown(content),
    ...calls.flatMap(sections),
    ...actions((content.buttons ?? []).flatMap(elementOf)),
    ...actions(answers),
  ]
  return blocks.slice(0, BLOCKS_LIMIT)
}

function shown(content: Content): unknown[] {
  if (content.kind === 'cards') return content.cards.flatMap(cardOf)
  if (content.kind === 'image') {
    const alt_text = cutText(plainOf(content.text ?? content.name ?? 'Picture'), ALT)
    return [{ type: 'image', image_url: content.url, alt_text }, ...sections(mrkdwn(content.text ?? ''))]
  }
  if (content.kind === 'video' || content.kind === 'audio' || content.kind === 'file') {
    const link = `<${addressOf(content.url)}|${escaped(content.name ?? content.url)}>`
    return [...sections(mrkdwn(content.text ?? '')), ...sections(link)]
  }
  return sections(mrkdwn(wordsOf(content)))
}

function cardOf({ title, text, image, buttons = [] }: Card): unknown[] {
  const calls = buttons.flatMap((button) => (button.kind === 'call' ? [callOf(button)] : []))
  const words = [`*${escaped(title)}*`, ...(text ? [mrkdwn(text)] : []), ...calls].join('\n')
  const [first, ...others] = sections(words)
  const accessory = image && { accessory: { type: 'image', image_url: image, alt_text: cutText(title, ALT) } }
  return [{ ...first, ...accessory }, ...others, ...actions(buttons.flatMap(elementOf))]
}

function actions(elements: Array<Record<string, unknown>>): unknown[] {
  if (elements.length === 0) return []
  return [{ type: 'actions', elements: elements.map((element, at) => ({ ...element, action_id: `tap-${at}` })) }]
}

function elementOf(button: Button): Array<Record<string, unknown>> {
  if (button.kind === 'reply') return [tap(button.id, button.label)]
  return button.kind === 'link' ? [{ type: 'button', text: label(button.label), url: button.url }] : []
}

/** Slack's buttons cannot call. */
function callOf({ label: words, phone }: Extract<Button, { kind: 'call' }>): string {
  return `${escaped(words)}: ${escaped(phone)}`
}

function tap(value: string, words: string) {
  return { type: 'button', text: label(words), value }
}

function label(words: string) {
  return { type: 'plain_text', text: cutText(words, LABEL) }
}

/** As many sections as the words need; the cut is at a space where there is one. */
function sections(text: string): Array<{ type: 'section'; text: { type: 'mrkdwn'; text: string } }> {
  const parts: string[] = []
  let rest = text
  while (rest.length > SECTION_LIMIT) {
    const end = cutAt(rest)
    parts.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  if (rest.trim()) parts.push(rest)
  return parts.map((part) => ({ type: 'section', text: { type: 'mrkdwn', text: part } }))
}

/** Never in the middle of `&amp;`, of `<…>` or of a character. */
function cutAt(text: string): number {
  const head = cutText(text, SECTION_LIMIT)
  const space = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '))
  const open = head.lastIndexOf('<') > head.lastIndexOf('>') ? head.lastIndexOf('<') : head.length
  if (space > SECTION_LIMIT / 2 && space < open) return space
  if (open > 0 && open < head.length) return open
  const entity = /&[a-z]{0,3}$/.exec(head)
  return entity ? entity.index : head.length
}

/** The text in Slack's own marks. */
export function mrkdwn(text: string): string {
  return piecesOf(text).map(marked).join('')
}

const MARKS = { bold: '*', italic: '_', struck: '~' } as const

function marked(piece: Piece): string {
  if (piece.kind === 'text') return escaped(piece.text)
  if (piece.kind === 'code') return `\`${escaped(piece.text)}\``
  if (piece.kind === 'link') return `<${addressOf(piece.href)}|${escaped(piece.text).replaceAll('|', '¦')}>`
  const mark = MARKS[piece.kind]
  return mark + piece.pieces.map(marked).join('') + mark
}

function addressOf(url: string): string {
  return escaped(url).replaceAll('|', '%7C')
}

/** `&`, `<` and `>` are all that means something in the middle of words, such as `<!channel>`. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
