/** SMS by Twilio and SignalWire: what is read, and what is said to them. */
import { createHash } from 'node:crypto'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { describe, expect, it } from 'vitest'
import type { Answered, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import type { Channel, Outgoing, Recipient } from '../channel.ts'
import { hookRequest } from '../samples.fixture.ts'
import { sms } from './channel.ts'
import { fromTwilio, messageOf, samples, twilioLine } from './samples.fixture.ts'

const channel: Channel = sms
const to: Recipient = { workspaceId: 'acme', botId: 'hal', address: '+15550123', replyWith: null, lastWroteAt: null }

describe.each(samples.requests)('$what', ({ request, read }) => {
  it('is believed and read', () => {
    expect(sms.verify(request, twilioLine, noAsk)).toBe(true)
    expect(sms.read(request, twilioLine)).toEqual(read)
  })

  it('is not believed with another body, address or no signature', () => {
    const other = { ...request, body: new TextEncoder().encode('MessageSid=SM2&From=%2B15550199&Body=Pay') }
    expect(sms.verify(other, twilioLine, noAsk)).toBe(false)
    expect(sms.verify({ ...request, url: 'https://acme.test/in/sms/other' }, twilioLine, noAsk)).toBe(false)
    const { 'x-twilio-signature': _, ...headers } = request.headers
    expect(sms.verify({ ...request, headers }, twilioLine, noAsk)).toBe(false)
    for (const wrong of samples.wrongKeys) expect(channel.verify(request, wrong(twilioLine), noAsk)).toBe(false)
  })
})

describe('a signature', () => {
  it('counts with and without the port of the scheme', () => {
    const url = 'https://acme.test:443/in/sms/x'
    const request = fromTwilio(messageOf('Hi'), { url })
    expect(sms.verify({ ...request, url: 'https://acme.test/in/sms/x' }, twilioLine, noAsk)).toBe(true)
  })

  it('of a JSON body is over its hash', () => {
    const body = '{"a":1}'
    const url = `https://acme.test/in/sms/x?bodySHA256=${createHash('sha256').update(body).digest('hex')}`
    const token = twilioLine.through.secrets.authToken
    const headers = {
      'X-Twilio-Signature': getExpectedTwilioSignature(token, url, {}),
      'Content-Type': 'application/json',
    }
    expect(sms.verify(hookRequest({ url, headers, body }), twilioLine, noAsk)).toBe(true)
    expect(sms.verify(hookRequest({ url, headers, body: '{"a":2}' }), twilioLine, noAsk)).toBe(false)
  })

  it('of SignalWire is made with the signing key', () => {
    const keys = { space: 'acme', projectId: 'p', apiToken: 'api', signingKey: 'PSK' }
    const line = { ...twilioLine, through: { integration: 'signalwire', secrets: keys } } as const
    const { headers, ...request } = fromTwilio(messageOf('Hi'), { token: 'PSK' })
    const signed = {
      ...request,
      headers: { ...headers, 'x-signalwire-signature': headers['x-twilio-signature'] ?? '' },
    }
    expect(sms.verify(signed, line, noAsk)).toBe(true)
    expect(sms.verify({ ...request, headers }, line, noAsk)).toBe(false)
  })
})

describe('who leaves and comes back', () => {
  it.each(['STOP', 'Unsubscribe', ' quit', 'StopAll', 'cancel', 'END'])('is gone with %j', (word) => {
    expect(readOf(messageOf(word))).toEqual([{ kind: 'reach', address: '+15550123', reach: 'opted-out' }])
  })

  it.each(['Stop it please', 'the end', 'cancelled'])('is not gone with %j', (text) => {
    expect(readOf(messageOf(text))).toMatchObject([{ kind: 'message', said: { text } }])
  })

  it('is back with START, which the bot hears too', () => {
    expect(readOf(messageOf('start'))).toMatchObject([{ kind: 'reach', reach: 'ok' }, { kind: 'message' }])
  })

  it('is told by Twilio in every language', () => {
    expect(readOf(messageOf('ARRET', { OptOutType: 'STOP' }))).toMatchObject([{ kind: 'reach', reach: 'opted-out' }])
    expect(readOf(messageOf('STOP', { OptOutType: 'HELP' }))).toMatchObject([{ kind: 'message' }])
  })
})

describe('a number with an application', () => {
  const number = { sid: `PN${'2'.repeat(32)}`, phone_number: '+15550100', capabilities: { sms: true, mms: false } }
  const at = { ...number, sms_url: '', sms_application_sid: 'AP1' }
  const senders = [answered(200, { incoming_phone_numbers: [number] }), answered(200, { services: [] })]

  it('is taken from the application, which gets it back', async () => {
    const asked: Asked[] = []
    const account = { ...twilioLine, ask: answering([...senders, answered(200, at), answered(200, at)], asked) }
    const connected = await sms.connect({ form: {}, place: number.sid, hook: twilioLine.hook }, account)
    expect(connected).toMatchObject({
      data: { secrets: { canSendMedia: false, before: { SmsApplicationSid: 'AP1' } } },
    })
    expect(Object.fromEntries(asked.at(-1)?.form ?? [])).toEqual({
      SmsUrl: twilioLine.hook.url,
      SmsMethod: 'POST',
      SmsApplicationSid: '',
    })
  })

  it('no longer leads here where it has one again', async () => {
    const there = answered(200, { ...at, sms_url: twilioLine.hook.url })
    expect(await sms.check({ ...twilioLine, ask: answering([there]) })).toMatchObject({ ok: false })
  })

  it('is not connected where it is not of the account', async () => {
    const account = { ...twilioLine, ask: answering([...senders]) }
    const connected = await sms.connect({ form: {}, place: 'PN9', hook: twilioLine.hook }, account)
    expect(connected).toEqual({ ok: false, message: 'Pick a number or sender of the account.' })
  })
})

describe('several pictures', () => {
  it('are messages of their own, the words with the first', () => {
    const media = { NumMedia: '2', MediaUrl0: 'https://a.test/1', MediaContentType0: 'image/png' }
    const read = readOf(messageOf('Both', { ...media, MediaUrl1: 'https://a.test/2', MediaContentType1: 'text/vcard' }))
    expect(read).toMatchObject([
      { externalId: messageOf('').MessageSid, said: { media: 'image', text: 'Both' } },
      { externalId: `${messageOf('').MessageSid}/1`, said: { media: 'file', reference: 'https://a.test/2' } },
    ])
  })

  it('are fetched with the keys from Twilio alone', async () => {
    const asked: Asked[] = []
    const line = { ...twilioLine, ask: answering([answered(200, {}, { 'content-type': 'image/png' })], asked) }
    expect(await sms.fetch?.('https://api.twilio.com/Media/ME1', line)).toMatchObject({
      ok: true,
      data: { name: 'file.png' },
    })
    await sms.fetch?.('https://api.twilio.com.evil.test/ME1', line)
    expect(asked.map(({ headers }) => headers?.Authorization !== undefined)).toEqual([true, false])
  })
})

describe('a message that did not arrive', () => {
  it('says why, and that the person has blocked us', () => {
    const failed = { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30004', To: '+15550123' }
    expect(readOf(failed)).toEqual([
      { kind: 'receipt', status: 'failed', externalId: 'SM1', reason: 'The message did not arrive (30004).' },
      { kind: 'reach', address: '+15550123', reach: 'blocked' },
    ])
    expect(readOf({ ...failed, MessageStatus: 'queued' })).toEqual([])
  })
})

describe('sending', () => {
  it('writes links out, and asks to be told of the part', async () => {
    const asked: Asked[] = []
    const content = { kind: 'text', text: '*Hi*, see [our shop](https://shop.test/)' } as const
    expect(await send(content, [answered(201, { sid: 'SM9' })], asked)).toEqual({ ok: true, externalId: 'SM9' })
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      To: '+15550123',
      From: '+15550100',
      Body: 'Hi, see our shop (https://shop.test/)',
      StatusCallback: `${twilioLine.hook.url}?part=part-1`,
    })
  })

  it('sends a picture, and its address where the number sends none', async () => {
    const asked: Asked[] = []
    const picture = { kind: 'image', url: 'https://a.test/cat.png', text: 'A cat' } as const
    await send(picture, [answered(201, { sid: 'MM1' })], asked)
    expect(Object.fromEntries(asked[0]?.form ?? [])).toMatchObject({
      Body: 'A cat',
      MediaUrl: 'https://a.test/cat.png',
    })
    const plain = { ...twilioLine, secrets: { ...twilioLine.secrets, canSendMedia: false } }
    await sms.send(outgoing(picture), to, { ...plain, ask: answering([answered(201, { sid: 'SM1' })], asked) })
    expect(Object.fromEntries(asked[1]?.form ?? [])).toMatchObject({ Body: 'A cat\nhttps://a.test/cat.png' })
  })

  it.each([
    [answered(400, { code: 21610 }), { isFinal: true, unreachable: 'opted-out' }],
    [answered(400, { code: 30004 }), { isFinal: true, unreachable: 'blocked' }],
    [answered(401, { code: 20003 }), { isFinal: true, isDisconnected: true }],
    [answered(429, { code: 20429 }, { 'retry-after': '7' }), { isFinal: false, retryAfterS: 7 }],
    [answered(400, { code: 21211 }), { isFinal: true, reason: 'This is no telephone number.' }],
    [answered(503), { isFinal: false, isInDoubt: true }],
    [{ ok: false, reason: 'timeout', message: 'Late.', wasSent: true } as const, { isFinal: false, isInDoubt: true }],
  ])('understands %j', async (answer, meaning) => {
    expect(await send({ kind: 'text', text: 'Hi' }, [answer])).toMatchObject({ ok: false, ...meaning })
  })

  it('does not doubt what was never sent', async () => {
    const answer = { ok: false, reason: 'failed', message: 'No.', wasSent: false } as const
    expect(await send({ kind: 'text', text: 'Hi' }, [answer])).not.toHaveProperty('isInDoubt')
  })
})

