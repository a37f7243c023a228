/** The messages that WhatsApp has approved, as those who build flows are shown them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serviceUrls, setServiceUrls } from '../connections/accounts.ts'
import { as } from '../test/as.ts'
import { type Counterpart, openOutside, startCounterpart } from '../test/counterpart.ts'
import { theWorld } from '../test/world.ts'

const { olga, mia, rex } = theWorld()
const ORDER_UPDATE = {
  name: 'order_update',
  language: 'en',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: 'Hi {{1}}' }],
}
const SCOPES = [{ scope: 'whatsapp_business_messaging', target_ids: ['42'] }]
const ANSWERS: Record<string, unknown> = {
  '/me': { id: '1', name: 'Olga Owner' },
  '/debug_token': { data: { granular_scopes: SCOPES } },
  '/42/phone_numbers': { data: [{ id: '77', display_phone_number: '+1 555 0100', verified_name: 'Acme' }] },
  '/42/message_templates': { data: [ORDER_UPDATE] },
}

let facebook: Counterpart
let close = () => {}

beforeAll(async () => {
  facebook = await startCounterpart((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://facebook.test')
    const isAsked = request.method === 'GET' && pathname.endsWith('/subscriptions')
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isAsked ? { data: [] } : (ANSWERS[pathname] ?? { success: true })))
  })
  close = openOutside([facebook.port])
  setServiceUrls({ SERVICE_URLS: { ...serviceUrls(), facebook: facebook.url } })
})

afterAll(async () => {
  setServiceUrls({ SERVICE_URLS: {} })
  close()
  await facebook.close()
})

describe('the templates of a WhatsApp number', () => {
  it('are listed for who builds flows, once it is connected, and for nobody else', async () => {
    const { body: bot } = await as(olga).post('/bots', { name: 'Hal' })
    const templates = `/bots/${bot.id}/channels/whatsapp/templates`
    expect(await as(mia).get(templates)).toHaveStatus(404)

    const secrets = {
      appId: '1234567890',
      appSecret: 'canary-app-secret-1234567890',
      userToken: 'canary-user-token-12345',
    }
    expect(await as(olga).post('/integrations/facebook/connection', { secrets })).toHaveStatus(201)
    const form = { form: {}, place: '77' }
    expect(await as(olga).post(`/bots/${bot.id}/channels/whatsapp`, form)).toHaveStatus(201)

    const listed = await as(mia).get(templates)
    expect(listed).toHaveStatus(200)
    expect(listed.body).toEqual([{ name: 'order_update', language: 'en', text: 'Hi {{1}}', parameters: 1 }])
    expect(await as(rex).get(templates)).toHaveStatus(404)
  })
})
