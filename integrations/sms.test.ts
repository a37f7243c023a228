/** Single text messages by Twilio, SignalWire and MessageMedia, as the vendors’ specifications take them. */
import { describe, expect, it } from 'vitest'
import type { Account } from '../shared/account.ts'
import { answered } from '../shared/answered.fixture.ts'
import { SERVICES } from '../shared/service-urls.ts'
import { missingSpecs, type Vendor, vendorBySpec } from '../shared/vendor-spec.fixture.ts'
import { act, checkAccount } from './integrations.ts'

const SID = `AC${'a'.repeat(32)}`
const TWILIO = { accountSid: SID, authToken: 'token' }
const SIGNALWIRE = {
  space: 'https://Acme.signalwire.com/',
  projectId: '01890000-0000-7000-8000-000000000000',
  apiToken: 't',
  signingKey: 'k',
}
const MESSAGEMEDIA = { region: 'au', apiKey: 'key', apiSecret: 'secret' }
const input = { to: '+1 (555) 010-0123', text: 'Hello' }

describe.skipIf(missingSpecs !== '')(`text messages${missingSpecs}`, () => {
  it.each([
    ['twilio', TWILIO, 'https://api.twilio.com/2010-04-01/Accounts/'],
    ['signalwire', SIGNALWIRE, 'https://acme.signalwire.com/api/laml/2010-04-01/Accounts/'],
  ])('go out by %s from the first number that can', async (integration, secrets, address) => {
    const vendor = await vendorBySpec('twilio-api-v2010.json', (path) =>
      path.replace('/api/laml', '').replace(SIGNALWIRE.projectId, SID),
    )
    const account = accountWith(secrets, vendor)
    vendor.answerNext(answered(200, { friendly_name: 'Acme', status: 'active' }))
    expect(await checkAccount(integration, account)).toEqual({ ok: true, label: 'Acme' })
    const numbers = [
      { phone_number: '+15550101', capabilities: { sms: false } },
      { phone_number: '+15550100', capabilities: { SMS: true } },
    ]
    vendor.answerNext(answered(200, { incoming_phone_numbers: numbers }))
    vendor.answerNext(answered(201, { sid: 'SM1' }))
    const done = await act({ integration, action: 'send-sms', input }, account)
    expect(done).toEqual({ ok: true, data: { messageId: 'SM1' } })
    expect(vendor.asked.at(-1)?.url.startsWith(address)).toBe(true)
    expect(vendor.asked.at(-1)?.form).toEqual([
      ['To', '+15550100123'],
      ['From', '+15550100'],
      ['Body', 'Hello'],
    ])
  })

  it('go out by MessageMedia from the number that is named', async () => {
    const vendor = await vendorBySpec('sinch-engage-messagemedia.json')
    const account = accountWith(MESSAGEMEDIA, vendor)
    expect(await checkAccount('messagemedia', account)).toEqual({ ok: true, label: '61436489205' })
    vendor.answerNext(answered(202, { messages: [{ message_id: 'm-1' }] }))
    const named = { ...input, from: '+61436489205' }
    const done = await act({ integration: 'messagemedia', action: 'send-sms', input: named }, account)
    expect(done).toEqual({ ok: true, data: { messageId: 'm-1' } })
    expect(vendor.asked.at(-1)?.url).toBe('https://au.app.api.sinch.com/v1/messages')
  })

  it('do not go out from an account that is suspended, or to what is no number', async () => {
    const vendor = await vendorBySpec('twilio-api-v2010.json')
    const account = accountWith(TWILIO, vendor)
    vendor.answerNext(answered(200, { friendly_name: 'Acme', status: 'suspended' }))
    expect(await checkAccount('twilio', account)).toMatchObject({ ok: false })
    const wrong = { integration: 'twilio', action: 'send-sms', input: { ...input, to: 'Ann' } }
    expect(await act(wrong, account)).toMatchObject({ ok: false, reason: 'refused' })
  })
})

function accountWith(secrets: unknown, { ask }: Vendor): Account<unknown> {
  return { secrets, urls: SERVICES, ask }
}
