/** What the RCS platform sends to a webhook, in the shapes of its guide, and what each of it means. */
import { createHmac } from 'node:crypto'
import { SERVICES } from '../../shared/service-urls.ts'
import type { HookRequest, Inbound } from '../inbound.ts'
import { hookRequest, type Samples } from '../samples.fixture.ts'

const URL = 'https://bots.acme.test/in/google/HKkq2x0Yh3v5mJd8bWz1aRt6uNs9oPcEfGiLlMqTyXz'
export const CLIENT_TOKEN = 'SJENCPGJESMGUFPY'
const ANN = '+12025550142'
const AT = '2026-07-01T07:30:00.000Z'
const FROM = { address: ANN, at: AT } as const

/** A signed event, as it is pushed. */
export function rcsEvent(event: object, clientToken = CLIENT_TOKEN): HookRequest {
  const data = JSON.stringify({ senderPhoneNumber: ANN, sendTime: '2026-07-01T07:30:00.000000Z', ...event })
  const message = {
    attributes: { business_id: 'acme_bot', type: 'event', project_number: '7' },
    data: Buffer.from(data).toString('base64'),
    messageId: '8127',
  }
  const signature = createHmac('sha512', clientToken).update(data).digest('base64')
  const headers = { 'Content-Type': 'application/json', 'X-Goog-Signature': signature }
  return hookRequest({
    url: URL,
    headers,
    body: JSON.stringify({ message, subscription: 'projects/rbm/subscriptions/7' }),
  })
}

const AGENT = { agentId: 'acme_bot@rbm.goog' }

function said(what: string, event: object, said: Extract<Inbound, { kind: 'message' }>['said']) {
  const message: Inbound = { kind: 'message', ...FROM, externalId: 'MsgA', profile: { phone: ANN }, said }
  return { what, request: rcsEvent({ ...AGENT, messageId: 'MsgA', ...event }), read: [message] }
}

function told(what: string, event: object, read: Inbound[]) {
  return { what, request: rcsEvent({ ...AGENT, eventId: 'E1', ...event }), read }
}

const stop = said('the word that ends it', { text: 'Stop ' }, { kind: 'unsupported', what: 'STOP' })
const start = said('the word that begins it again', { text: 'ALTA' }, { kind: 'text', text: 'ALTA' })

export const samples: Samples = {
  line: {
    secrets: { agentId: 'acme_bot', region: 'europe', clientToken: CLIENT_TOKEN, serviceAccount: '' },
    through: {
      integration: 'google-business',
      secrets: {
        clientId: 'acme.apps.test',
        clientSecret: 'GOCSPX-0123456789',
        refreshToken: '1//0e-refresh-0123456789',
      },
    },
    urls: SERVICES,
    hook: { url: URL, secret: 'sQ1x0Yh3v5mJd8bWz1aRt6uNs9oPcEfGiLlMqTyXzAB' },
  },
  requests: [
    said('a text', { text: 'Hello' }, { kind: 'text', text: 'Hello' }),
    said(
      'a tap on an answer',
      { suggestionResponse: { postbackData: 'size/m', text: 'Medium', type: 'REPLY' } },
      { kind: 'choice', id: 'size/m', label: 'Medium' },
    ),
    said(
      'a place',
      { location: { latitude: 47.07, longitude: 15.44 } },
      { kind: 'location', latitude: 47.07, longitude: 15.44 },
    ),
    said(
      'a picture',
      {
        userFile: {
          thumbnail: { mimeType: 'image/jpeg', fileSizeBytes: 900, fileUri: 'https://rcs.test/thumb' },
          payload: {
            mimeType: 'image/jpeg',
            fileSizeBytes: 9000,
            fileName: 'cat.jpg',
            fileUri: 'https://rcs.test/cat',
          },
        },
      },
      { kind: 'sent-file', media: 'image', reference: 'https://rcs.test/cat', name: 'cat.jpg' },
    ),
    { ...stop, read: [...stop.read, { kind: 'reach', reach: 'opted-out', ...FROM }] },
    { ...start, read: [{ kind: 'reach', reach: 'ok', ...FROM }, ...start.read] },
    told('that it arrived', { eventType: 'DELIVERED', messageId: 'key-1' }, [
      { kind: 'receipt', status: 'delivered', externalId: 'key-1', ours: 'key-1', at: AT },
    ]),
    told('that it was read', { eventType: 'READ', messageId: 'key-1' }, [
      { kind: 'receipt', status: 'read', externalId: 'key-1', ours: 'key-1', at: AT },
    ]),
    told('that somebody types', { eventType: 'IS_TYPING' }, []),
    told('the end of a subscription', { eventType: 'UNSUBSCRIBE' }, [{ kind: 'reach', reach: 'opted-out', ...FROM }]),
    told('a subscription', { eventType: 'SUBSCRIBE' }, [{ kind: 'reach', reach: 'ok', ...FROM }]),
    told('what is for another agent', { agentId: 'globex_bot', text: 'Hi', messageId: 'MsgB' }, []),
  ],
  wrongKeys: [
    (line) => ({ ...line, secrets: { ...line.secrets, clientToken: '' } }),
    (line) => ({ ...line, secrets: { ...line.secrets, clientToken: 'SJENCPGJESMGUFPZ' } }),
  ],
}
