/** Viber: what is read and sent, and what its refusals mean. */
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Answered, Ask } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import { CHANNEL_LIMITS } from '../../shared/channel-limits.ts'
import type { Content } from '../../shared/messages.ts'
import type { Channel, Outgoing, Recipient } from '../channel.ts'
import { fit as fitted } from '../fit.ts'
import { viber as adapter } from './channel.ts'
import { MESSAGE_TOKEN, TOKEN, viberAnswer, viberCounterpart } from './counterpart.fixture.ts'
import { samples, viberMessage, viberRequest } from './samples.fixture.ts'

const viber: Channel = adapter
const ANN: Recipient = {
  workspaceId: 'acme',
  botId: 'hal',
  address: '01234567890A=',
  replyWith: null,
  lastWroteAt: null,
}
const HELLO = { kind: 'text', text: 'Hello' } as const
const BUTTONS: Content['buttons'] = [
  { kind: 'reply', id: 'more', label: 'More <b>' },
  { kind: 'link', label: 'Our shop', url: 'https://acme.test' },
  { kind: 'call', label: 'Call us', phone: '+43 1 234' },
]
const { hook } = samples.line

describe('what Viber tells', () => {
  it.each(samples.requests)('is read: $what', ({ request, read }) => {
    expect(viber.verify(request, samples.line, nothing)).toBe(true)
    expect(viber.read(request, samples.line)).toEqual(read)
  })

  it('is signed with the token over the bytes of the body, and not believed otherwise', () => {
    const request = viberMessage(HELLO)
    const signature = createHmac('sha256', TOKEN).update(request.body).digest('hex')
    expect(request.headers['x-viber-content-signature']).toBe(signature)
    for (const wrong of samples.wrongKeys) expect(viber.verify(request, wrong(samples.line), nothing)).toBe(false)
    expect(viber.verify({ ...request, headers: {} }, samples.line, nothing)).toBe(false)
    expect(viber.verify({ ...request, body: viberMessage({}).body }, samples.line, nothing)).toBe(false)
    expect(viber.verify({ ...request, method: 'GET' }, samples.line, nothing)).toBe(false)
    expect(viber.verify(request, { ...samples.line, secrets: null }, nothing)).toBe(false)
  })

  it('is answered without keys where it is the question whether we are there', () => {
    const unknown = { ...samples.line, secrets: null }
    expect(viber.handshake?.(viberRequest({ event: 'webhook' }), unknown)).toMatchObject({ status: 200 })
    expect(viber.handshake?.(viberMessage(HELLO), unknown)).toBeNull()
  })

  it('may be anything at all', () => {
    for (const body of ['', 'null', '{"event":"message"}', '{"event":"message","message_token":1,"sender":{"id":""}}'])
      expect(viber.read({ ...viberRequest({}), body: new TextEncoder().encode(body) }, samples.line)).toEqual([])
  })
})

describe('a message to Viber', () => {
  it.each<Content>([
    { kind: 'text', text: '*Hello*', buttons: BUTTONS, choices: [{ id: 'yes', label: 'Yes' }] },
    {
      kind: 'text',
      text: 'Which?',
      choices: Array.from({ length: 20 }, (_, n) => ({ id: `${n}`, label: 'a'.repeat(80) })),
    },
    { kind: 'image', url: 'https://acme.test/a.jpg', choices: [{ id: 'yes', label: 'Yes' }] },
    { kind: 'image', url: 'http://acme.test/a.webp' },
    { kind: 'video', url: 'https://acme.test/a.mp4', size: 1000 },
    { kind: 'video', url: 'https://acme.test/a.mp4', text: 'Look' },
    { kind: 'audio', url: 'https://acme.test/a.mp3', size: 1000 },
    { kind: 'file', url: 'https://acme.test/a.pdf', size: 1000 },
    { kind: 'location', latitude: 48.2, longitude: 16.4 },
    { kind: 'location', latitude: 48.2, longitude: 16.4, name: 'Café', address: 'Ring 1' },
    {
      kind: 'cards',
      cards: [card({ buttons: BUTTONS }), card({}), { title: 'Cups', text: 'b'.repeat(900), buttons: BUTTONS }],
    },
  ])('is one that Viber takes: %o', async (content) => {
    for (const part of fitted(content, CHANNEL_LIMITS.viber))
      expect(await send(part)).toEqual({ ok: true, externalId: MESSAGE_TOKEN })
  })

  it('shows answers and links as a keyboard, and a number to call as a line', async () => {
    const { ask, asked } = viberCounterpart()
    await send({ kind: 'text', text: 'More?', buttons: BUTTONS, choices: [{ id: 'yes', label: 'Yes' }] }, ask)
    expect(asked[0]?.json).toMatchObject({
      text: 'More?\nCall us: +43 1 234',
      tracking_data: '{"taps":[["more","More <b>"],["yes","Yes"]]}',
      keyboard: {
        Buttons: [
          { ActionType: 'reply', ActionBody: 'More <b>', Text: 'More &lt;b&gt;' },
          { ActionType: 'open-url', ActionBody: 'https://acme.test' },
          { ActionType: 'reply', ActionBody: 'Yes' },
        ],
      },
    })
  })

  it('comes under the name of the bot, or of the member who speaks', async () => {
    const { ask, asked } = viberCounterpart()
    await send(HELLO, ask)
    await send(HELLO, ask, { author: 'member', name: 'Mia of the Customer Care Department' })
    expect(asked.map(({ json }) => Object(json).sender.name)).toEqual(['Acme', 'Mia of the Customer Care Dep'])
  })

  it.each<[string, Answered, object]>([
    ['a token that was taken back', viberAnswer({ status: 2 }), { isFinal: true, isDisconnected: true }],
    ['a bot without webhook', viberAnswer({ status: 10 }), { isFinal: true, isDisconnected: true }],
    ['a person who is not on Viber', viberAnswer({ status: 5 }), { isFinal: true, unreachable: 'blocked' }],
    ['a person who left the bot', viberAnswer({ status: 6 }), { isFinal: true, unreachable: 'opted-out' }],
    ['a hundred messages in an hour', viberAnswer({ status: 12 }), { isFinal: false }],
    ['bad data', viberAnswer({ status: 3 }), { isFinal: true }],
    ['too many', answered(429, {}, { 'retry-after': '30' }), { isFinal: false, retryAfterS: 30 }],
    ['a fault of theirs', answered(503), { isFinal: false, isInDoubt: true }],
    ['a door that is closed', answered(403), { isFinal: true }],
    ['an answer that cannot be read', answered(200, 'x'), { isFinal: false, isInDoubt: true }],
    ['an answer that got lost', lost(true), { isFinal: false, isInDoubt: true }],
    ['a way that is closed', lost(false), { isFinal: false }],
  ])('meets %s', async (_, answer, delivery) => {
    expect(await send(HELLO, async () => answer)).toEqual({ ok: false, reason: expect.any(String), ...delivery })
  })
})

