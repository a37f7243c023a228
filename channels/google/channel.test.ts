/** RCS: what is believed and read, how our messages look there, and what becomes of them. */
import { exportPKCS8, generateKeyPair } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Ask, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import type { Line, Outgoing, Recipient } from '../channel.ts'
import { hookRequest } from '../samples.fixture.ts'
import { google } from './channel.ts'
import type { googleDefinition } from './definition.ts'
import { CLIENT_TOKEN, rcsEvent, samples } from './samples.fixture.ts'

const HOST = 'https://europe-rcsbusinessmessaging.googleapis.com/v1/phones/+12025550142'
const KEY = '0197c5d2-7b1e-7c3a-9f00-1a2b3c4d5e6f'
const to: Recipient = { workspaceId: 'acme', botId: 'hal', address: '+12025550142', replyWith: null, lastWroteAt: null }
let privateKey = ''
let accounts = 0

beforeAll(async () => {
  privateKey = await exportPKCS8((await generateKeyPair('RS256', { extractable: true })).privateKey)
})

/** The platform: it knows each message by its id, and reaches one number. */
function agent(status?: number): { line: Line<typeof googleDefinition>; asked: Asked[] } {
  const asked: Asked[] = []
  const known = new Set<string>()
  const ask: Ask = async (request) => {
    if (request.url.endsWith('/token')) return answered(200, { access_token: 't', expires_in: 3600 })
    asked.push(request)
    if (status !== undefined) return answered(status)
    const { pathname, searchParams } = new URL(request.url)
    if (!pathname.includes(to.address)) return answered(404)
    const id = searchParams.get('messageId') ?? ''
    if (known.has(id)) return answered(409)
    if (id !== '') known.add(id)
    return answered(200, { name: `phones/${to.address}/agentMessages/${id}` })
  }
  const client_email = `bot${++accounts}@acme.iam.test`
  const serviceAccount = JSON.stringify({ client_email, private_key: privateKey })
  const { urls, hook } = samples.line
  const person = { clientId: 'c', clientSecret: 's', refreshToken: 'r' }
  const through = { integration: 'google-business', secrets: { ...person, serviceAccount } } as const
  const secrets = { agentId: 'acme_bot', region: 'europe', clientToken: CLIENT_TOKEN, serviceAccount: '' } as const
  return { line: { secrets, through, urls, hook, ask }, asked }
}

function message(content: Content): Outgoing {
  return { id: 'm', seq: 1, author: 'bot', name: null, at: '2026-07-01T07:31:00Z', part: 0, key: KEY, content }
}

async function shown(content: Content): Promise<unknown> {
  const { line, asked } = agent()
  await google.send(message(content), to, line)
  return asked[0]?.json
}

describe('the webhook', () => {
  const { line } = agent()

  it.each(samples.requests)('believes and reads $what', ({ request, read }) => {
    expect(google.verify(request, line, line.ask)).toBe(true)
    expect(google.read(request, line)).toEqual(read)
  })

  it('believes nothing that is signed otherwise, or not at all', () => {
    const request = rcsEvent({ text: 'Hello' })
    expect(google.verify(rcsEvent({ text: 'Hello' }, 'SJENCPGJESMGUFPZ'), line, line.ask)).toBe(false)
    expect(google.verify({ ...request, headers: {} }, line, line.ask)).toBe(false)
    expect(google.verify({ ...request, body: rcsEvent({ text: 'Bye' }).body }, line, line.ask)).toBe(false)
    expect(google.verify(rcsEvent({ text: 'Hello' }, ''), { ...line, secrets: null }, line.ask)).toBe(false)
  })

  it('repeats the secret to who knows the client token', () => {
    const setup = (clientToken: string) =>
      hookRequest({ url: line.hook.url, body: JSON.stringify({ clientToken, secret: '1234567890' }) })
    const repeated = { status: 200, type: 'text/plain', body: '1234567890' }
    expect(google.handshake?.(setup(CLIENT_TOKEN), line)).toEqual(repeated)
    expect(google.handshake?.(setup('SJENCPGJESMGUFPZ'), line)).toBeNull()
    expect(google.handshake?.(rcsEvent({ text: 'Hello' }), line)).toBeNull()
  })
})

