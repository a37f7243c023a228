/** Viber's callbacks in our words. */
import { z } from 'zod'
import { Caption, instantOf, Name, SaidText } from '../from-providers/readings.ts'
import type { HookRequest, Inbound, Said, SentFile } from '../inbound.ts'
import { exactJson } from './api.ts'
import { saidIn } from './taps.ts'

const Id = z.string().min(1).max(200)
const Person = z.object({ id: Id, name: Name.optional(), language: z.string().max(35).optional() })
const Address = z.string().max(2000)

type Message = z.infer<typeof Message>
const Message = z.object({
  type: z.string(),
  text: z.string().optional(),
  media: Address.optional(),
  file_name: Name.optional(),
  location: z.object({ lat: z.number(), lon: z.number() }).optional(),
  contact: z.object({ phone_number: z.string().max(40) }).optional(),
  tracking_data: z.string().optional(),
})

const About = { timestamp: z.number().optional(), message_token: z.string() }
const Event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('message'), ...About, sender: Person, message: Message }),
  z.object({
    event: z.literal('conversation_started'),
    ...About,
    user: Person,
    context: z.string().max(100).optional(),
  }),
  z.object({ event: z.literal('subscribed'), ...About, user: Person }),
  z.object({ event: z.literal('unsubscribed'), ...About, user_id: Id }),
  z.object({ event: z.enum(['delivered', 'seen', 'failed']), ...About }),
])
type Event = z.infer<typeof Event>

/** What one callback says; nothing where it is of a kind that says nothing of people. */
export function read({ body }: HookRequest): Inbound[] {
  const event = Event.safeParse(exactJson(new TextDecoder().decode(body))).data
  return event ? eventOf(event) : []
}

function eventOf(event: Event): Inbound[] {
  const at = atOf(event)
  switch (event.event) {
    case 'message': {
      const said = saidOf(event.message)
      return said ? [message(event, event.sender, said)] : []
    }
    case 'conversation_started':
      return [message(event, event.user, { kind: 'start', ...(event.context && { ref: event.context }) })]
    case 'subscribed':
      return [{ kind: 'reach', address: event.user.id, ...at, reach: 'ok' }]
    case 'unsubscribed':
      return [{ kind: 'reach', address: event.user_id, ...at, reach: 'opted-out' }]
    default:
      return [receipt(event)]
  }
}

function message(event: Event, person: z.infer<typeof Person>, said: Said): Inbound {
  const { id, name, language } = person
  const profile = { ...(name && { name }), ...(language && { language }) }
  return { kind: 'message', address: id, ...atOf(event), externalId: event.message_token, said, profile }
}

function receipt(event: Extract<Event, { event: 'delivered' | 'seen' | 'failed' }>): Inbound {
  const statuses = { delivered: 'delivered', seen: 'read', failed: 'failed' } as const
  const reason = event.event === 'failed' ? { reason: 'Viber could not deliver it.' } : {}
  return { kind: 'receipt', status: statuses[event.event], externalId: event.message_token, ...atOf(event), ...reason }
}

function saidOf({ type, text, media, file_name, location, contact, tracking_data }: Message): Said | undefined {
  const words = SaidText.parse(text ?? '')
  if (type === 'text') return words ? saidIn(words, tracking_data) : undefined
  if (type === 'url') return media ? { kind: 'text', text: media } : undefined
  if (type === 'location' && location) return { kind: 'location', latitude: location.lat, longitude: location.lon }
  if (type === 'contact' && contact) return { kind: 'text', text: contact.phone_number }
  const kind = FILES[type]
  if (!kind || !media?.startsWith('https://')) return { kind: 'unsupported', what: type.slice(0, 40) }
  const caption = Caption.parse(text ?? '')
  return {
    kind: 'sent-file',
    media: kind,
    reference: media,
    ...(file_name && { name: file_name }),
    ...(caption && { text: caption }),
  }
}

const FILES: Readonly<Record<string, SentFile['media']>> = {
  picture: 'image',
  sticker: 'image',
  video: 'video',
  file: 'file',
}

function atOf({ timestamp }: Event): { at?: string } {
  const at = instantOf(timestamp)
  return at === undefined ? {} : { at }
}
