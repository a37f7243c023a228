/** Our messages in Viber's words. */
import { z } from 'zod'
import { type Button, type Card, type Content, cutText } from '../../shared/messages.ts'
import type { Delivery, Outgoing, Recipient } from '../channel.ts'
import { writtenOut } from '../wording/written-out.ts'
import { call, deliveryOf, type ViberLine } from './api.ts'
import { bodyOfTap, trackingOf } from './taps.ts'

type Media = Extract<Content, { url: string }>

const NAME = 28
const TEXT_OF_TILE = 250
const ROWS = 7
const ROWS_OF_WORDS = 2
const Sent = z.object({ message_token: z.string() })

/** Sends it under the bot's name, or the member's where one speaks. */
export async function send({ content, author, name }: Outgoing, to: Recipient, line: ViberLine): Promise<Delivery> {
  const message = messageOf(content)
  if (!message) return { ok: false, isFinal: true, reason: 'Viber cannot show this kind of message.' }
  const sender = { name: cutText(author === 'member' && name ? name : line.secrets.name, NAME) }
  const json = { receiver: to.address, min_api_version: 1, sender, ...message, ...below(content) }
  const told = await call(line, line.secrets.authToken, { method: 'send_message', json })
  if (!told.ok) return deliveryOf(told)
  const sent = Sent.safeParse(told.json).data
  return { ok: true, ...(sent && { externalId: sent.message_token }) }
}

function messageOf(content: Content): object | null {
  if (content.kind === 'text') return text([content.text, ...callsOf(content)].join('\n'))
  if (content.kind === 'location') return placeOf(content)
  if (content.kind === 'cards') return richMedia(content.cards)
  return 'url' in content ? mediaOf(content) : null
}

function text(words: string): object {
  return { type: 'text', text: writtenOut(words) }
}

/** A place has no words of its own at Viber; where there are some, they go with a link to the map. */
function placeOf({ latitude, longitude, name, address }: Extract<Content, { kind: 'location' }>): object {
  const words = [name, address].filter((each) => each !== undefined)
  if (words.length === 0) return { type: 'location', location: { lat: latitude, lon: longitude } }
  return text([...words, `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`].join('\n'))
}

/** A video and a file need their size in bytes; of what lies elsewhere it is not known. */
function mediaOf({ kind, url, mime, size, name, text: words }: Media): object {
  const media = { media: url }
  if (!url.startsWith('https://')) return asLink(url, words)
  if (kind === 'image' && (mime === undefined || /^image\/(jpeg|png|gif)$/.test(mime)))
    return { type: 'picture', text: '', ...media }
  if (size === undefined) return asLink(url, words)
  if (kind === 'video' && (mime === undefined || mime === 'video/mp4')) return { type: 'video', size, ...media }
  return { type: 'file', size, file_name: cutText(name ?? lastOf(url), 256), ...media }
}

function asLink(url: string, words: string | undefined): object {
  return text(words ? `${words}\n${url}` : url)
}

/** What can be tapped takes the place of the person's keyboard. */
function below({ buttons = [], choices = [] }: Content): object {
  const taps = [
    ...buttons.filter((button) => button.kind !== 'call'),
    ...choices.map((each) => ({ ...each, kind: 'reply' as const })),
  ]
  if (taps.length === 0) return {}
  const columns = taps.length > 6 && taps.every(({ label }) => label.length <= 12) ? 3 : 6
  return {
    ...trackingOf(taps),
    keyboard: {
      Type: 'keyboard',
      DefaultHeight: false,
      Buttons: taps.map((tap) => ({ Columns: columns, Rows: 1, ...keyOf(tap) })),
    },
  }
}

function keyOf(button: Exclude<Button, { kind: 'call' }>): object {
  const shown = { Text: escaped(button.label) }
  if (button.kind === 'link') return { ActionType: 'open-url', ActionBody: button.url, ...shown }
  return { ActionType: 'reply', ActionBody: button.label, ...shown }
}

/** Numbers to call stand below the text, where Viber makes links of them. */
function callsOf({ buttons = [] }: Content): string[] {
  return buttons.flatMap((button) => (button.kind === 'call' ? [`${button.label}: ${button.phone}`] : []))
}

function richMedia(cards: Card[]): object {
  return {
    min_api_version: 7,
    type: 'rich_media',
    alt_text: cards.map(({ title, text: words }) => (words ? `${title}\n${writtenOut(words)}` : title)).join('\n\n'),
    rich_media: {
      Type: 'rich_media',
      ButtonsGroupColumns: 6,
      ButtonsGroupRows: ROWS,
      BgColor: '#FFFFFF',
      Buttons: cards.flatMap(tilesOf),
    },
  }
}

/** The tiles of a card fill its seven rows, or the next one would begin within it. */
function tilesOf({ title, text: words, image, buttons = [] }: Card): object[] {
  const left = ROWS - buttons.length
  const still = { ActionType: 'none', ActionBody: 'none' }
  const said = words ? `<b>${escaped(title)}</b><br>${escaped(writtenOut(words))}` : `<b>${escaped(title)}</b>`
  const picture = image ? [tile(left - ROWS_OF_WORDS, { ...still, Image: image })] : []
  const align = { TextHAlign: 'left', TextVAlign: 'middle' }
  const heading = tile(image ? ROWS_OF_WORDS : left, { ...still, ...align, Text: cutText(said, TEXT_OF_TILE) })
  return [...picture, heading, ...buttons.map((button) => tile(1, tapOf(button)))]
}

function tile(rows: number, more: object): object {
  return { Columns: 6, Rows: rows, ...more }
}

/** Cards stay in the chat while other messages follow, so their taps name themselves, unseen. */
function tapOf(button: Button): object {
  if (button.kind === 'reply')
    return { ActionType: 'reply', ActionBody: bodyOfTap(button.id), Silent: true, Text: escaped(button.label) }
  if (button.kind === 'link') return keyOf(button)
  const number = `tel:${button.phone.replace(/[^\d+]/g, '')}`
  return { ActionType: 'open-url', ActionBody: number, Text: escaped(`${button.label}: ${button.phone}`) }
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function lastOf(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) || 'file'
}
