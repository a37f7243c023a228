/** A number at Twilio, with what Twilio writes of it. */
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { SERVICES } from '../../shared/service-urls.ts'
import type { Line } from '../channel.ts'
import { hookRequest, type Samples } from '../samples.fixture.ts'

const URL = `https://acme.test/in/sms/${'t'.repeat(43)}`
const TOKEN = 'twilio-token-of-acme'
const SID = `SM${'1'.repeat(32)}`
const OUR_NUMBER = '+15550100'
const ANN = '+15550123'

/** A webhook of Twilio, signed by its own library. */
export function fromTwilio(fields: Record<string, string>, { url = URL, token = TOKEN } = {}) {
  return hookRequest({
    url,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Twilio-Signature': getExpectedTwilioSignature(token, url, fields),
    },
    body: new URLSearchParams(fields).toString(),
  })
}

export function messageOf(text: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    MessageSid: SID,
    AccountSid: `AC${'0'.repeat(32)}`,
    From: ANN,
    To: OUR_NUMBER,
    Body: text,
    NumMedia: '0',
    ...more,
  }
}

export const twilioLine = {
  secrets: { from: OUR_NUMBER, id: `PN${'2'.repeat(32)}`, canSendMedia: true, before: {} },
  through: { integration: 'twilio', secrets: { accountSid: `AC${'0'.repeat(32)}`, authToken: TOKEN } },
  urls: SERVICES,
  hook: { url: URL, secret: 's'.repeat(43) },
} as const satisfies Omit<Line, 'ask'>

const picture = { NumMedia: '1', MediaUrl0: 'https://api.twilio.com/Media/ME1', MediaContentType0: 'image/jpeg' }

export const samples: Samples = {
  line: twilioLine,
  requests: [
    {
      what: 'a message',
      request: fromTwilio(messageOf('Hello ✓')),
      read: [{ kind: 'message', externalId: SID, address: ANN, said: { kind: 'text', text: 'Hello ✓' } }],
    },
    {
      what: 'a picture with words',
      request: fromTwilio(messageOf('Look', picture)),
      read: [
        {
          kind: 'message',
          externalId: SID,
          address: ANN,
          said: { kind: 'sent-file', media: 'image', reference: 'https://api.twilio.com/Media/ME1', text: 'Look' },
        },
      ],
    },
    {
      what: 'good-bye',
      request: fromTwilio(messageOf('stop ')),
      read: [{ kind: 'reach', address: ANN, reach: 'opted-out' }],
    },
    {
      what: 'a message of ours that arrived',
      request: fromTwilio({ MessageSid: SID, MessageStatus: 'delivered', To: ANN }, { url: `${URL}?part=p1` }),
      read: [{ kind: 'receipt', status: 'delivered', externalId: SID, ours: 'p1' }],
    },
  ],
  wrongKeys: [
    (line) => withToken(line, ''),
    (line) => withToken(line, 'twilio-token-of-globex'),
    (line) => ({
      ...line,
      through: {
        integration: 'signalwire',
        secrets: { space: 'acme', projectId: 'p', apiToken: 't', signingKey: TOKEN },
      },
    }),
  ],
}

function withToken(line: Omit<Line, 'ask'>, authToken: string): Omit<Line, 'ask'> {
  return { ...line, through: { integration: 'twilio', secrets: { accountSid: `AC${'0'.repeat(32)}`, authToken } } }
}
