/** Our messages in Telegram's words. */
import { z } from 'zod'
import type { Asked, FormPart } from '../../shared/account.ts'
import { CHANNEL_LIMITS } from '../../shared/channel-limits.ts'
import type { Button, Content } from '../../shared/messages.ts'
import type { Delivery, Outgoing, Recipient } from '../channel.ts'
import { call, deliveryOf, type TelegramLine, type Told } from './api.ts'
import { htmlOf } from './html.ts'

type Media = Extract<Content, { url: string }>
type Fields = Record<string, unknown>

interface Call {
  name: string
  fields: Fields
  /** under which name the file goes, which Telegram fetches or is given */
  file?: { field: string; content: Media; isFetched: boolean }
}

const UPLOAD_MS = 60_000
const LARGEST = 50_000_000
const { text: TEXT, caption: CAPTION } = CHANNEL_LIMITS.telegram
const Sent = z.object({ message_id: z.number() })

/** Sends it to a private chat; its name is that of the chat and of the message in it. */
export async function send({ content }: Outgoing, to: Recipient, line: TelegramLine): Promise<Delivery> {
  const wanted = callOf(content)
  if (!wanted) return { ok: false, isFinal: true, reason: 'Telegram cannot show this kind of message.' }
  const told = await sendTo(to.address, wanted, line)
  if (told.ok || told.movedTo === undefined) return deliveredTo(to.address, told)
  return deliveredTo(told.movedTo, await sendTo(told.movedTo, wanted, line))
}

/** Shows for five seconds that somebody types. */
export async function type(to: Recipient, line: TelegramLine): Promise<void> {
  await call(line, line.secrets.token, { name: 'sendChatAction', json: { chat_id: to.address, action: 'typing' } })
}

type Tried = Told | { ok: false; isUnsendable: Delivery; movedTo?: undefined }

async function sendTo(chatId: string, { name, fields, file }: Call, line: TelegramLine): Promise<Tried> {
  const { token } = line.secrets
  const all = { chat_id: chatId, ...fields }
  if (!file) return call(line, token, { name, json: all })
  if (file.isFetched) {
    const told = await call(line, token, { name, json: { ...all, [file.field]: file.content.url } })
    // What Telegram cannot fetch, or does not take from an address, it may take from us.
    if (told.ok || told.code !== 400 || told.movedTo !== undefined) return told
  }
  const fetched = await fetchFile(file.content, line)
  if ('ok' in fetched) return { ok: false, isUnsendable: fetched }
  const parts = [...partsOf(all), { name: file.field, value: fetched }]
  return call(line, token, { name, parts, timeoutMs: UPLOAD_MS })
}

function deliveredTo(chatId: string, told: Tried): Delivery {
  if (!told.ok) return 'isUnsendable' in told ? told.isUnsendable : deliveryOf(told)
  const sent = Sent.safeParse(told.result)
  return sent.success ? { ok: true, externalId: `${chatId}:${sent.data.message_id}` } : { ok: true }
}

async function fetchFile(
  content: Media,
  { ask }: TelegramLine,
): Promise<Exclude<FormPart['value'], string> | Delivery> {
  const wanted: Asked = {
    method: 'GET',
    url: content.url,
    headers: { Accept: '*/*' },
    timeoutMs: UPLOAD_MS,
    maxBytes: LARGEST,
  }
  const answered = await ask(wanted)
  const isGone = answered.ok ? answered.status < 500 : answered.reason === 'blocked' || answered.reason === 'too-large'
  if (!answered.ok || answered.status !== 200)
    return { ok: false, isFinal: isGone, reason: 'The file could not be read from its address.' }
  const type = content.mime ?? answered.headers['content-type'] ?? 'application/octet-stream'
  return { fileName: content.name ?? lastOf(content.url), type, body: answered.bytes }
}

function partsOf(fields: Fields): FormPart[] {
  return Object.entries(fields).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }))
}

function callOf(content: Content): Call | null {
  if (content.kind === 'text') return textCall(content)
  if (content.kind === 'location') return placeCall(content)
  return 'url' in content ? mediaCall(content) : null
}

