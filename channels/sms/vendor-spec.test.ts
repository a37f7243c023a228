/** What is asked of Twilio and MessageMedia is what their own specifications accept. */
import { describe, expect, it } from 'vitest'
import type { Answered } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import { SERVICES } from '../../shared/service-urls.ts'
import { missingSpecs, type Vendor, vendorBySpec } from '../../shared/vendor-spec.fixture.ts'
import type { Outgoing, Recipient } from '../channel.ts'
import { sms } from './channel.ts'
import { HOOK_EVENTS } from './messagemedia-hook.ts'
import type { SmsLine } from './provider.ts'

const hook = { url: 'https://acme.test/in/sms/token', secret: 's'.repeat(43) }
const to: Recipient = { workspaceId: 'acme', botId: 'hal', address: '+15550123', replyWith: null, lastWroteAt: null }
const text: Outgoing = {
  ...{ id: 'm1', seq: 1, author: 'bot', name: null, at: '2026-07-01T07:30:00Z', part: 0, key: 'part-1' },
  content: { kind: 'text', text: 'Hello' },
}
const picture: Outgoing = { ...text, content: { kind: 'image', url: 'https://acme.test/cat.png' } }
const NUMBER = `PN${'b'.repeat(32)}`
const SERVICE = `MG${'c'.repeat(32)}`

describe.skipIf(missingSpecs !== '')(`the specifications${missingSpecs}`, () => {
  it('of Twilio take all that is asked of it for a number', async () => {
    const { line, vendor } = await twilioBySpec('twilio-api-v2010.json')
    const number = { sid: NUMBER, phone_number: '+15550100', capabilities: { sms: true, mms: true }, sms_url: hook.url }
    next(vendor, answered(200, { incoming_phone_numbers: [number] }), answered(200, number), answered(200, number))
    const own = { ...line, urls: SERVICES }
    const ask: SmsLine['ask'] = (request) =>
      request.url.startsWith(SERVICES['twilio-messaging'])
        ? Promise.resolve(answered(200, { services: [] }))
        : vendor.ask(request)
    expect(await sms.connect({ form: {}, place: NUMBER, hook }, { ...own, ask })).toMatchObject({
      ok: true,
      data: { place: NUMBER },
    })
    next(vendor, answered(201, { sid: 'SM1' }), answered(201, { sid: 'MM1' }))
    expect(await sms.send(text, to, line)).toEqual({ ok: true, externalId: 'SM1' })
    expect(await sms.send(picture, to, line)).toEqual({ ok: true, externalId: 'MM1' })
    next(vendor, answered(200, { messages: [] }))
    expect(await sms.find?.(text, to, line)).toBe('not-sent')
  })

  it('of Twilio’s messaging services take a service that is made to lead here, and back', async () => {
    const { line, vendor } = await twilioBySpec('twilio-messaging-v1.json')
    const service = { sid: SERVICE, friendly_name: 'Shop', inbound_request_url: null, inbound_method: 'GET' }
    next(vendor, answered(200, { services: [service] }), answered(200, service), answered(200, service))
    const ask: SmsLine['ask'] = (request) =>
      request.url.startsWith(SERVICES.twilio)
        ? Promise.resolve(answered(200, { incoming_phone_numbers: [] }))
        : vendor.ask(request)
    const connected = await sms.connect({ form: {}, place: SERVICE, hook }, { ...line, ask })
    const before = { InboundRequestUrl: '', InboundMethod: 'GET', UseInboundWebhookOnNumber: 'false' }
    expect(connected).toMatchObject({ ok: true, data: { label: 'Shop', secrets: { from: SERVICE, before } } })
    next(vendor, answered(200, { ...service, inbound_request_url: hook.url }))
    await sms.disconnect({ ...line, secrets: { from: SERVICE, id: SERVICE, canSendMedia: true, before } })
    expect(Object.fromEntries(vendor.asked.at(-1)?.form ?? [])).toEqual(before)
  })

  it('of MessageMedia take connecting, sending, checking and taking away', async () => {
    const vendor = await vendorBySpec('sinch-engage-messagemedia.json')
    const account = mediaAccount(vendor)
    const places = await sms.places?.(account)
    expect(places).toMatchObject({
      ok: true,
      data: [{ id: '+61436489205' }, { id: 'EXAMPLE1' }, { id: 'EXAMPLE2' }, { id: '+61491570156' }],
    })
    const connected = await sms.connect({ form: {}, place: '+61436489205', hook }, account)
    if (!connected.ok) throw new Error(connected.message)
    expect(vendor.asked.at(-1)?.json).toMatchObject({
      url: hook.url,
      events: HOOK_EVENTS,
      headers: { 'X-Hook-Secret': hook.secret },
    })

    const { secrets } = connected.data
    const line: SmsLine = { ...account, secrets: { ...secrets, canSendMedia: true }, hook }
    next(
      vendor,
      answered(202, { messages: [{ message_id: 'm-9' }] }),
      answered(202, { messages: [{ message_id: 'm-10' }] }),
    )
    expect(await sms.send(text, to, line)).toEqual({ ok: true, externalId: 'm-9' })
    expect(await sms.send(picture, to, line)).toEqual({ ok: true, externalId: 'm-10' })
    next(vendor, answered(200, { pageData: [{ id: secrets.id, url: hook.url }] }))
    expect(await sms.check(line)).toEqual({ ok: true, data: { label: '+61436489205' } })
    await sms.disconnect(line)
    expect(vendor.asked.at(-1)).toMatchObject({ method: 'DELETE', url: expect.stringContaining(secrets.id) })
  })
})

async function twilioBySpec(file: string): Promise<{ line: SmsLine; vendor: Vendor }> {
  const vendor = await vendorBySpec(file)
  const secrets = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'token' }
  const line: SmsLine = {
    secrets: { from: '+15550100', id: NUMBER, canSendMedia: true, before: {} },
    through: { integration: 'twilio', secrets },
    urls: SERVICES,
    hook,
    ask: vendor.ask,
  }
  return { line, vendor }
}

function mediaAccount(vendor: Vendor) {
  const secrets = { region: 'eu', apiKey: 'key', apiSecret: 'secret' } as const
  return { through: { integration: 'messagemedia', secrets }, urls: SERVICES, ask: vendor.ask } as const
}

function next(vendor: Vendor, ...answers: Array<Extract<Answered, { ok: true }>>): void {
  for (const answer of answers) vendor.answerNext(answer)
}
