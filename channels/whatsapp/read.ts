/** Reads what WhatsApp tells: messages, what became of ours, and who wants no more of them. */
import type { z } from 'zod'
import { CAPTION_LIMIT, cutText, TEXT_LIMIT } from '../../shared/messages.ts'
import type { Profile } from '../channel.ts'
import { jsonOf } from '../from-providers/readings.ts'
import type { HookRequest, Inbound, Said, SentFile } from '../inbound.ts'
import { instantOf } from '../meta/graph.ts'
import { tapped } from '../meta/read.ts'
import { Change, Contact, Echo, Message, Preference, type Spoken, Status, Told } from './told.ts'

/** All that happened at the numbers of the request. */
export function read(request: HookRequest): Inbound[] {
  const told = Told.safeParse(jsonOf(request.body)).data
  return (told?.entry ?? []).flatMap(({ changes }) => changes.flatMap(readChange))
}

interface At {
  place: string
  contacts: Contact[]
}

interface Known {
  userId: string | undefined
  phone: string | undefined
  name?: string | undefined
}

function readChange(json: unknown): Inbound[] {
  const change = Change.safeParse(json).data
  const place = change?.value.metadata?.phone_number_id
  if (!change || !place) return []
  const { contacts, messages, statuses, user_preferences: preferences, message_echoes: echoes } = change.value
  const at: At = { place, contacts: parsed(contacts, Contact) }
  return [
    ...parsed(messages, Message).flatMap((message) => readMessage(message, at)),
    ...parsed(statuses, Status).flatMap((status) => readStatus(status, place)),
    ...parsed(preferences, Preference).flatMap((preference) => readPreference(preference, at)),
    ...parsed(echoes, Echo).flatMap((echo) => readEcho(echo, place)),
  ]
}

/** What can be read of a list; one odd line does not take the others along. */
function parsed<T extends z.ZodType>(list: readonly unknown[], schema: T): Array<z.output<T>> {
  return list.flatMap((json) => {
    const { data } = schema.safeParse(json)
    return data === undefined ? [] : [data]
  })
}

function readMessage(message: Message, { place, contacts }: At): Inbound[] {
  const { id, type, context, system } = message
  const known = contactOf(message, contacts)
  const address = addressOf(known)
  if (!address || message.group_id) return []
  const at = instantOf(message.timestamp, 's')
  const from = { place, address, ...(at && { at }) }
  const preference = system?.type === 'user_preference_changed' && system.marketing
  if (preference) return [{ ...from, kind: 'reach', reach: preference === 'stop' ? 'opted-out' : 'ok' }]
  if (type === 'reaction') {
    const { message_id: externalId, emoji } = message.reaction ?? {}
    return externalId ? [{ ...from, kind: 'reaction', externalId, reaction: emoji ? cutText(emoji, 40) : null }] : []
  }
  const { edit, revoke } = message
  const text = edit && textOf(edit.message)
  if (edit) return text ? [{ ...from, kind: 'edited', externalId: edit.original_message_id, text }] : []
  if (revoke) return [{ ...from, kind: 'deleted', externalId: revoke.original_message_id }]
  const said = saidIn(message)
  if (!said) return []
  const profile = profileOf(known)
  return [
    {
      ...from,
      kind: 'message',
      externalId: id,
      said,
      ...(profile && { profile }),
      ...(context?.id && { replyTo: context.id }),
      ...(type !== 'system' && { replyWith: { token: id, until: later(at) } }),
    },
  ]
}

/** While somebody may be answered, their message is what «types» is shown on. */
function later(at: string | undefined): string {
  return new Date((at === undefined ? Date.now() : Date.parse(at)) + 86_400_000).toISOString()
}

/** Who wrote: by the business's own name for them, which stays when they hide their number, else by their number. */
function addressOf({ userId, phone }: Known): string | undefined {
  return userId ?? phone
}

function contactOf(message: Message, contacts: readonly Contact[]): Known {
  const { from: phone, from_user_id: userId } = message
  const named = contacts.find((each) => (phone && each.wa_id === phone) || (userId && each.user_id === userId))
  const contact = named ?? (contacts.length === 1 ? contacts[0] : undefined)
  return {
    userId: userId ?? contact?.user_id,
    phone: phone ?? contact?.wa_id,
    name: contact?.profile?.name ?? contact?.profile?.username,
  }
}

