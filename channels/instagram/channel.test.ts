import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../../shared/channel-limits.ts'
import { fit as fitted } from '../fit.ts'
import { graphOf, lineOf, outgoing, recipient } from '../meta/account.fixture.ts'
import { instagram } from './channel.ts'
import { samples } from './samples.fixture.ts'

const KEYS = { accountId: '1784', pageId: '77', pageToken: 'page-token' }
const SUCCESS = { success: true }
const PAGES = {
  data: [
    { id: '77', name: 'Acme', tasks: ['MESSAGING'], instagram_business_account: { id: '1784', username: 'acme' } },
    { id: '78', name: 'Without', tasks: ['MESSAGING'] },
  ],
}

describe('Instagram', () => {
  it.each(samples.requests)('reads $what', ({ request, read }) => {
    expect(instagram.read(request, lineOf('instagram', KEYS))).toEqual(read)
  })

  it('lists the accounts that belong to a Page', async () => {
    const { ask } = graphOf({ 'GET /me/accounts': PAGES })
    const places = await instagram.places?.({ ...lineOf('instagram', KEYS), ask })
    expect(places).toEqual({ ok: true, data: [{ id: '1784', label: '@acme', detail: 'Acme' }] })
  })

  it('connects the account through its Page, and lets Messenger keep what it hears', async () => {
    const { ask, asked } = graphOf({
      'GET /me/accounts': PAGES,
      'GET /77': { id: '77', name: 'Acme', access_token: 'page-token' },
      'GET /4711/subscriptions': { data: [] },
      'POST /4711/subscriptions': SUCCESS,
      'GET /77/subscribed_apps': { data: [{ id: '4711', subscribed_fields: ['messages'] }] },
      'POST /77/subscribed_apps': SUCCESS,
    })
    const line = { ...lineOf('instagram', KEYS), ask }
    const connected = await instagram.connect({ form: {}, place: '1784', hook: line.hook }, line)
    expect(connected).toMatchObject({ ok: true, data: { place: '1784', label: '@acme', secrets: KEYS } })
    expect(asked.at(-1)).toMatchObject({
      call: 'POST /77/subscribed_apps',
      json: { subscribed_fields: 'messages,name' },
    })
  })

  it('refuses an account that belongs to no Page', async () => {
    const { ask } = graphOf({ 'GET /me/accounts': PAGES })
    const line = { ...lineOf('instagram', KEYS), ask }
    expect(await instagram.connect({ form: {}, place: '9', hook: line.hook }, line)).toMatchObject({ ok: false })
  })

  it('writes out the number to call, for which it has no button', async () => {
    const { ask, asked } = graphOf({ 'POST /77/messages': { message_id: 'i_7' } })
    const content = {
      kind: 'text',
      text: 'Ring us',
      buttons: [{ kind: 'call', label: 'Call', phone: '+4940123' }],
    } as const
    const [part] = fitted({ ...content, buttons: [...content.buttons] }, CHANNEL_LIMITS.instagram)
    if (part) await instagram.send(outgoing(part), recipient('ann'), { ...lineOf('instagram', KEYS), ask })
    expect(asked[0]?.json).toMatchObject({ message: { text: 'Ring us\nCall: +4940123' } })
  })

  it('sends no more than a thousand bytes at once', async () => {
    const parts = fitted({ kind: 'text', text: 'Grüße aus Köln. '.repeat(200) }, CHANNEL_LIMITS.instagram)
    expect(parts.length).toBeGreaterThan(3)
    for (const part of parts)
      expect(Buffer.byteLength('text' in part ? (part.text ?? '') : '')).toBeLessThanOrEqual(1000)
  })
})
