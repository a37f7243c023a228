/** What MessageMedia writes: what is believed of it, and what it means. */
import { createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { answered } from '../../shared/answered.fixture.ts'
import { SERVICES } from '../../shared/service-urls.ts'
import { missingSpecs, vendorFixture } from '../../shared/vendor-spec.fixture.ts'
import { hookRequest } from '../samples.fixture.ts'
import { sms } from './channel.ts'
import { HOOK_TEMPLATE } from './messagemedia-hook.ts'
import type { SmsLine } from './provider.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const URL = 'https://acme.test/in/sms/token'
const PERSON = '+61491570156'
const OUR_NUMBER = '+61491593156'
const reply = {
  ...{ reply_id: 'r-1', notification_id: '', message_id: 'm-1', status: '', error_code: '', part: 'part-1' },
  ...{ source_number: PERSON, destination_number: OUR_NUMBER, content: 'Hello Derpina', attachments: '' },
  date_received: '2016-12-07T08:44:00.850Z',
}

describe('a request of MessageMedia', () => {
  it('is believed by its secret where the account has no key', () => {
    expect(sms.verify(from(reply), lineWith(), ask)).toBe(true)
    expect(sms.verify(from(reply, { secret: 'other' }), lineWith(), ask)).toBe(false)
    expect(sms.verify(from(reply, { secret: '' }), { ...lineWith(), hook: { url: URL, secret: '' } }, ask)).toBe(false)
  })

  it.each(['\n', ''])('is believed by its signature, with %j between what is signed', (between) => {
    expect(sms.verify(signed(reply, { between }), lineWith(PEM), ask)).toBe(true)
  })

  it('is not believed with a key and no signature, another body, an old date or a key that is none', () => {
    expect(sms.verify(from(reply), lineWith(PEM), ask)).toBe(false)
    const { headers } = signed(reply)
    expect(sms.verify({ ...from({ ...reply, content: 'Pay' }), headers }, lineWith(PEM), ask)).toBe(false)
    expect(sms.verify(signed(reply, { date: new Date(Date.now() - 3_600_000) }), lineWith(PEM), ask)).toBe(false)
    expect(sms.verify(signed(reply), lineWith('no key'), ask)).toBe(false)
  })
})

describe('what MessageMedia says', () => {
  it('is a message of a person', () => {
    expect(readOf(reply)).toEqual([
      {
        ...{ kind: 'message', externalId: 'r-1', address: PERSON, at: '2016-12-07T08:44:00.850Z' },
        said: { kind: 'text', text: 'Hello Derpina' },
      },
    ])
  })

  it('is nothing of ours where it is for another number of the account', () => {
    expect(readOf({ ...reply, destination_number: '+61400000000' })).toEqual([])
  })

  it('is a good-bye, told or by its word', () => {
    const gone = { kind: 'reach', address: PERSON, reach: 'opted-out', at: '2016-12-07T08:44:00.850Z' }
    expect(readOf({ ...reply, reply_id: '', notification_id: 'n-1', content: 'Lass mich' })).toEqual([gone])
    expect(readOf({ ...reply, content: 'stop' })).toEqual([gone])
  })

  it('is a picture that cannot be had', () => {
    expect(readOf({ ...reply, content: '', attachments: '2' })).toMatchObject([
      { said: { kind: 'unsupported', what: 'MMS' } },
    ])
  })

  it.each([
    ['submitted', 'sent'],
    ['delivered', 'delivered'],
    ['expired', 'failed'],
    ['rejected', 'failed'],
  ])('is that a message was %s', (status, meaning) => {
    expect(readOf({ ...reply, reply_id: '', status })).toMatchObject([
      { kind: 'receipt', status: meaning, externalId: 'm-1', ours: 'part-1' },
    ])
  })

  it('is that the number is on the list of those who said stop', () => {
    expect(readOf({ ...reply, reply_id: '', status: 'rejected', error_code: '302' })).toMatchObject([
      { kind: 'receipt', status: 'failed', reason: 'The message did not arrive (302).' },
      { kind: 'reach', address: PERSON, reach: 'opted-out' },
    ])
  })

  it.each(['', 'null', '[]', '{"reply_id":{}}', '{'])('is nothing where it is %j', (body) => {
    expect(sms.read(hookRequest({ url: URL, body }), lineWith())).toEqual([])
  })

  it.skipIf(missingSpecs !== '')(`has the shape of their own examples${missingSpecs}`, () => {
    const examples = Object(vendorFixture('sinch-engage-webhook-examples.json'))
    expect(readOf(examples.smsReceived)).toMatchObject([{ kind: 'message', said: { text: 'Hello Derpina' } }])
    expect(readOf(examples.optOut)).toMatchObject([{ kind: 'reach', reach: 'opted-out' }])
    expect(readOf(examples.deliveryReport)).toMatchObject([{ kind: 'receipt', status: 'delivered' }])
    const names = Object.keys(JSON.parse(HOOK_TEMPLATE))
    for (const name of ['reply_id', 'source_number', 'destination_number', 'content', 'date_received'])
      expect([names.includes(name), Object.hasOwn(examples.smsReceived, name)]).toEqual([true, true])
  })
})

const ask: SmsLine['ask'] = async () => answered(500)

function lineWith(signatureKey?: string): SmsLine {
  const keys = { region: 'eu', apiKey: 'key', apiSecret: 'secret', ...(signatureKey && { signatureKey }) } as const
  return {
    secrets: { from: OUR_NUMBER, id: 'hook-1', canSendMedia: false, before: {} },
    through: { integration: 'messagemedia', secrets: keys },
    urls: SERVICES,
    hook: { url: URL, secret: 's'.repeat(43) },
    ask,
  }
}

function from(body: object, { secret = 's'.repeat(43) } = {}) {
  return hookRequest({ url: URL, headers: { 'X-Hook-Secret': secret }, body: JSON.stringify(body) })
}

function signed(body: object, { between = '\n', date = new Date() } = {}) {
  const request = from(body)
  const lines = ['POST /in/sms/token HTTP/1.1', date.toUTCString(), JSON.stringify(body)]
  const headers = {
    ...request.headers,
    date: date.toUTCString(),
    'x-messagemedia-digest-type': 'SHA-512',
    'x-messagemedia-signature': createSign('sha512').update(lines.join(between)).sign(privateKey, 'base64'),
  }
  return { ...request, headers }
}

function readOf(body: object) {
  return sms.read(from(body), lineWith())
}
