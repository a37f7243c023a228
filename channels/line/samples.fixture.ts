/** LINE's events, and what each of them means. */
import { createHmac } from 'node:crypto'
import { SERVICES } from '../../shared/service-urls.ts'
import type { HookRequest, Inbound } from '../inbound.ts'
import { hookRequest, type Samples } from '../samples.fixture.ts'

const URL = 'https://bots.acme.test/in/line/Lk2x0Yh3v5mJd8bWz1aRt6uNs9oPcEfGiLlMqTyXzHK'
export const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8'
const USER = 'U4af4980629ab4af4980629ab4af49806'
const AT = 1_782_891_000_000
const EVENT = '01FZ74A0TDDPYRVKNK77XKC3ZR'
const FROM = { address: USER, at: '2026-07-01T07:30:00.000Z' }
const REPLY = { replyWith: { token: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA', until: '2026-07-01T07:30:50.000Z' } }
const ID = '444573844083572737'

export function lineRequest(events: object[], secret = SECRET): HookRequest {
  const body = JSON.stringify({ destination: 'Uab012345678901234567890123456789ab'.slice(0, 33), events })
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  return hookRequest({ url: URL, headers: { 'X-Line-Signature': signature }, body })
}

function lineEvent(event: object): object {
  return {
    source: { type: 'user', userId: USER },
    mode: 'active',
    timestamp: AT,
    webhookEventId: EVENT,
    deliveryContext: { isRedelivery: false },
    ...event,
  }
}

export function lineMessage(message: object, event: object = {}): object {
  return lineEvent({ type: 'message', replyToken: REPLY.replyWith.token, message: { id: ID, ...message }, ...event })
}

const TEXT = { type: 'text', text: 'Hello', quoteToken: 'q' }
const HERE = { contentProvider: { type: 'line' }, quoteToken: 'q' }

export const samples: Samples = {
  line: {
    secrets: { channelSecret: SECRET, accessToken: 'long-lived', picture: 'https://sprofile.line-scdn.net/acme' },
    through: { integration: '', secrets: {} },
    urls: SERVICES,
    hook: { url: URL, secret: 'not used by LINE' },
  },
  requests: [
    { what: 'the question whether we are there', request: lineRequest([]), read: [] },
    one('a text', lineMessage(TEXT), [said({ kind: 'text', text: 'Hello' })]),
    one('a redelivery, by which nothing changes', redelivered(), [said({ kind: 'text', text: 'Hello' })]),
    one('an answer to a message', lineMessage({ ...TEXT, quotedMessageId: '4445' }), [
      said({ kind: 'text', text: 'Hello' }, { replyTo: '4445' }),
    ]),
    one('a picture', lineMessage({ type: 'image', ...HERE }), [
      said({ kind: 'sent-file', media: 'image', reference: ID }),
    ]),
    one('a video', lineMessage({ type: 'video', duration: 60_000, ...HERE }), [
      said({ kind: 'sent-file', media: 'video', reference: ID }),
    ]),
    one('a recording that lies elsewhere', lineMessage({ type: 'audio', contentProvider: elsewhere() }), [
      said({ kind: 'sent-file', media: 'audio', reference: 'https://files.test/a.m4a' }),
    ]),
    one('a file', lineMessage({ type: 'file', fileName: 'offer.pdf', fileSize: 2138 }), [
      said({ kind: 'sent-file', media: 'file', reference: ID, name: 'offer.pdf' }),
    ]),
    one('a place', lineMessage({ type: 'location', title: 'Café', latitude: 35.6, longitude: 139.7 }), [
      said({ kind: 'location', latitude: 35.6, longitude: 139.7 }),
    ]),
    one('a sticker', lineMessage(sticker({})), [said({ kind: 'unsupported', what: 'sticker' })]),
    one('a sticker with words', lineMessage(sticker({ text: 'Hi!' })), [said({ kind: 'text', text: 'Hi!' })]),
    one('a tap', lineEvent({ type: 'postback', replyToken: REPLY.replyWith.token, postback: { data: 'yes' } }), [
      said({ kind: 'choice', id: 'yes' }, { externalId: EVENT }),
    ]),
    one(
      'a new friend',
      lineEvent({ type: 'follow', replyToken: REPLY.replyWith.token, follow: { isUnblocked: false } }),
      [{ kind: 'reach', ...FROM, reach: 'ok' }, said({ kind: 'start' }, { externalId: EVENT })],
    ),
    one('a block', lineEvent({ type: 'unfollow' }), [{ kind: 'reach', ...FROM, reach: 'blocked' }]),
    one('what was taken back', lineEvent({ type: 'unsend', unsend: { messageId: ID } }), [
      { kind: 'deleted', ...FROM, externalId: ID },
    ]),
    one('words in a group', lineMessage(TEXT, { source: { type: 'group', groupId: 'C1', userId: USER } }), []),
    one('a chat that somebody else answers', lineMessage(TEXT, { mode: 'standby' }), []),
    one('what nobody said', lineEvent({ type: 'videoPlayComplete', videoPlayComplete: { trackingId: 't' } }), []),
    {
      what: 'several events, one of which cannot be read',
      request: lineRequest([{ type: 'message' }, lineMessage(TEXT)]),
      read: [said({ kind: 'text', text: 'Hello' })],
    },
  ],
  wrongKeys: [
    (line) => ({ ...line, secrets: { ...line.secrets, channelSecret: '' } }),
    (line) => ({ ...line, secrets: { ...line.secrets, channelSecret: SECRET.replace('8', '9') } }),
  ],
}

type Message = Extract<Inbound, { kind: 'message' }>

function one(what: string, event: object, read: Inbound[]): Samples['requests'][number] {
  return { what, request: lineRequest([event]), read }
}

function said(content: Message['said'], more: Partial<Message> = {}): Inbound {
  return { kind: 'message', ...FROM, externalId: ID, said: content, ...REPLY, ...more }
}

function redelivered(): object {
  return lineMessage(TEXT, { deliveryContext: { isRedelivery: true } })
}

function elsewhere(): object {
  return {
    type: 'external',
    originalContentUrl: 'https://files.test/a.m4a',
    previewImageUrl: 'https://files.test/a.jpg',
  }
}

function sticker(more: object): object {
  const about = { packageId: '446', stickerId: '1988', stickerResourceType: 'STATIC', quoteToken: 'q' }
  return { type: 'sticker', ...about, ...more }
}