function textCall(content: Extract<Content, { kind: 'text' }>): Call {
  const { text, markup } = withButtons(content.text, content, TEXT)
  return { name: 'sendMessage', fields: { text: htmlOf(text), parse_mode: 'HTML', ...markup } }
}

function placeCall(content: Extract<Content, { kind: 'location' }>): Call {
  const { latitude, longitude, name, address } = content
  const { markup } = withButtons('', content, 0)
  const title = name ?? address
  if (title === undefined) return { name: 'sendLocation', fields: { latitude, longitude, ...markup } }
  return { name: 'sendVenue', fields: { latitude, longitude, title, address: address ?? title, ...markup } }
}

function mediaCall(content: Media): Call {
  const { text, markup } = withButtons(content.text ?? '', content, CAPTION)
  const { name, field, isFetched } = wayOf(content)
  const caption = text === '' ? {} : { caption: htmlOf(text), parse_mode: 'HTML' }
  return { name, fields: { ...caption, ...markup }, file: { field, content, isFetched } }
}

/** Of documents Telegram fetches but three kinds by itself; pictures and sound in other formats go as documents too. */
function wayOf({ kind, mime, url, name }: Media): { name: string; field: string; isFetched: boolean } {
  const isDocument = kind === 'file' || (mime !== undefined && !SHOWN[kind].test(mime))
  if (isDocument) {
    const isFetched =
      /^(application\/(pdf|zip)|image\/gif)$/.test(mime ?? '') || /\.(pdf|zip)$/i.test(name ?? lastOf(url))
    return { name: 'sendDocument', field: 'document', isFetched }
  }
  if (mime === 'image/gif') return { name: 'sendAnimation', field: 'animation', isFetched: true }
  if (mime === 'audio/ogg') return { name: 'sendVoice', field: 'voice', isFetched: true }
  return { ...WAYS[kind], isFetched: true }
}

const SHOWN = {
  image: /^image\/(jpeg|png|webp|gif)$/,
  video: /^video\/mp4$/,
  audio: /^audio\/(mpeg|mp3|mp4|x-m4a|m4a|ogg)$/,
} as const

const WAYS = {
  image: { name: 'sendPhoto', field: 'photo' },
  video: { name: 'sendVideo', field: 'video' },
  audio: { name: 'sendAudio', field: 'audio' },
} as const

/** A number cannot be a button here: it is a line of the text, or where there is no room for it, a button that copies it. */
function withButtons(
  text: string,
  { buttons = [], choices = [] }: Content,
  limit: number,
): { text: string; markup: Fields } {
  const calls = buttons.filter((button) => button.kind === 'call')
  const lines = calls.map(({ label, phone }) => `${label}: ${phone}`)
  const longer = [text, ...lines].filter((line) => line !== '').join('\n')
  const isRoom = longer.length <= limit
  const shown = isRoom ? buttons.filter((button) => button.kind !== 'call') : buttons
  const keys = [...shown.map(keyOf), ...choices.map(({ id, label }) => ({ text: label, callback_data: id }))]
  return {
    text: isRoom ? longer : text,
    markup: keys.length === 0 ? {} : { reply_markup: { inline_keyboard: inRows(keys) } },
  }
}

function keyOf(button: Button): { text: string } & Fields {
  if (button.kind === 'link') return { text: button.label, url: button.url }
  if (button.kind === 'call') return { text: `${button.label}: ${button.phone}`, copy_text: { text: button.phone } }
  return { text: button.label, callback_data: button.id }
}

/** Short ones stand side by side. */
function inRows<Key extends { text: string }>(keys: Key[]): Key[][] {
  const longest = Math.max(...keys.map(({ text }) => text.length))
  const width = longest <= 3 ? 5 : longest <= 14 ? 2 : 1
  return Array.from({ length: Math.ceil(keys.length / width) }, (_, row) => keys.slice(row * width, (row + 1) * width))
}

function lastOf(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) || 'file'
}
