import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../../shared/channel-limits.ts'
import type { Content } from '../../shared/messages.ts'
import { fit as fitted } from '../fit.ts'
import { ACCOUNT, graphOf, lineOf, outgoing, recipient } from '../meta/account.fixture.ts'
import { messenger } from './channel.ts'
import { pageHook, samples, written } from './samples.fixture.ts'

const KEYS = { pageId: '77', pageToken: 'page-token' }
const SUCCESS = { success: true }
const HOOK = lineOf('messenger', KEYS).hook
const PAGE = { id: '77', name: 'Acme', access_token: 'page-token' }
const SEND = 'POST /77/messages'

describe('Messenger', () => {
  it.each(samples.requests)('reads $what', ({ request, read }) => {
    expect(messenger.read(request, lineOf('messenger', KEYS))).toEqual(read)
  })

  it('reads what several people wrote to several Pages in one request', () => {
    const request = pageHook(written({ text: 'One' }), written({ mid: 'm_2', text: 'Two' }))
    expect(messenger.read(request, lineOf('messenger', KEYS))).toHaveLength(2)
  })

  it('leaves out what is odd, and reads the rest', () => {
    const request = pageHook({ sender: 7 }, written({ mid: 5 }), written({ text: 'Hello' }))
    expect(messenger.read(request, lineOf('messenger', KEYS))).toHaveLength(1)
  })

  it('lists the Pages on which the account may answer, page by page', async () => {
    const { ask, asked } = graphOf({
      'GET /me/accounts': {
        data: [
          { id: '77', name: 'Acme', tasks: ['MESSAGING'] },
          { id: '78', name: 'Only ads', tasks: ['ADVERTISE'] },
        ],
      },
    })
    const places = await messenger.places?.({ ...lineOf('messenger', KEYS), ask })
    expect(places).toEqual({ ok: true, data: [{ id: '77', label: 'Acme', detail: '77' }] })
    expect(asked[0]?.token).toBe(ACCOUNT.userToken)
  })

  it('connects a Page: the app, then the Page, then its first button', async () => {
    const { ask, asked } = graphOf({
      'GET /77': PAGE,
      'GET /4711/subscriptions': { data: [] },
      'POST /4711/subscriptions': SUCCESS,
      'GET /77/subscribed_apps': { data: [{ id: '4711', subscribed_fields: ['name'] }] },
      'POST /77/subscribed_apps': SUCCESS,
      'POST /77/messenger_profile': { result: 'success' },
    })
    const given = { form: {}, place: '77', hook: HOOK }
    const connected = await messenger.connect(given, { ...lineOf('messenger', KEYS), ask })
    expect(connected).toMatchObject({ ok: true, data: { place: '77', label: 'Acme', secrets: KEYS } })
    const app = asked.find(({ call }) => call === 'POST /4711/subscriptions')
    expect(app).toMatchObject({
      token: `${ACCOUNT.appId}|${ACCOUNT.appSecret}`,
      json: { object: 'page', callback_url: HOOK.url, verify_token: ACCOUNT.verifyToken },
    })
    const page = asked.find(({ call }) => call === 'POST /77/subscribed_apps')
    expect(page?.json).toMatchObject({ subscribed_fields: expect.stringMatching(/^name,messages,/) })
  })

  it('says what is left to do by hand where Facebook does not take the address', async () => {
    const { ask } = graphOf({
      'GET /77': PAGE,
      'GET /4711/subscriptions': { data: [] },
      'GET /77/subscribed_apps': { data: [] },
      'POST /77/subscribed_apps': SUCCESS,
    })
    const given = { form: {}, place: '77', hook: HOOK }
    const connected = await messenger.connect(given, { ...lineOf('messenger', KEYS), ask })
    const registered = connected.ok ? connected.data.registered.map(({ label }) => label) : []
    expect(registered).toEqual(['Callback URL', 'Fields', 'Verify token', 'Left to do'])
  })

  it('refuses an app whose secret is wrong', async () => {
    const { ask } = graphOf({ 'GET /77': PAGE })
    const given = { form: {}, place: '77', hook: HOOK }
    const connected = await messenger.connect(given, { ...lineOf('messenger', KEYS), ask })
    expect(connected).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^The app and its secret do not work/),
    })
  })

  it('leaves Instagram what it hears of the same Page', async () => {
    const { ask, asked } = graphOf({
      'GET /77/subscribed_apps': { data: [{ id: '4711', subscribed_fields: ['messages', 'name'] }] },
    })
    await messenger.disconnect({ ...lineOf('messenger', KEYS), ask })
    expect(asked.at(-1)).toMatchObject({ call: 'POST /77/subscribed_apps', json: { subscribed_fields: 'name' } })
  })

  it('fails its check when the app sends elsewhere', async () => {
    const { ask } = graphOf({
      'GET /77': PAGE,
      'GET /77/subscribed_apps': { data: [{ id: '4711', subscribed_fields: ['messages'] }] },
      'GET /4711/subscriptions': { data: [{ object: 'page', callback_url: 'https://elsewhere.test/' }] },
    })
    const checked = await messenger.check({ ...lineOf('messenger', KEYS), ask })
    expect(checked).toMatchObject({ ok: false, message: expect.stringContaining('another address') })
  })

  it('sends each message with its key, as an answer', async () => {
    const [body, became] = await sent({ kind: 'text', text: 'Hello *you*' })
    expect(became).toEqual({ ok: true, externalId: 'm_7' })
    expect(body).toEqual({
      recipient: { id: 'ann' },
      messaging_type: 'RESPONSE',
      message: { text: 'Hello you', metadata: '0b8f4a52-4f0c-4b52-9c3e-0c35a1f2b7d1' },
    })
  })

  it('lets a member answer for seven days, and nobody else', async () => {
    const content: Content = { kind: 'text', text: 'Sorry for the wait' }
    const [late] = await sent(content, { author: 'member', hours: 30 })
    expect(late).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
    const [bot] = await sent(content, { author: 'bot', hours: 30 })
    expect(bot).not.toHaveProperty('tag')
  })

  it.each<[string, Content, object]>([
    [
      'answers to tap',
      { kind: 'text', text: 'Which?', choices: [{ id: 'red', label: 'Red' }] },
      { text: 'Which?', quick_replies: [{ content_type: 'text', title: 'Red', payload: 'red' }] },
    ],
    [
      'buttons that stay',
      {
        kind: 'text',
        text: 'More?',
        buttons: [
          { kind: 'reply', id: 'yes', label: 'Yes' },
          { kind: 'link', label: 'Shop', url: 'https://acme.test/' },
          { kind: 'call', label: 'Call', phone: '+4940123' },
        ],
      },
      {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'button',
            text: 'More?',
            buttons: [
              { type: 'postback', title: 'Yes', payload: 'yes' },
              { type: 'web_url', title: 'Shop', url: 'https://acme.test/' },
              { type: 'phone_number', title: 'Call', payload: '+4940123' },
            ],
          },
        },
      },
    ],
    [
      'a picture',
      { kind: 'image', url: 'https://acme.test/a.png' },
      { attachment: { type: 'image', payload: { url: 'https://acme.test/a.png' } } },
    ],
    [
      'cards',
      { kind: 'cards', cards: [{ title: 'Tea', text: 'Green', image: 'https://acme.test/t.png' }] },
      {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'generic',
            elements: [{ title: 'Tea', subtitle: 'Green', image_url: 'https://acme.test/t.png' }],
          },
        },
      },
    ],
  ])('shows %s', async (_, content, message) => {
    const [part] = fitted(content, CHANNEL_LIMITS.messenger)
    const [body] = await sent(part ?? content)
    expect(body).toMatchObject({ message })
  })

  it('knows who wrote', async () => {
    const { ask } = graphOf({ 'GET /ann': { first_name: 'Ann', last_name: 'Lee' } })
    expect(await messenger.profile?.('ann', { ...lineOf('messenger', KEYS), ask })).toEqual({ name: 'Ann Lee' })
  })
})

async function sent(
  content: Content,
  { author = 'bot', hours = 1 }: { author?: 'bot' | 'member'; hours?: number } = {},
) {
  const { ask, asked } = graphOf({ [SEND]: { recipient_id: 'ann', message_id: 'm_7' } })
  const line = { ...lineOf('messenger', KEYS), ask }
  const became = await messenger.send(outgoing(content, { author }), recipient('ann', hours), line)
  return [asked[0]?.json, became] as const
}
