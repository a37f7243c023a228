import { describe, expect, it } from 'vitest'
import { answered } from '../../shared/answered.fixture.ts'
import { CHANNEL_LIMITS } from '../../shared/channel-limits.ts'
import { fit as fitted } from '../fit.ts'
import { ACCOUNT, graphOf, lineOf, outgoing, recipient } from '../meta/account.fixture.ts'
import { whatsapp } from './channel.ts'
import { numberHook, samples } from './samples.fixture.ts'

const KEYS = { accountId: '42', numberId: '77' }
const LINE = lineOf('whatsapp', KEYS)
const SUCCESS = { success: true }
const NUMBER = { id: '77', display_phone_number: '+1 555 0100', verified_name: 'Acme', platform_type: 'CLOUD_API' }
const REACHED = { data: { granular_scopes: [{ scope: 'whatsapp_business_management', target_ids: ['42'] }] } }

const CONNECTS = {
  'GET /debug_token': REACHED,
  'GET /42/phone_numbers': { data: [NUMBER] },
  'GET /4711/subscriptions': { data: [] },
  'POST /4711/subscriptions': SUCCESS,
  'POST /42/subscribed_apps': SUCCESS,
  'POST /77': SUCCESS,
  'POST /77/register': SUCCESS,
  'DELETE /42/subscribed_apps': SUCCESS,
}