describe('what is in doubt', () => {
  const listed = (body: string, date_created: string) =>
    answered(200, { messages: [{ body, date_created, direction: 'outbound-api' }] })
  it.each([
    [listed('Hi', 'Wed, 01 Jul 2026 07:30:02 +0000'), 'sent'],
    [listed('Hi', 'Tue, 30 Jun 2026 07:30:02 +0000'), 'not-sent'],
    [listed('Ho', 'Wed, 01 Jul 2026 07:30:02 +0000'), 'not-sent'],
    [answered(500), 'unknown'],
  ])('is looked up: %#', async (answer, found) => {
    const line = { ...twilioLine, ask: answering([answer]) }
    expect(await sms.find?.(outgoing({ kind: 'text', text: '_Hi_' }), to, line)).toBe(found)
  })
})

const noAsk = answering([])

function readOf(fields: Record<string, string>) {
  return sms.read(fromTwilio(fields), twilioLine)
}

function send(content: Content, answers: Answered[], asked: Asked[] = []) {
  return sms.send(outgoing(content), to, { ...twilioLine, ask: answering(answers, asked) })
}

function outgoing(content: Content): Outgoing {
  return {
    id: 'm1',
    seq: 1,
    author: 'bot',
    name: null,
    content,
    at: '2026-07-01T07:30:00.500Z',
    part: 0,
    key: 'part-1',
  }
}

/** Answers in this order, and the last one again and again. */
function answering(answers: Answered[], asked: Asked[] = []) {
  return async (request: Asked): Promise<Answered> => {
    asked.push(request)
    const [next = answered(500)] = answers.length > 1 ? answers.splice(0, 1) : answers
    return next
  }
}