describe('a message', () => {
  it('is sent with its own id and the agent’s', async () => {
    const { line, asked } = agent()
    expect(await google.send(message({ kind: 'text', text: '*Hello*' }), to, line)).toEqual({
      ok: true,
      externalId: KEY,
    })
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: `${HOST}/agentMessages?messageId=${KEY}&agentId=acme_bot`,
      headers: { Authorization: 'Bearer t' },
      json: { contentMessage: { text: 'Hello' } },
    })
  })

  it('that was sent before counts as sent', async () => {
    const { line } = agent()
    const sent = message({ kind: 'text', text: 'Hello' })
    await google.send(sent, to, line)
    expect(await google.send(sent, to, line)).toEqual({ ok: true, externalId: KEY })
  })

  it.each([
    [401, { isFinal: true, isDisconnected: true }],
    [403, { isFinal: true }],
    [404, { isFinal: true, reason: 'This number cannot be reached by RCS.' }],
    [429, { isFinal: false, retryAfterS: 1 }],
    [500, { isFinal: false, isInDoubt: true }],
  ])('that is answered %i', async (status, delivery) => {
    const sent = await google.send(message({ kind: 'text', text: 'Hello' }), to, agent(status).line)
    expect(sent).toMatchObject({ ok: false, ...delivery })
  })

  it('shows answers as chips, and buttons in a card', async () => {
    const choices = [{ id: 'yes', label: 'Yes' }]
    const chip = { reply: { text: 'Yes', postbackData: 'yes' } }
    expect(await shown({ kind: 'text', text: 'Sure?', choices })).toEqual({
      contentMessage: { text: 'Sure?', suggestions: [chip] },
    })
    const buttons: Content['buttons'] = [
      { kind: 'link', label: 'Shop', url: 'https://acme.test/' },
      { kind: 'call', label: 'Call', phone: '+1 (202) 555-0100' },
    ]
    const suggestions = [
      { action: { text: 'Shop', postbackData: 'Shop', openUrlAction: { url: 'https://acme.test/' } } },
      { action: { text: 'Call', postbackData: 'Call', dialAction: { phoneNumber: '+12025550100' } } },
    ]
    const cardContent = { description: 'Sure?', suggestions }
    expect(await shown({ kind: 'text', text: 'Sure?', choices, buttons })).toEqual({
      contentMessage: {
        richCard: { standaloneCard: { cardOrientation: 'VERTICAL', cardContent } },
        suggestions: [chip],
      },
    })
  })

  it('shows one card alone, several side by side, and files by their address', async () => {
    const card = { title: 'Tea', text: 'Green', image: 'https://acme.test/tea.png' }
    const media = { height: 'MEDIUM', contentInfo: { fileUrl: 'https://acme.test/tea.png' } }
    const cardContent = { title: 'Tea', description: 'Green', media }
    expect(await shown({ kind: 'cards', cards: [card] })).toEqual({
      contentMessage: { richCard: { standaloneCard: { cardOrientation: 'VERTICAL', cardContent } } },
    })
    expect(await shown({ kind: 'cards', cards: [card, card] })).toEqual({
      contentMessage: { richCard: { carouselCard: { cardWidth: 'MEDIUM', cardContents: [cardContent, cardContent] } } },
    })
    expect(await shown({ kind: 'file', url: 'https://acme.test/a.pdf' })).toEqual({
      contentMessage: { contentInfo: { fileUrl: 'https://acme.test/a.pdf' } },
    })
  })

  it('shows a place with a way to the map', async () => {
    const latLong = { latitude: 47.07, longitude: 15.44 }
    const viewLocationAction = { latLong, label: 'Acme' }
    expect(await shown({ kind: 'location', ...latLong, name: 'Acme' })).toEqual({
      contentMessage: {
        text: 'Acme',
        suggestions: [{ action: { text: '📍', postbackData: 'map', viewLocationAction } }],
      },
    })
  })

  it('is announced by typing', async () => {
    const { line, asked } = agent()
    await google.type?.(to, line)
    expect(asked[0]?.url).toMatch(/\/agentEvents\?eventId=[0-9a-f-]{36}&agentId=acme_bot$/)
    expect(asked[0]?.json).toEqual({ eventType: 'IS_TYPING' })
  })
})

describe('connecting', () => {
  const form = { agentId: 'acme_bot', region: 'europe', clientToken: CLIENT_TOKEN, serviceAccount: '' } as const
  const place = 'accounts/1/locations/2'

  it('tries the agent, and says what is left to do', async () => {
    const { line, asked } = agent()
    const connected = await google.connect({ form, place, hook: line.hook }, line)
    expect(connected).toMatchObject({
      ok: true,
      data: { place: 'acme_bot', page: place, registered: [{}, { value: line.hook.url }] },
    })
    expect(asked[0]?.url).toMatch(/\/phones\/\+12025550100\/capabilities\?requestId=[0-9a-f-]{36}&agentId=acme_bot$/)
    expect(await google.check(line)).toEqual({ ok: true, data: { label: 'acme_bot' } })
  })

  it('refuses an agent that the account may not speak for, and an account without a key', async () => {
    const { line } = agent(403)
    expect(await google.connect({ form, place: null, hook: line.hook }, line)).toMatchObject({ ok: false })
    const through = { ...line.through, secrets: { clientId: 'c', clientSecret: 's', refreshToken: 'r' } }
    const message = 'Paste the JSON key of the service account that may speak for the agent.'
    expect(await google.connect({ form, place: null, hook: line.hook }, { ...line, through })).toEqual({
      ok: false,
      message,
    })
  })
})
