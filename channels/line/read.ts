/** LINE's events in our words. Only chats with one person: groups and rooms talk among themselves. */
import { z } from 'zod'
import { instantOf, jsonOf, Name, SaidText } from '../from-providers/readings.ts'
import type { HookRequest, Inbound, Said } from '../inbound.ts'

/** LINE says about a minute; it counts from the event. */
const REPLY_GOOD_MS = 50_000

const Provided = z.object({ type: z.string(), originalContentUrl: z.string().max(2000).optional() })

const Message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id: z.string(), text: SaidText, quotedMessageId: z.string().optional() }),
  z.object({ type: z.enum(['image', 'video', 'audio']), id: z.string(), contentProvider: Provided.optional() }),
  z.object({ type: z.literal('file'), id: z.string(), fileName: Name.optional() }),
  z.object({ type: z.literal('location'), id: z.string(), latitude: z.number(), longitude: z.number() }),
  z.object({
    type: z.literal('sticker'),
    id: z.string(),
    text: SaidText.optional(),
    quotedMessageId: z.string().optional(),
  }),
])

const Known = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), message: Message, replyToken: z.string().optional() }),
  z.object({
    type: z.literal('postback'),
    postback: z.object({ data: z.string().min(1).max(64) }),
    replyToken: z.string().optional(),
  }),
  z.object({ type: z.literal('follow'), replyToken: z.string().optional() }),
  z.object({ type: z.literal('unfollow') }),
  z.object({ type: z.literal('unsend'), unsend: z.object({ messageId: z.string() }) }),
])

const About = z.object({
  mode: z.string(),
  timestamp: z.number(),
  webhookEventId: z.string(),
  source: z.object({ type: z.literal('user'), userId: z.string().min(1).max(200) }),
})
type About = z.infer<typeof About>

const Body = z.object({ events: z.array(z.unknown()) })

/** What the events say, in their order; one that cannot be read does not stand in the way of the others. */
export function read({ body }: HookRequest): Inbound[] {
  const { events } = Body.catch({ events: [] }).parse(jsonOf(body))
  return events.flatMap((event) => {
    const about = About.safeParse(event).data
    const known = Known.safeParse(event).data
    // In standby somebody else answers this chat.
    return about && known && about.mode === 'active' ? eventOf(known, about) : []
  })
}

function eventOf(event: z.infer<typeof Known>, about: About): Inbound[] {
  const from = fromOf(about)
  switch (event.type) {
    case 'message':
      return message(event, about)
    case 'postback': {
      const said: Said = { kind: 'choice', id: event.postback.data }
      return [{ kind: 'message', ...from, externalId: about.webhookEventId, said, ...replyOf(event, about) }]
    }
    case 'follow':
      return [
        { kind: 'reach', ...from, reach: 'ok' },
        {
          kind: 'message',
          ...from,
          externalId: about.webhookEventId,
          said: { kind: 'start' },
          ...replyOf(event, about),
        },
      ]
    case 'unfollow':
      return [{ kind: 'reach', ...from, reach: 'blocked' }]
    case 'unsend':
      return [{ kind: 'deleted', ...from, externalId: event.unsend.messageId }]
  }
}

/** A message is known by its own id, which the taking back and the quoting of it name, and which a redelivery repeats. */
function message(event: Extract<z.infer<typeof Known>, { type: 'message' }>, about: About): Inbound[] {
  const said = saidOf(event.message)
  if (!said) return []
  const quoted = 'quotedMessageId' in event.message ? event.message.quotedMessageId : undefined
  const base = { kind: 'message', ...fromOf(about), externalId: event.message.id, said } as const
  return [{ ...base, ...(quoted !== undefined && { replyTo: quoted }), ...replyOf(event, about) }]
}

function saidOf(given: z.infer<typeof Message>): Said | undefined {
  switch (given.type) {
    case 'text':
      return given.text ? { kind: 'text', text: given.text } : undefined
    case 'sticker':
      return given.text ? { kind: 'text', text: given.text } : { kind: 'unsupported', what: 'sticker' }
    case 'location':
      return { kind: 'location', latitude: given.latitude, longitude: given.longitude }
    case 'file':
      return { kind: 'sent-file', media: 'file', reference: given.id, ...(given.fileName && { name: given.fileName }) }
    default:
      return { kind: 'sent-file', media: given.type, reference: elsewhere(given.contentProvider) ?? given.id }
  }
}

/** Where the file lies, when it does not lie at LINE. */
function elsewhere(provided: z.infer<typeof Provided> | undefined): string | undefined {
  const url = provided?.type === 'external' ? provided.originalContentUrl : undefined
  return url?.startsWith('https://') ? url : undefined
}

function fromOf({ source, timestamp }: About): { address: string; at?: string } {
  const at = instantOf(timestamp)
  return { address: source.userId, ...(at !== undefined && { at }) }
}

function replyOf({ replyToken }: { replyToken?: string | undefined }, { timestamp }: About) {
  const until = instantOf(timestamp + REPLY_GOOD_MS)
  return replyToken && until !== undefined ? { replyWith: { token: replyToken, until } } : {}
}