describe('WhatsApp', () => {
  it.each(samples.requests)('reads $what', ({ request, read }) => {
    expect(whatsapp.read(request, LINE)).toEqual(read)
  })

  it('leaves out what is odd, and reads the rest', () => {
    const right = { id: 'wamid.1', from: '1', type: 'text', text: { body: 'Hello' } }
    const request = numberHook({ messages: [{ id: 7 }, 'x', null, right], statuses: [{ id: 'a', status: 'odd' }] })
    expect(whatsapp.read(request, LINE)).toHaveLength(1)
  })

  it('lists the numbers that the token reaches', async () => {
    const { ask } = graphOf(CONNECTS)
    const data = [{ id: '77', label: '+1 555 0100', detail: 'Acme' }]
    expect(await whatsapp.places?.({ ...LINE, ask })).toEqual({ ok: true, data })
  })

  it('finds them through the businesses, where the token was given everything', async () => {
    const { ask } = graphOf({
      'GET /debug_token': { data: {} },
      'GET /me/businesses': { data: [{ id: '9' }] },
      'GET /9/owned_whatsapp_business_accounts': { data: [{ id: '42' }] },
      'GET /42/phone_numbers': { data: [NUMBER] },
    })
    expect(await whatsapp.places?.({ ...LINE, ask })).toMatchObject({ ok: true, data: [{ id: '77' }] })
  })

  it('connects a number so that its messages come to our address', async () => {
    const { ask, asked } = graphOf(CONNECTS)
    const connected = await whatsapp.connect({ form: {}, place: '77', hook: LINE.hook }, { ...LINE, ask })
    expect(connected).toMatchObject({ ok: true, data: { place: '77', label: '+1 555 0100 · Acme', secrets: KEYS } })
    const webhook_configuration = { override_callback_uri: LINE.hook.url, verify_token: ACCOUNT.verifyToken }
    expect(asked.at(-1)).toMatchObject({ call: 'POST /77', json: { webhook_configuration } })
  })

  it('leaves an app the address that it has for other numbers', async () => {
    const elsewhere = { object: 'whatsapp_business_account', callback_url: 'https://crm.test/', fields: [] }
    const { ask, asked } = graphOf({ ...CONNECTS, 'GET /4711/subscriptions': { data: [elsewhere] } })
    await whatsapp.connect({ form: {}, place: '77', hook: LINE.hook }, { ...LINE, ask })
    const app = asked.find(({ call }) => call === 'POST /4711/subscriptions')
    expect(app?.json).toMatchObject({ callback_url: 'https://crm.test/' })
  })

  it('registers a number that is new to the Cloud API, with its PIN', async () => {
    const fresh = { ...CONNECTS, 'GET /42/phone_numbers': { data: [{ ...NUMBER, platform_type: 'NOT_APPLICABLE' }] } }
    const { ask, asked } = graphOf(fresh)
    const given = { place: '77', hook: LINE.hook }
    expect(await whatsapp.connect({ ...given, form: {} }, { ...LINE, ask })).toMatchObject({ ok: false })
    expect(await whatsapp.connect({ ...given, form: { pin: '123456' } }, { ...LINE, ask })).toMatchObject({ ok: true })
    expect(asked.at(-1)?.json).toEqual({ messaging_product: 'whatsapp', pin: '123456' })
  })

  it('leaves nothing behind where the PIN is wrong', async () => {
    const { 'POST /77/register': _, ...refusing } = CONNECTS
    const { ask, asked } = graphOf(refusing)
    const given = { form: { pin: '000000' }, place: '77', hook: LINE.hook }
    expect(await whatsapp.connect(given, { ...LINE, ask })).toMatchObject({ ok: false })
    const nowhere = { webhook_configuration: { override_callback_uri: '' } }
    expect(asked).toContainEqual(
      expect.objectContaining({
        call: 'POST /77',
        json: expect.objectContaining({
          webhook_configuration: expect.objectContaining(nowhere.webhook_configuration),
        }),
      }),
    )
    expect(asked.at(-1)?.call).toBe('DELETE /42/subscribed_apps')
  })

  it('keeps the business account subscribed while another number of it leads somewhere', async () => {
    const other = { id: '78', webhook_configuration: { phone_number: 'https://other.test/' } }
    const { ask, asked } = graphOf({ ...CONNECTS, 'GET /42/phone_numbers': { data: [NUMBER, other] } })
    await whatsapp.disconnect({ ...LINE, ask })
    expect(asked.map(({ call }) => call)).toEqual(['POST /77', 'GET /42/phone_numbers'])
  })

  it('fails its check when the number leads elsewhere', async () => {
    const leading = (phone_number: string) => ({ 'GET /77': { ...NUMBER, webhook_configuration: { phone_number } } })
    const { ask } = graphOf(leading('https://elsewhere.test/'))
    expect(await whatsapp.check({ ...LINE, ask })).toMatchObject({ ok: false })
    const right = graphOf(leading(LINE.hook.url))
    expect(await whatsapp.check({ ...LINE, ask: right.ask })).toEqual({
      ok: true,
      data: { label: '+1 555 0100 · Acme' },
    })
  })

  it('types on the last message of the person, and not without one', async () => {
    const { ask, asked } = graphOf({ 'POST /77/messages': SUCCESS })
    await whatsapp.type?.(recipient('1'), { ...LINE, ask })
    expect(asked).toEqual([])
    await whatsapp.type?.({ ...recipient('1'), replyWith: 'wamid.1' }, { ...LINE, ask })
    expect(asked[0]?.json).toMatchObject({ status: 'read', message_id: 'wamid.1', typing_indicator: { type: 'text' } })
  })

  it('sends to who hides their number by the business’s own name for them', async () => {
    const { ask, asked } = graphOf({ 'POST /77/messages': { messages: [{ id: 'wamid.7' }] } })
    const message = outgoing({ kind: 'text', text: 'Hello' })
    await whatsapp.send(message, recipient('US.13491208655302741918'), { ...LINE, ask })
    expect(asked[0]?.json).toMatchObject({
      recipient: 'US.13491208655302741918',
      biz_opaque_callback_data: message.key,
    })
    expect(asked[0]?.json).not.toHaveProperty('to')
  })

  it('sends a place, as Meta’s example does', async () => {
    const { ask, asked } = graphOf({ 'POST /77/messages': { messages: [{ id: 'wamid.7' }] } })
    const place = { latitude: 53.54, longitude: 9.97, name: 'Acme', address: 'Harbour 1' }
    await whatsapp.send(outgoing({ kind: 'location', ...place }), recipient('16505551234'), { ...LINE, ask })
    const said = { recipient_type: 'individual', to: '16505551234', type: 'location', location: place }
    expect(asked[0]?.json).toMatchObject(said)
  })

  it('sends a template as Meta’s example does, its parameters in one line and never empty', async () => {
    const { ask, asked } = graphOf({ 'POST /77/messages': { messages: [{ id: 'wamid.7' }] } })
    const content = {
      kind: 'template',
      name: 'order_update',
      language: 'en_US',
      text: 'Hi Ann',
      parameters: ['Ann\nLee', ''],
    } as const
    const [part] = fitted({ ...content, parameters: [...content.parameters] }, CHANNEL_LIMITS.whatsapp)
    if (part) await whatsapp.send(outgoing(part), recipient('1', 48), { ...LINE, ask })
    const parameters = [
      { type: 'text', text: 'Ann Lee' },
      { type: 'text', text: '–' },
    ]
    const template = { name: 'order_update', language: { code: 'en_US' }, components: [{ type: 'body', parameters }] }
    expect(asked[0]?.json).toMatchObject({ type: 'template', template })
    expect(fitted({ ...content, parameters: [] }, CHANNEL_LIMITS.messenger)).toEqual([{ kind: 'text', text: 'Hi Ann' }])
  })

  it('lists the templates that are approved', async () => {
    const components = [
      { type: 'HEADER', format: 'IMAGE' },
      { type: 'BODY', text: 'Hello {{1}}, your order {{2}}' },
    ]
    const one = { name: 'order_update', language: 'en_US', components }
    const { ask } = graphOf({
      'GET /42/message_templates': {
        data: [
          { ...one, status: 'APPROVED' },
          { ...one, status: 'REJECTED' },
        ],
      },
    })
    const listed = await whatsapp.templates?.({ ...LINE, ask })
    const data = [{ name: 'order_update', language: 'en_US', text: 'Hello {{1}}, your order {{2}}', parameters: 2 }]
    expect(listed).toEqual({ ok: true, data })
  })

  it('says what belongs to a sound below it, since a sound shows no words', () => {
    const choices = [{ id: 'a', label: 'A' }]
    const sound = { kind: 'audio' as const, url: 'https://acme.test/a.ogg', text: 'Listen', choices }
    const parts = fitted(sound, CHANNEL_LIMITS.whatsapp)
    expect(parts.map(({ kind }) => kind)).toEqual(['audio', 'text'])
    expect(parts.at(-1)).toMatchObject({ text: 'Listen', choices })
  })

  it('fetches a file with the token, and gives the token to nobody else', async () => {
    const asked: string[] = []
    const ask = (url: string) => async (request: { url: string; headers?: Record<string, string> }) => {
      asked.push(`${new URL(request.url).host} ${request.headers?.Authorization}`)
      return answered(200, { url, mime_type: 'audio/ogg; codecs=opus' })
    }
    const file = await whatsapp.fetch?.('88', { ...LINE, ask: ask('https://lookaside.fbsbx.com/whatsapp?mid=88') })
    expect(file).toMatchObject({ ok: true, data: { name: '88.ogg' } })
    expect(await whatsapp.fetch?.('88', { ...LINE, ask: ask('https://evil.test/fbsbx.com') })).toMatchObject({
      ok: false,
    })
    expect(asked.filter((each) => each.startsWith('evil'))).toEqual([])
  })
})