function profileOf({ name, phone }: Known): Profile | undefined {
  const isPhone = phone !== undefined && /^\d{5,15}$/.test(phone)
  if (!name && !isPhone) return undefined
  return { ...(name && { name: cutText(name, 200) }), ...(isPhone && { phone: `+${phone}` }) }
}

function readStatus(status: Status, place: string): Inbound[] {
  const { id: externalId, status: became, errors, biz_opaque_callback_data: ours } = status
  const at = instantOf(status.timestamp, 's')
  const code = errors?.[0]?.code
  const receipt: Inbound = {
    kind: 'receipt',
    place,
    status: became === 'played' ? 'read' : became,
    externalId,
    ...(ours && { ours }),
    ...(at && { at }),
    ...(became === 'failed' && { reason: `WhatsApp could not deliver it (${code ?? 'no code'}).` }),
  }
  const reach = became === 'failed' && UNREACHABLE.get(code)
  const address = addressOf({ userId: status.recipient_user_id, phone: status.recipient_id })
  return reach && address ? [receipt, { kind: 'reach', place, address, reach, ...(at && { at }) }] : [receipt]
}

const UNREACHABLE = new Map<number | undefined, 'opted-out' | 'blocked'>([
  [131050, 'opted-out'],
  [131026, 'blocked'],
])

function readPreference(preference: Preference, { place, contacts }: At): Inbound[] {
  const { wa_id: phone, user_id: userId, value } = preference
  const known = contacts.find((each) => phone && each.wa_id === phone)
  const address = addressOf({ userId: userId ?? known?.user_id, phone })
  const at = instantOf(preference.timestamp, 's')
  if (!address) return []
  return [{ kind: 'reach', place, address, reach: value === 'stop' ? 'opted-out' : 'ok', ...(at && { at }) }]
}

/** Somebody of the business wrote from the WhatsApp Business app. */
function readEcho(echo: Echo, place: string): Inbound[] {
  const address = addressOf({ userId: echo.to_user_id, phone: echo.to })
  const said = saidIn(echo)
  const at = instantOf(echo.timestamp, 's')
  return address && said ? [{ kind: 'echo', place, address, externalId: echo.id, said, ...(at && { at }) }] : []
}

function saidIn(message: Spoken): Said | undefined {
  const { type, interactive, button, location, contacts, order, system } = message
  const file = fileIn(message)
  if (file) return file
  if (type === 'text') return words(message.text?.body)
  const reply = interactive?.button_reply ?? interactive?.list_reply
  if (reply) return tapped(reply.id, reply.title)
  if (interactive) return unsupported('a filled-in form')
  if (button) return tapped(button.payload ?? button.text, button.text)
  if (location) return { kind: 'location', latitude: location.latitude, longitude: location.longitude }
  if (contacts)
    return words(contacts.map(({ name, phones }) => [name, ...phones].filter(Boolean).join(', ')).join('\n'))
  if (order) return words([...order.items, order.text].filter(Boolean).join('\n'))
  if (type === 'request_welcome') return { kind: 'start' }
  if (system)
    return system.type === 'user_changed_number' ? unsupported(`changes the number to +${system.wa_id}`) : undefined
  return unsupported('a message that WhatsApp cannot show here')
}

const MEDIA: Readonly<Record<string, SentFile['media']>> = {
  image: 'image',
  sticker: 'image',
  video: 'video',
  audio: 'audio',
  voice: 'audio',
  document: 'file',
}

function fileIn(message: Spoken): SentFile | undefined {
  const media = MEDIA[message.type]
  const { image, sticker, video, audio, voice, document } = message
  const file = image ?? sticker ?? video ?? audio ?? voice ?? document
  if (!media || !file) return undefined
  const { id: reference, filename: name, caption: text } = file
  return {
    ...{ kind: 'sent-file', media, reference },
    ...(name && { name: cutText(name, 200) }),
    ...(text && { text: cutText(text, CAPTION_LIMIT) }),
  }
}

function words(text: string | undefined): Said {
  return text?.trim() ? { kind: 'text', text: cutText(text, TEXT_LIMIT) } : unsupported('an empty message')
}

function textOf(message: Spoken | undefined): string | undefined {
  const text = message?.text?.body ?? message?.image?.caption ?? message?.video?.caption ?? message?.document?.caption
  return text && cutText(text, TEXT_LIMIT)
}

function unsupported(what: string): Said {
  return { kind: 'unsupported', what }
}
