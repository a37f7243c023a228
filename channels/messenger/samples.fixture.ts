/** Messenger's webhooks, and what each of them means. */
import type { Inbound } from '../inbound.ts'
import { lineOf, signedHook } from '../meta/account.fixture.ts'
import type { Samples } from '../samples.fixture.ts'

const PAGE = '1906385232743451'
const PERSON = '7482913650'
const TIME = 1_782_891_000_000
const AT = '2026-07-01T07:30:00.000Z'
const FROM = { place: PAGE, address: PERSON, at: AT }
const KEY = '0b8f4a52-4f0c-4b52-9c3e-0c35a1f2b7d1'

/** One event of the Page, as Facebook wraps it. */
export function pageHook(...events: object[]) {
  return signedHook('messenger', { object: 'page', entry: [{ id: PAGE, time: TIME, messaging: events }] })
}

/** Somebody wrote this to the Page. */
export function written(message: object) {
  return { sender: { id: PERSON }, recipient: { id: PAGE }, timestamp: TIME, message: { mid: 'm_1', ...message } }
}

function happened(event: object) {
  return { sender: { id: PERSON }, recipient: { id: PAGE }, timestamp: TIME, ...event }
}

function echoed(message: object) {
  const { message: echo } = written({ is_echo: true, ...message })
  return { sender: { id: PAGE }, recipient: { id: PERSON }, timestamp: TIME, message: echo }
}

function said(what: Extract<Inbound, { kind: 'message' }>['said'], more: object = {}): Inbound {
  return { ...FROM, kind: 'message', externalId: 'm_1', said: what, ...more }
}

export const samples: Samples = {
  line: lineOf('messenger', { pageId: PAGE, pageToken: 'page-token' }),
  requests: [
    of(
      'a text with letters that Facebook escapes',
      written({ text: 'Grüße 👋' }),
      said({ kind: 'text', text: 'Grüße 👋' }),
    ),
    of(
      'an answer to one of ours',
      written({ text: 'This one', reply_to: { mid: 'm_0' } }),
      said({ kind: 'text', text: 'This one' }, { replyTo: 'm_0' }),
    ),
    of(
      'a tap on a quick reply',
      written({ text: 'Red', quick_reply: { payload: 'colour/red' } }),
      said({ kind: 'choice', id: 'colour/red', label: 'Red' }),
    ),
    of(
      'a tap on a button',
      happened({ postback: { mid: 'm_1', title: 'Order status', payload: 'status' } }),
      said({ kind: 'choice', id: 'status', label: 'Order status' }),
    ),
    of(
      'the button that begins',
      happened({ postback: { mid: 'm_1', title: 'Get started', payload: 'get-started', referral: { ref: 'summer' } } }),
      said({ kind: 'start', ref: 'summer' }),
    ),
    of(
      'a link into a chat that was there',
      happened({ referral: { ref: 'autumn', source: 'SHORTLINK', type: 'OPEN_THREAD' } }),
      said({ kind: 'start', ref: 'autumn' }, { externalId: `referral:${PERSON}:${TIME}` }),
    ),
    of(
      'two pictures at once',
      written({
        attachments: [
          { type: 'image', payload: { url: 'https://scontent.test/1.jpg' } },
          { type: 'sticker', payload: { url: 'https://scontent.test/2.png', sticker_id: 369239263222822 } },
        ],
      }),
      said({ kind: 'sent-file', media: 'image', reference: 'https://scontent.test/1.jpg' }),
      said({ kind: 'sent-file', media: 'image', reference: 'https://scontent.test/2.png' }, { externalId: 'm_1#1' }),
    ),
    of(
      'a place',
      written({ attachments: [{ type: 'location', payload: { coordinates: { lat: 53.54, long: 9.97 } } }] }),
      said({ kind: 'location', latitude: 53.54, longitude: 9.97 }),
    ),
    of(
      'a link with its preview, once',
      written({
        text: 'https://acme.test/offer',
        attachments: [{ type: 'fallback', payload: { url: 'https://acme.test/offer', title: 'Offer' } }],
      }),
      said({ kind: 'text', text: 'https://acme.test/offer' }),
    ),
    of('our own message that comes back', echoed({ app_id: 4711, metadata: KEY, text: 'Hello' }), {
      ...FROM,
      kind: 'echo',
      externalId: 'm_1',
      said: { kind: 'text', text: 'Hello' },
      ours: KEY,
    }),
    of('what somebody wrote in the Page’s inbox', echoed({ app_id: 26390203743090, metadata: KEY, text: 'Hi' }), {
      ...FROM,
      kind: 'echo',
      externalId: 'm_1',
      said: { kind: 'text', text: 'Hi' },
    }),
    of(
      'what arrived',
      happened({ delivery: { mids: ['m_8', 'm_9'], watermark: TIME } }),
      { kind: 'receipt', place: PAGE, status: 'delivered', externalId: 'm_8', at: AT },
      { kind: 'receipt', place: PAGE, status: 'delivered', externalId: 'm_9', at: AT },
      { ...FROM, kind: 'read-until', status: 'delivered', until: AT },
    ),
    of('what was read', happened({ read: { watermark: TIME } }), {
      ...FROM,
      kind: 'read-until',
      status: 'read',
      until: AT,
    }),
    of('a reaction', happened({ reaction: { mid: 'm_9', action: 'react', reaction: 'love', emoji: '❤' } }), {
      ...FROM,
      kind: 'reaction',
      externalId: 'm_9',
      reaction: '❤',
    }),
    of('a reaction taken back', happened({ reaction: { mid: 'm_9', action: 'unreact' } }), {
      ...FROM,
      kind: 'reaction',
      externalId: 'm_9',
      reaction: null,
    }),
    of('a changed message', happened({ message_edit: { mid: 'm_1', text: 'Better', num_edit: 1 } }), {
      ...FROM,
      kind: 'edited',
      externalId: 'm_1',
      text: 'Better',
    }),
    of('a message taken back', written({ is_deleted: true }), { ...FROM, kind: 'deleted', externalId: 'm_1' }),
  ],
  wrongKeys: [(line) => withSecret(line, ''), (line) => withSecret(line, 'secret of another app')],
}

function of(what: string, event: object, ...read: Inbound[]) {
  return { what, request: pageHook(event), read }
}

/** The same channel of another app. */
export function withSecret(line: Samples['line'], appSecret: string): Samples['line'] {
  const { integration, secrets } = line.through
  return { ...line, through: { integration, secrets: { ...secrets, appSecret } } }
}
