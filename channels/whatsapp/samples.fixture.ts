/** WhatsApp's webhooks, and what each of them means. */
import type { Inbound } from '../inbound.ts'
import { withSecret } from '../messenger/samples.fixture.ts'
import { lineOf, signedHook } from '../meta/account.fixture.ts'
import type { Samples } from '../samples.fixture.ts'

const NUMBER = '106540352242922'
const PHONE = '16505551234'
const USER = 'US.13491208655302741918'
const TIME = '1782891000'
const AT = '2026-07-01T07:30:00.000Z'
const FROM = { place: NUMBER, address: PHONE, at: AT }
const SHEENA = { profile: { name: 'Sheena Nelson' }, wa_id: PHONE }
const PROFILE = { name: 'Sheena Nelson', phone: `+${PHONE}` }
const KEY = '0b8f4a52-4f0c-4b52-9c3e-0c35a1f2b7d1'

/** What happened at the number, as Facebook wraps it. */
export function numberHook(value: object, field = 'messages') {
  const metadata = { display_phone_number: '15550783881', phone_number_id: NUMBER }
  const changes = [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field }]
  return signedHook('whatsapp', { object: 'whatsapp_business_account', entry: [{ id: '419561257915477', changes }] })
}

export const samples: Samples = {
  line: lineOf('whatsapp', { accountId: '419561257915477', numberId: NUMBER }),
  requests: [
    message('a text', { type: 'text', text: { body: 'Grüße' } }, { kind: 'text', text: 'Grüße' }),
    {
      what: 'an answer to one of ours, of somebody who hides their number',
      request: numberHook({
        contacts: [{ profile: { name: 'Sheena Nelson', username: 'sheena' }, user_id: USER }],
        messages: [
          {
            id: 'wamid.1',
            from_user_id: USER,
            timestamp: TIME,
            type: 'text',
            text: { body: 'Yes' },
            context: { id: 'wamid.0' },
          },
        ],
      }),
      read: [
        {
          ...heard({ kind: 'text', text: 'Yes' }),
          address: USER,
          profile: { name: 'Sheena Nelson' },
          replyTo: 'wamid.0',
        },
      ],
    },
    message(
      'a picture',
      { type: 'image', image: { id: '1003383421387256', mime_type: 'image/jpeg', caption: 'Taj Mahal' } },
      { kind: 'sent-file', media: 'image', reference: '1003383421387256', text: 'Taj Mahal' },
    ),
    message(
      'a document',
      { type: 'document', document: { id: '77', mime_type: 'application/pdf', filename: 'offer.pdf' } },
      { kind: 'sent-file', media: 'file', reference: '77', name: 'offer.pdf' },
    ),
    message(
      'a tap on a button',
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'cancel', title: 'Cancel' } } },
      { kind: 'choice', id: 'cancel', label: 'Cancel' },
    ),
    message(
      'a tap on a row',
      {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: 'red', title: 'Red', description: 'Dark' } },
      },
      { kind: 'choice', id: 'red', label: 'Red' },
    ),
    message(
      'a tap on a template’s button',
      { type: 'button', button: { payload: 'Unsubscribe', text: 'Unsubscribe' } },
      { kind: 'choice', id: 'Unsubscribe', label: 'Unsubscribe' },
    ),
    message(
      'a place',
      { type: 'location', location: { latitude: 37.44, longitude: -122.16, name: 'Philz' } },
      { kind: 'location', latitude: 37.44, longitude: -122.16 },
    ),
    message(
      'an order',
      {
        type: 'order',
        order: {
          text: 'Soon, please',
          product_items: [{ product_retailer_id: 'tea', quantity: 2, item_price: 30, currency: 'USD' }],
        },
      },
      { kind: 'text', text: '2 × tea (30 USD)\nSoon, please' },
    ),
    {
      what: 'a reaction',
      request: numberHook({
        contacts: [SHEENA],
        messages: [written({ type: 'reaction', reaction: { message_id: 'wamid.9', emoji: '👍' } })],
      }),
      read: [{ ...FROM, kind: 'reaction', externalId: 'wamid.9', reaction: '👍' }],
    },
    {
      what: 'what became of ours',
      request: numberHook({
        statuses: [
          { id: 'wamid.9', status: 'delivered', timestamp: TIME, recipient_id: PHONE, biz_opaque_callback_data: KEY },
        ],
      }),
      read: [{ kind: 'receipt', place: NUMBER, status: 'delivered', externalId: 'wamid.9', ours: KEY, at: AT }],
    },
    {
      what: 'what was not delivered, since the person wants nothing more',
      request: numberHook({
        statuses: [
          {
            id: 'wamid.9',
            status: 'failed',
            timestamp: TIME,
            recipient_id: PHONE,
            errors: [{ code: 131050, title: 'Stop' }],
          },
        ],
      }),
      read: [
        {
          kind: 'receipt',
          place: NUMBER,
          status: 'failed',
          externalId: 'wamid.9',
          at: AT,
          reason: 'WhatsApp could not deliver it (131050).',
        },
        { ...FROM, kind: 'reach', reach: 'opted-out' },
      ],
    },
    {
      what: 'somebody who stops messages',
      request: numberHook(
        {
          contacts: [SHEENA],
          user_preferences: [{ wa_id: PHONE, category: 'marketing_messages', value: 'stop', timestamp: 1782891000 }],
        },
        'user_preferences',
      ),
      read: [{ ...FROM, kind: 'reach', reach: 'opted-out' }],
    },
    {
      what: 'what somebody of the business wrote on their phone',
      request: numberHook(
        {
          message_echoes: [
            { id: 'wamid.7', from: '15550783881', to: PHONE, timestamp: TIME, type: 'text', text: { body: 'Hi' } },
          ],
        },
        'smb_message_echoes',
      ),
      read: [{ ...FROM, kind: 'echo', externalId: 'wamid.7', said: { kind: 'text', text: 'Hi' } }],
    },
  ],
  wrongKeys: [(line) => withSecret(line, ''), (line) => withSecret(line, 'secret of another app')],
}

function written(message: object) {
  return { from: PHONE, id: 'wamid.1', timestamp: TIME, ...message }
}

function heard(said: Extract<Inbound, { kind: 'message' }>['said']): Extract<Inbound, { kind: 'message' }> {
  const replyWith = { token: 'wamid.1', until: '2026-07-02T07:30:00.000Z' }
  return { ...FROM, kind: 'message', externalId: 'wamid.1', said, profile: PROFILE, replyWith }
}

function message(what: string, body: object, said: Extract<Inbound, { kind: 'message' }>['said']) {
  return { what, request: numberHook({ contacts: [SHEENA], messages: [written(body)] }), read: [heard(said)] }
}