describe('a bot of Viber', () => {
  const form = { authToken: TOKEN }

  it('is connected by its token, checked, and let go of', async () => {
    const { ask, webhook } = viberCounterpart()
    const line = { ...samples.line, ask }
    const done = await viber.connect({ form, place: null, hook }, line)
    expect(done).toMatchObject({
      ok: true,
      data: { place: 'pa:75346594275468546724', label: 'Acme', secrets: { authToken: TOKEN, name: 'Acme' } },
    })
    expect(webhook()).toBe(hook.url)
    expect(await viber.check(line)).toEqual({ ok: true, data: { label: 'Acme' } })
    await viber.disconnect(line)
    expect(webhook()).toBe('')
    expect(await viber.check(line)).toMatchObject({ ok: false })
  })

  it('keeps a webhook that is somebody else’s by now', async () => {
    const { ask, webhook } = viberCounterpart()
    await viber.connect({ form, place: null, hook: { ...hook, url: 'https://other.test' } }, { ...samples.line, ask })
    await viber.disconnect({ ...samples.line, ask })
    expect(webhook()).toBe('https://other.test')
  })

  it.each([
    [viberAnswer({ status: 2 }), 'Viber does not know this token. Copy it again from the Viber Admin Panel.'],
    [answered(500), 'Viber failed (500).'],
    [lost(false), 'Viber could not be reached.'],
  ])('is refused in a sentence', async (answer, message) => {
    const { ask } = viberCounterpart([answer])
    expect(await viber.connect({ form, place: null, hook }, { ...samples.line, ask })).toEqual({ ok: false, message })
  })

  it('says what an address needs, and leaves no webhook behind that it is not sure of', async () => {
    const { ask, asked } = viberCounterpart()
    const plain = { ...hook, url: 'http://acme.test' }
    const done = await viber.connect({ form, place: null, hook: plain }, { ...samples.line, ask })
    expect(done).toMatchObject({ ok: false, message: expect.stringContaining('https') })
    expect(asked).toHaveLength(2)
    const info = await ask({
      method: 'POST',
      url: 'https://chatapi.viber.com/pa/get_account_info',
      headers: { 'X-Viber-Auth-Token': TOKEN },
    })
    const doubtful = viberCounterpart([info, lost(true)])
    await viber.connect({ form, place: null, hook }, { ...samples.line, ask: doubtful.ask })
    expect(doubtful.asked.at(-1)?.json).toEqual({ url: '' })
  })
})

const nothing: Ask = async () => lost(false)

function card(more: object) {
  return { title: 'Tea', text: 'From *Uji*', image: 'https://acme.test/tea.jpg', ...more }
}

function lost(wasSent: boolean): Answered {
  return { ok: false, reason: 'timeout', message: 'No answer', wasSent }
}

function send(content: Content, ask: Ask = viberCounterpart().ask, by: Partial<Outgoing> = {}) {
  const at = '2026-07-01T07:30:00Z'
  const message: Outgoing = { id: 'm1', seq: 1, author: 'bot', name: null, content, at, part: 0, key: 'k', ...by }
  return viber.send(message, ANN, { ...samples.line, ask })
}
