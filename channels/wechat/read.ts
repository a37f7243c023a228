/** What WeChat tells: what followers write and send, and that they came or left. */
import { z } from 'zod'
import { cutText } from '../../shared/messages.ts'
import { Caption, Label, SaidText } from '../from-providers/readings.ts'
import type { Inbound, Said } from '../inbound.ts'

const Word = z.string().default('')
const Message = z.object({
  FromUserName: z.string().min(1).max(200),
  CreateTime: z.string().regex(/^\d{1,12}$/),
  MsgType: z.string(),
  MsgId: Word,
  Content: Word,
  bizmsgmenuid: Word,
  MediaId: Word,
  Recognition: Word,
  Location_X: Word,
  Location_Y: Word,
  Title: Word,
  Description: Word,
  Url: Word,
  Event: Word,
  EventKey: Word,
})
type Message = z.output<typeof Message>

export function readWeChat(fields: Record<string, unknown>): Inbound[] {
  const read = Message.safeParse(fields)
  if (!read.success) return []
  const message = read.data
  const { FromUserName: address, CreateTime, MsgId, Event } = message
  const from = { address, at: new Date(Number(CreateTime) * 1000).toISOString() }
  const event = message.MsgType === 'event' ? Event.toLowerCase() : ''
  if (event === 'unsubscribe') return [{ kind: 'reach', ...from, reach: 'opted-out' }]
  const said = event ? saidBy(event, message) : saidIn(message)
  if (!said) return []
  // An event has no name of its own; WeChat says to know it by these.
  const externalId = MsgId || `${address}:${CreateTime}:${event}`
  const told: Inbound = { kind: 'message', ...from, externalId, said }
  return event === 'subscribe' ? [{ kind: 'reach', ...from, reach: 'ok' }, told] : [told]
}

function saidBy(event: string, { EventKey }: Message): Said | undefined {
  if (event === 'subscribe' || event === 'scan') {
    const ref = EventKey.replace(/^qrscene_/, '')
    return { kind: 'start', ...(ref && { ref: cutText(ref, 100) }) }
  }
  return event === 'click' && EventKey && EventKey.length <= 64 ? { kind: 'choice', id: EventKey } : undefined
}

function saidIn(message: Message): Said | undefined {
  const { MsgType, Content, bizmsgmenuid: id, MediaId, Recognition } = message
  if (MsgType === 'text' && id && id.length <= 64) return { kind: 'choice', id, ...labelled(Content) }
  if (MsgType === 'text') return textOf(Content)
  if (MsgType === 'location') return placeIn(message)
  if (MsgType === 'link') return textOf([message.Title, message.Description, message.Url].filter(Boolean).join('\n'))
  const media = MEDIA.get(MsgType)
  if (!media || !MediaId || MediaId.length > 2000) return { kind: 'unsupported', what: cutText(MsgType, 40) }
  return {
    kind: 'sent-file',
    media,
    reference: MediaId,
    ...(Recognition && { text: Caption.parse(Recognition) }),
  }
}

const MEDIA: ReadonlyMap<string, 'image' | 'audio' | 'video'> = new Map([
  ['image', 'image'],
  ['voice', 'audio'],
  ['video', 'video'],
  ['shortvideo', 'video'],
])

function textOf(text: string): Said | undefined {
  return text.trim() ? { kind: 'text', text: SaidText.parse(text) } : undefined
}

function labelled(text: string): { label?: string } {
  return text ? { label: Label.parse(text) } : {}
}

function placeIn({ Location_X, Location_Y }: Message): Said | undefined {
  const [latitude, longitude] = [Number(Location_X), Number(Location_Y)]
  const isPlace = Location_X !== '' && Location_Y !== '' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isPlace ? { kind: 'location', latitude, longitude } : undefined
}
