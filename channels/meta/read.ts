/** Reads what Messenger and Instagram tell: their webhooks have one shape. */
import { z } from 'zod'
import { CAPTION_LIMIT, cutText, LABEL_LIMIT, TEXT_LIMIT } from '../../shared/messages.ts'
import { jsonOf } from '../from-providers/readings.ts'
import type { HookRequest, Inbound, Said, SentFile } from '../inbound.ts'
import { instantOf } from './graph.ts'

/** What the button says that begins a conversation. */
export const GET_STARTED = 'get-started'

/** All that people did on the Pages (or accounts) of the request; `appId` is our app, whose own messages come back. */
export function readMessaging(request: HookRequest, { object, appId }: { object: string; appId: string }): Inbound[] {
  const told = Told.safeParse(jsonOf(request.body)).data
  if (told?.object !== object) return []
  return told.entry.flatMap(({ id, messaging, changes }) =>
    [...messaging, ...changes.map(({ value }) => value)].flatMap((json) => {
      const event = Event.safeParse(json).data
      return event ? readEvent(event, { place: id, appId }) : []
    }),
  )
}

/** A tap of one of our buttons; of another's, whose words do not fit, the label. */
export function tapped(id: string, label: string): Said | undefined {
  const shown = label.trim()
  if (id && id.length <= 64) return { kind: 'choice', id, ...(shown && { label: cutText(shown, LABEL_LIMIT) }) }
  return shown ? { kind: 'text', text: cutText(shown, TEXT_LIMIT) } : undefined
}

const Id = z.string().min(1).max(200)
const some = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
const Time = some(z.union([z.number(), z.string()]))
const Words = some(z.string())
const Attachment = z.object({
  type: z.string(),
  title: Words,
  url: Words,
  payload: some(
    z.object({
      url: Words,
      title: Words,
      coordinates: some(z.object({ lat: z.number().min(-90).max(90), long: z.number().min(-180).max(180) })),
    }),
  ),
})
type Attachment = z.output<typeof Attachment>

const Message = z.object({
  mid: Id,
  text: Words,
  quick_reply: some(z.object({ payload: z.string() })),
  attachments: some(z.array(Attachment)),
  reply_to: some(z.object({ mid: some(Id), story: some(z.object({ id: Words })) })),
  is_echo: some(z.boolean()),
  is_deleted: some(z.boolean()),
  is_unsupported: some(z.boolean()),
  app_id: some(z.union([z.number(), z.string()])),
  metadata: Words,
})
type Message = z.output<typeof Message>
const Referral = some(z.object({ ref: Words }))

const Event = z.object({
  sender: some(z.object({ id: Id })),
  recipient: some(z.object({ id: Id })),
  timestamp: Time,
  message: some(Message),
  postback: some(z.object({ mid: some(Id), title: Words, payload: Words, referral: Referral })),
  optin: some(z.object({ ref: Words })),
  referral: Referral,
  delivery: some(z.object({ mids: some(z.array(Id)), watermark: Time })),
  read: some(z.object({ mid: some(Id), watermark: Time })),
  reaction: some(z.object({ mid: Id, action: Words, reaction: Words, emoji: Words })),
  message_edit: some(z.object({ mid: Id, text: z.string() })),
})
type Event = z.output<typeof Event>

const Told = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id: Id,
      messaging: z.array(z.unknown()).default([]),
      changes: z.array(z.object({ value: z.unknown() })).default([]),
    }),
  ),
})

interface At {
  place: string
  appId: string
}

interface From {
  place: string
  address: string
  at?: string
}

function readEvent(event: Event, { place, appId }: At): Inbound[] {
  const { sender, recipient, message } = event
  const person = message?.is_echo ? recipient : sender
  if (!person) return []
  const at = instantOf(event.timestamp, 'ms')
  const from: From = { place, address: person.id, ...(at && { at }) }
  if (message) return readMessage(message, from, appId)
  const { postback, optin, referral, delivery, read, reaction, message_edit: edit } = event
  if (postback) return readPostback(postback, from)
  const came = optin ?? referral
  if (came) return [started(from, `${optin ? 'optin' : 'referral'}:${person.id}:${event.timestamp}`, came.ref)]
  if (delivery) return seen(from, 'delivered', { mids: delivery.mids ?? [], until: delivery.watermark })
  if (read) return seen(from, 'read', { mids: read.mid ? [read.mid] : [], until: read.watermark ?? event.timestamp })
  if (reaction) {
    const { mid, action, emoji, reaction: name } = reaction
    const sign = action === 'unreact' ? null : (emoji ?? name ?? null)
    return [{ ...from, kind: 'reaction', externalId: mid, reaction: sign && cutText(sign, 40) }]
  }
  if (edit) return [{ ...from, kind: 'edited', externalId: edit.mid, text: cutText(edit.text, TEXT_LIMIT) }]
  return []
}

