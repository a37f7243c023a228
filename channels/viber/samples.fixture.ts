/** Viber's callbacks, and what each of them means. */
import { createHmac } from 'node:crypto'
import { SERVICES } from '../../shared/service-urls.ts'
import type { HookRequest, Inbound } from '../inbound.ts'
import { hookRequest, type Samples } from '../samples.fixture.ts'
import { MESSAGE_TOKEN, TOKEN } from './counterpart.fixture.ts'
import { trackingOf } from './taps.ts'

const URL = 'https://bots.acme.test/in/viber/Vb2x0Yh3v5mJd8bWz1aRt6uNs9oPcEfGiLlMqTyXzHK'
const AT = 1_782_891_000_000
const ANN = '01234567890A='
const SENDER = {
  id: ANN,
  name: 'Ann Lee',
  avatar: 'https://avatar.test/a.jpg',
  country: 'AT',
  language: 'en',
  api_version: 10,
}
const FROM = { address: ANN, at: '2026-07-01T07:30:00.000Z' }
const ABOUT = { timestamp: AT, chat_hostname: 'SN-CHAT-01_', message_token: MESSAGE_TOKEN }

/** As Viber sends it: the token of the message is a number. */
export function viberRequest(callback: object, authToken = TOKEN): HookRequest {
  const body = JSON.stringify({ ...ABOUT, ...callback }).replace(/"message_token":"(\d+)"/, '"message_token":$1')
  const signature = createHmac('sha256', authToken).update(body).digest('hex')
  return hookRequest({ url: URL, headers: { 'X-Viber-Content-Signature': signature }, body })
}

export function viberMessage(message: object): HookRequest {
  return viberRequest({ event: 'message', sender: SENDER, message, silent: false })
}

const MEDIA = 'https://dl-media.viber.com/5/media/2/short/any/sig/image/0x0/abcd.jpg'

export const samples: Samples = {
  line: {
    secrets: { authToken: TOKEN, name: 'Acme' },
    through: { integration: '', secrets: {} },
    urls: SERVICES,
    hook: { url: URL, secret: 'not used by Viber' },
  },
  requests: [
    message('a text', { type: 'text', text: 'Hello' }, { kind: 'text', text: 'Hello' }),
    message(
      'a tap on an answer of the last message',
      { type: 'text', text: 'Yes', ...trackingOf([{ kind: 'reply', id: 'yes', label: 'Yes' }]) },
      { kind: 'choice', id: 'yes', label: 'Yes' },
    ),
    message(
      'words where answers were offered',
      { type: 'text', text: 'Maybe', ...trackingOf([{ kind: 'reply', id: 'yes', label: 'Yes' }]) },
      { kind: 'text', text: 'Maybe' },
    ),
    message('a tap on a card', { type: 'text', text: 'tap:green-tea' }, { kind: 'choice', id: 'green-tea' }),
    message(
      'a picture',
      { type: 'picture', media: MEDIA, text: 'My cat', thumbnail: MEDIA },
      { kind: 'sent-file', media: 'image', reference: MEDIA, text: 'My cat' },
    ),
    message(
      'a video',
      { type: 'video', media: MEDIA, duration: 7, size: 1000 },
      { kind: 'sent-file', media: 'video', reference: MEDIA },
    ),
    message(
      'a file',
      { type: 'file', media: MEDIA, file_name: 'offer.pdf', file_size: 1000 },
      { kind: 'sent-file', media: 'file', reference: MEDIA, name: 'offer.pdf' },
    ),
    message(
      'a sticker',
      { type: 'sticker', media: MEDIA, sticker_id: 40100 },
      { kind: 'sent-file', media: 'image', reference: MEDIA },
    ),
    message('a link', { type: 'url', media: 'https://acme.test' }, { kind: 'text', text: 'https://acme.test' }),
    message(
      'a place',
      { type: 'location', location: { lat: 48.2, lon: 16.4 } },
      { kind: 'location', latitude: 48.2, longitude: 16.4 },
    ),
    message(
      'a contact',
      { type: 'contact', contact: { name: 'Ann', phone_number: '+43123456' } },
      { kind: 'text', text: '+43123456' },
    ),
    message('something new', { type: 'hologram' }, { kind: 'unsupported', what: 'hologram' }),
    {
      what: 'the opening by a link',
      request: viberRequest({
        event: 'conversation_started',
        type: 'open',
        context: 'spring',
        user: SENDER,
        subscribed: false,
      }),
      read: [said({ kind: 'start', ref: 'spring' })],
    },
    {
      what: 'a subscription',
      request: viberRequest({ event: 'subscribed', user: SENDER }),
      read: [{ kind: 'reach', ...FROM, reach: 'ok' }],
    },
    {
      what: 'the end of a subscription',
      request: viberRequest({ event: 'unsubscribed', user_id: ANN }),
      read: [{ kind: 'reach', ...FROM, reach: 'opted-out' }],
    },
    receipt('delivered', 'delivered'),
    receipt('seen', 'read'),
    receipt('failed', 'failed', { reason: 'Viber could not deliver it.' }),
    { what: 'the question whether we are there', request: viberRequest({ event: 'webhook' }), read: [] },
  ],
  wrongKeys: [
    (line) => ({ ...line, secrets: { ...line.secrets, authToken: '' } }),
    (line) => ({ ...line, secrets: { ...line.secrets, authToken: TOKEN.replace('4', '5') } }),
  ],
}

type Message = Extract<Inbound, { kind: 'message' }>
type Receipt = Extract<Inbound, { kind: 'receipt' }>

function message(what: string, fields: object, content: Message['said']): Samples['requests'][number] {
  return { what, request: viberMessage(fields), read: [said(content)] }
}

function said(content: Message['said']): Inbound {
  const profile = { name: 'Ann Lee', language: 'en' }
  return { kind: 'message', ...FROM, externalId: MESSAGE_TOKEN, said: content, profile }
}

function receipt(event: string, status: Receipt['status'], more: Partial<Receipt> = {}): Samples['requests'][number] {
  const request = viberRequest({ event, user_id: ANN })
  const read: Receipt = { kind: 'receipt', status, externalId: MESSAGE_TOKEN, at: FROM.at, ...more }
  return { what: `that a message was ${event}`, request, read: [read] }
}
