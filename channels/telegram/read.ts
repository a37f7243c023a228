/** Telegram's updates in our words. Only private chats: in groups a bot would hear what is not said to it. */
import { z } from 'zod'
import { Caption, instantOf, jsonOf, Label, Name, SaidText } from '../from-providers/readings.ts'
import type { HookAnswer, HookRequest, Inbound, Said, SentFile } from '../inbound.ts'

/** What Telegram is asked to tell. */
export const UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'message_reaction'] as const

const Chat = z.object({ id: z.number(), type: z.string() })
const User = z.object({
  id: z.number(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  language_code: z.string().max(35).optional(),
})
const File = z.object({ file_id: z.string().max(2000), file_name: Name.optional() })

type Message = z.infer<typeof Message>
const Message = z.looseObject({
  message_id: z.number().optional(),
  date: z.number().optional(),
  edit_date: z.number().optional(),
  chat: Chat,
  from: User.optional(),
  reply_to_message: z.object({ message_id: z.number() }).optional(),
  text: SaidText.optional(),
  caption: Caption.optional(),
  photo: z.array(File).optional(),
  video: File.optional(),
  video_note: File.optional(),
  animation: File.optional(),
  audio: File.optional(),
  voice: File.optional(),
  document: File.optional(),
  sticker: File.extend({ emoji: z.string().optional(), is_animated: z.boolean(), is_video: z.boolean() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  contact: z.object({ phone_number: z.string().max(40), user_id: z.number().optional() }).optional(),
})

const Key = z.object({ text: Label, callback_data: z.string().optional() })
type Tap = z.infer<typeof Tap>
const Tap = z.object({
  id: z.string(),
  from: User,
  message: z
    .object({
      message_id: z.number().optional(),
      chat: Chat,
      reply_markup: z.object({ inline_keyboard: z.array(z.array(Key)) }).optional(),
    })
    .optional(),
  data: z.string().min(1).max(64).optional(),
})

const Update = z.object({
  message: Message.optional(),
  edited_message: Message.optional(),
  callback_query: Tap.optional(),
  my_chat_member: z
    .object({ chat: Chat, date: z.number(), new_chat_member: z.object({ status: z.string() }) })
    .optional(),
  message_reaction: z
    .object({
      chat: Chat,
      message_id: z.number(),
      date: z.number(),
      new_reaction: z.array(z.object({ type: z.string(), emoji: z.string().optional() })),
    })
    .optional(),
})

/** What one update says; nothing where it is of a group, or of a kind that nobody said. */
export function read({ body }: HookRequest): Inbound[] {
  const update = Update.safeParse(jsonOf(body)).data
  if (!update) return []
  const found = [
    update.message && said(update.message),
    update.edited_message && edited(update.edited_message),
    update.callback_query && tapped(update.callback_query),
    update.my_chat_member && reach(update.my_chat_member),
    update.message_reaction && reaction(update.message_reaction),
  ]
  return found.filter((each): each is Inbound => each !== undefined)
}

/** A tap is answered together with the webhook, so that the button does not go on waiting. */
export function thanks({ body }: HookRequest): HookAnswer {
  const tap = Update.safeParse(jsonOf(body)).data?.callback_query
  if (!tap) return { status: 200, type: 'text/plain', body: '' }
  const answer = { method: 'answerCallbackQuery', callback_query_id: tap.id }
  return { status: 200, type: 'application/json', body: JSON.stringify(answer) }
}

function said(message: Message): Inbound | undefined {
  const { chat, message_id, from, reply_to_message, date, contact } = message
  if (chat.type !== 'private' || message_id === undefined) return undefined
  const what = contentOf(message)
  if (!what) return undefined
  return {
    kind: 'message',
    ...fromOf(chat, date),
    externalId: nameOf(chat, message_id),
    said: what,
    ...(from && { profile: profileOf(from, contact) }),
    ...(reply_to_message && { replyTo: nameOf(chat, reply_to_message.message_id) }),
  }
}

function contentOf(message: Message): Said | undefined {
  const { text, location, contact, sticker } = message
  const start = /^\/start(?:@\w+)?(?:\s+(\S{1,100}))?\s*$/.exec(text ?? '')
  if (start) return { kind: 'start', ...(start[1] !== undefined && { ref: start[1] }) }
  if (text) return { kind: 'text', text }
  if (sticker?.is_animated) return sticker.emoji ? { kind: 'text', text: sticker.emoji } : unsupported('sticker')
  const file = fileOf(message)
  if (file) return file
  if (location) return { kind: 'location', latitude: location.latitude, longitude: location.longitude }
  if (contact?.phone_number) return { kind: 'text', text: contact.phone_number }
  const other = UNSUPPORTED.find((kind) => message[kind] !== undefined)
  return other === undefined ? undefined : unsupported(other.replaceAll('_', ' '))
}

/** What somebody said, and we cannot show; all else in a message that is none is the work of Telegram itself. */
const UNSUPPORTED = ['poll', 'dice', 'game', 'story', 'paid_media', 'checklist', 'invoice', 'gift'] as const

function unsupported(what: string): Said {
  return { kind: 'unsupported', what }
}

function fileOf(message: Message): SentFile | undefined {
  const { photo, video, video_note, animation, audio, voice, document, sticker, caption } = message
  const moving = video ?? video_note ?? animation ?? (sticker?.is_video ? sticker : undefined)
  const sound = audio ?? voice
  // An animation comes as a document too.
  const found =
    (moving && ({ media: 'video', file: moving } as const)) ??
    (sound && ({ media: 'audio', file: sound } as const)) ??
    (document && ({ media: 'file', file: document } as const)) ??
    largest(photo ?? (sticker ? [sticker] : []))
  if (!found) return undefined
  const { media, file } = found
  return {
    kind: 'sent-file',
    media,
    reference: file.file_id,
    ...(file.file_name && { name: file.file_name }),
    ...(caption && { text: caption }),
  }
}

/** Telegram gives a picture in several sizes, the largest last. */
function largest(sizes: Array<z.infer<typeof File>>): { media: 'image'; file: z.infer<typeof File> } | undefined {
  const file = sizes.at(-1)
  return file && { media: 'image', file }
}

function edited(message: Message): Inbound | undefined {
  const { chat, message_id, edit_date, text, caption } = message
  const words = text || caption
  if (chat.type !== 'private' || message_id === undefined || !words) return undefined
  return { kind: 'edited', ...fromOf(chat, edit_date), externalId: nameOf(chat, message_id), text: words }
}

function tapped({ id, from, message, data }: Tap): Inbound | undefined {
  const chat = message?.chat
  if (data === undefined || (chat && chat.type !== 'private')) return undefined
  const keys = message?.reply_markup?.inline_keyboard.flat() ?? []
  const label = keys.find((key) => key.callback_data === data)?.text
  return {
    kind: 'message',
    address: String(chat?.id ?? from.id),
    externalId: `tap:${id}`,
    said: { kind: 'choice', id: data, ...(label && { label }) },
    profile: profileOf(from),
    ...(chat && message.message_id !== undefined && { replyTo: nameOf(chat, message.message_id) }),
  }
}

function reach(changed: NonNullable<z.infer<typeof Update>['my_chat_member']>): Inbound | undefined {
  const { chat, date, new_chat_member } = changed
  const reaches = { kicked: 'blocked', member: 'ok' } as const
  const { status } = new_chat_member
  if (chat.type !== 'private' || (status !== 'kicked' && status !== 'member')) return undefined
  return { kind: 'reach', ...fromOf(chat, date), reach: reaches[status] }
}

function reaction(given: NonNullable<z.infer<typeof Update>['message_reaction']>): Inbound | undefined {
  const { chat, date, message_id, new_reaction } = given
  if (chat.type !== 'private') return undefined
  const last = new_reaction.at(-1)
  // Some reactions are pictures of their own, which only Telegram can show.
  const shown = last ? (last.emoji ?? '⭐') : null
  return { kind: 'reaction', ...fromOf(chat, date), externalId: nameOf(chat, message_id), reaction: shown }
}

function fromOf(chat: z.infer<typeof Chat>, date: number | undefined): { address: string; at?: string } {
  const at = instantOf(date === undefined ? undefined : date * 1000)
  return { address: String(chat.id), ...(at !== undefined && { at }) }
}

function profileOf(from: z.infer<typeof User>, contact?: Message['contact']) {
  const name = Name.parse([from.first_name, from.last_name].filter(Boolean).join(' '))
  return {
    ...(name && { name }),
    ...(from.language_code && { language: from.language_code }),
    ...(contact?.user_id === from.id && { phone: contact.phone_number }),
  }
}

function nameOf(chat: z.infer<typeof Chat>, messageId: number): string {
  return `${chat.id}:${messageId}`
}