function readMessage(message: Message, from: From, appId: string): Inbound[] {
  const { mid, reply_to: answers } = message
  if (message.is_deleted) return [{ ...from, kind: 'deleted', externalId: mid }]
  const all = saidIn(message)
  if (message.is_echo) {
    const isOurs = message.app_id === undefined || String(message.app_id) === appId
    const ours = isOurs && message.metadata && UUID.test(message.metadata) ? message.metadata : undefined
    return all.map((said, index) => ({
      ...from,
      kind: 'echo',
      externalId: named(mid, index),
      said,
      ...(ours && { ours }),
    }))
  }
  const story: Said[] = answers?.story ? [{ kind: 'unsupported', what: 'answers your story' }] : []
  return [
    ...story.map((said): Inbound => ({ ...from, kind: 'message', externalId: `${mid}#story`, said })),
    ...all.map(
      (said, index): Inbound => ({
        ...from,
        kind: 'message',
        externalId: named(mid, index),
        said,
        ...(answers?.mid && { replyTo: answers.mid }),
      }),
    ),
  ]
}

/** A message of several files is several of ours; only the first can be answered by its own name. */
function named(mid: string, index: number): string {
  return index === 0 ? mid : `${mid}#${index}`
}

function saidIn(message: Message): Said[] {
  const { text = '', quick_reply: tap, attachments = [] } = message
  const answer = tap && tapped(tap.payload, text)
  if (answer) return [answer]
  const words = text.trim() === '' ? undefined : text
  const files = attachments.map(saidBy)
  const [first, ...others] = files
  if (!first) return [words ? { kind: 'text', text: cutText(words, TEXT_LIMIT) } : UNKNOWN]
  if (!words) return files
  if (first.kind === 'sent-file') return [{ ...first, text: cutText(words, CAPTION_LIMIT) }, ...others]
  // A link is sent as words and as its preview: once is enough.
  const isPreview = attachments.every(({ type }) => type === 'fallback')
  return [{ kind: 'text', text: cutText(words, TEXT_LIMIT) }, ...(isPreview ? [] : files)]
}

const UNKNOWN: Said = { kind: 'unsupported', what: 'a message that cannot be shown here' }
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const FILES: Readonly<Record<string, { media: SentFile['media']; text?: string }>> = {
  image: { media: 'image' },
  sticker: { media: 'image' },
  animated_image: { media: 'image' },
  video: { media: 'video' },
  reel: { media: 'video' },
  ig_reel: { media: 'video' },
  audio: { media: 'audio' },
  file: { media: 'file' },
  share: { media: 'file' },
  ig_post: { media: 'file' },
  post: { media: 'file' },
  story_mention: { media: 'file', text: 'Mentions you in their story' },
  ig_story: { media: 'file' },
}

function saidBy({ type, title, url, payload }: Attachment): Said {
  const { coordinates, url: address = url, title: name = title } = payload ?? {}
  if (type === 'location' && coordinates)
    return { kind: 'location', latitude: coordinates.lat, longitude: coordinates.long }
  const file = FILES[type]
  if (file && address && address.length <= 2000) return { kind: 'sent-file', ...file, reference: address }
  const words = [name, address].filter(Boolean).join('\n')
  return words ? { kind: 'text', text: cutText(words, TEXT_LIMIT) } : { kind: 'unsupported', what: cutText(type, 40) }
}

function readPostback(postback: NonNullable<Event['postback']>, from: From): Inbound[] {
  const { mid, title = '', payload = '', referral } = postback
  const externalId = mid ?? `postback:${from.address}:${from.at ?? payload}`
  if (payload === GET_STARTED || referral) return [started(from, externalId, referral?.ref)]
  const said = tapped(payload, title)
  return said ? [{ ...from, kind: 'message', externalId, said }] : []
}

function started(from: From, externalId: string, ref: string | undefined): Inbound {
  const word = ref?.trim() && cutText(ref.trim(), 100)
  return {
    ...from,
    kind: 'message',
    externalId: externalId.slice(0, 400),
    said: { kind: 'start', ...(word && { ref: word }) },
  }
}

function seen(
  from: From,
  status: 'delivered' | 'read',
  { mids, until }: { mids: string[]; until: number | string | undefined },
): Inbound[] {
  const { place, at } = from
  const instant = instantOf(until, 'ms')
  return [
    ...mids.map((externalId): Inbound => ({ kind: 'receipt', place, status, externalId, ...(at && { at }) })),
    ...(instant ? [{ ...from, kind: 'read-until' as const, status, until: instant }] : []),
  ]
}
