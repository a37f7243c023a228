/** LINE: what is read and sent, and what its refusals mean. */
import { validateSignature } from '@line/bot-sdk'
import { describe, expect, it } from 'vitest'
import type { Answered, Ask, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import type { Channel, Line, Outgoing, Recipient } from '../channel.ts'
import { line as adapter } from './channel.ts'
import { lineMessage, lineRequest, SECRET, samples } from './samples.fixture.ts'

const channel: Channel = adapter
const ANN: Recipient = { workspaceId: 'acme', botId: 'hal', address: 'U4af', replyWith: null, lastWroteAt: null }
const KEY = '123e4567-e89b-12d3-a456-426614174000'
const API = 'https://api.line.me/v2/bot'
const HELLO = { kind: 'text', text: 'Hello' } as const
const { hook } = samples.line

describe('what LINE tells', () => {
  it.each(samples.requests)('is read: $what', ({ request, read }) => {
    expect(channel.verify(request, samples.line, nothing)).toBe(true)
    expect(channel.read(request, samples.line)).toEqual(read)
  })

  it('is signed as LINE’s own kit says', () => {
    const request = lineRequest([lineMessage(HELLO)])
    expect(validateSignature(Buffer.from(request.body), SECRET, request.headers['x-line-signature'] ?? '')).toBe(true)
    for (const wrong of samples.wrongKeys) expect(channel.verify(request, wrong(samples.line), nothing)).toBe(false)
  })

  it('is not believed without a signature, with that of other bytes, or by GET', () => {
    const request = lineRequest([lineMessage(HELLO)])
    expect(channel.verify({ ...request, headers: {} }, samples.line, nothing)).toBe(false)
    expect(channel.verify({ ...request, body: lineRequest([]).body }, samples.line, nothing)).toBe(false)
    expect(channel.verify({ ...request, method: 'GET' }, samples.line, nothing)).toBe(false)
    expect(channel.verify(request, { ...samples.line, secrets: null }, nothing)).toBe(false)
  })

  it('may be anything at all', () => {
    for (const body of ['', 'null', '{"events":7}', '{"events":[null,7,{"type":"message","message":{"type":"x"}}]}'])
      expect(channel.read({ ...lineRequest([]), body: new TextEncoder().encode(body) }, samples.line)).toEqual([])
  })
})

describe('a message to LINE', () => {
  it('is pushed under its key, and was sent where the key is known already', async () => {
    const asked: Asked[] = []
    expect(await send(HELLO, [SENT], { asked })).toEqual({ ok: true, externalId: '461230966842064897' })
    expect(asked[0]).toMatchObject({
      url: `${API}/message/push`,
      headers: { 'X-Line-Retry-Key': KEY, Authorization: 'Bearer long-lived' },
      json: { to: 'U4af', messages: [{ type: 'text', text: 'Hello' }] },
    })
    expect(await send(HELLO, [answered(409, { message: 'accepted', sentMessages: [{ id: '7' }] })])).toEqual({
      ok: true,
      externalId: '7',
    })
  })

  it('may be pushed again, whatever became of it', async () => {
    for (const answer of [lost(true), answered(500)])
      expect(await send(HELLO, [answer])).toEqual({ ok: false, isFinal: false, reason: expect.any(String) })
  })

  it('answers with a token while there is one, and is pushed where it is too old', async () => {
    const asked: Asked[] = []
    expect(await send(HELLO, [SENT], { asked, replyWith: 'r1' })).toMatchObject({ ok: true })
    expect(asked[0]?.json).toEqual({ replyToken: 'r1', messages: [{ type: 'text', text: 'Hello' }] })
    expect(await send(HELLO, [OLD_TOKEN, SENT], { asked, replyWith: 'r1' })).toMatchObject({ ok: true })
    expect(asked.slice(1).map(({ url }) => url)).toEqual([`${API}/message/reply`, `${API}/message/push`])
  })

  it('asks with the token again where the answer got lost, and never pushes after it', async () => {
    const asked: Asked[] = []
    expect(await send(HELLO, [lost(true), OLD_TOKEN], { asked, replyWith: 'r1' })).toEqual({ ok: true })
    expect(await send(HELLO, [answered(500), SENT], { asked, replyWith: 'r1' })).toMatchObject({ ok: true })
    expect(await send(HELLO, [lost(true), lost(true)], { asked, replyWith: 'r1' })).toMatchObject({ isInDoubt: true })
    expect(asked.every(({ url }) => url === `${API}/message/reply`)).toBe(true)
  })

  it.each<[string, Answered, object]>([
    ['keys that were taken back', answered(401), { isFinal: true, isDisconnected: true }],
    ['too many', answered(429, { message: 'The API rate limit has been exceeded.' }, { 'retry-after': '9' }), RESTS],
    ['a month that is used up', answered(429, { message: 'You have reached your monthly limit.' }), { isFinal: true }],
    ['a person that is not there', answered(400, { message: 'Failed to send messages' }), { isFinal: true }],
    ['a way that is closed', lost(false), { isFinal: false }],
  ])('meets %s', async (_, answer, delivery) => {
    expect(await send(HELLO, [answer])).toEqual({ ok: false, reason: expect.any(String), ...delivery })
  })

  it('shows what LINE cannot show as a link', async () => {
    const video = { kind: 'video', url: 'https://acme.test/a.mp4', text: 'Look' } as const
    const asked: Asked[] = []
    await send(video, [SENT], { asked })
    await send(video, [SENT], { asked, secrets: { picture: undefined } })
    await send({ kind: 'image', url: 'http://acme.test/a.jpg' }, [SENT], { asked })
    expect(asked.map(({ json }) => Object(json).messages[0])).toEqual([
      { type: 'video', originalContentUrl: video.url, previewImageUrl: 'https://sprofile.line-scdn.net/acme' },
      { type: 'text', text: 'Look\nhttps://acme.test/a.mp4' },
      { type: 'text', text: 'http://acme.test/a.jpg' },
    ])
  })
})

describe('a LINE account', () => {
  const info = answered(200, { userId: 'Ubot', basicId: '@216ru', displayName: 'Acme', chatMode: 'bot' })
  const endpoint = (active: boolean, url = hook.url) => answered(200, { endpoint: url, active })

  it('is connected by a token, with our address as its webhook, and says what is left to do', async () => {
    const asked: Asked[] = []
    const done = await connect({ accessToken: 't' }, [info, answered(200), endpoint(false)], asked)
    expect(done).toMatchObject({
      ok: true,
      data: { place: 'Ubot', label: 'Acme (@216ru)', secrets: { channelSecret: SECRET, accessToken: 't' } },
    })
    expect(JSON.stringify(done)).toContain('Use webhook')
    expect(asked[1]).toMatchObject({ method: 'PUT', json: { endpoint: hook.url } })
  })

  it('is connected by its id, with short-lived tokens that are fetched once', async () => {
    const asked: Asked[] = []
    const token = answered(200, { token_type: 'Bearer', access_token: 'short', expires_in: 899 })
    const form = { channelId: '1234567890' }
    expect(await connect(form, [token, info, answered(200), endpoint(true)], asked)).toMatchObject({ ok: true })
    expect(asked.filter(({ url }) => url.endsWith('/oauth2/v3/token'))).toHaveLength(1)
    expect(asked.at(-1)?.headers).toMatchObject({ Authorization: 'Bearer short' })
  })

  it('fetches another token when the one it has is no longer taken', async () => {
    const token = (name: string) => answered(200, { token_type: 'Bearer', access_token: name, expires_in: 899 })
    const asked: Asked[] = []
    const secrets = { channelId: '7777777', accessToken: '' }
    const answers = [token('first'), answered(401), token('second'), SENT]
    expect(await send(HELLO, answers, { asked, secrets })).toMatchObject({ ok: true })
    expect(asked.at(-1)?.headers).toMatchObject({ Authorization: 'Bearer second' })
  })

  it.each<[object, Answered[], string | RegExp]>([
    [{}, [], 'Fill in the channel ID, or a long-lived access token.'],
    [{ accessToken: 't' }, [answered(401)], /does not know these keys/],
    [{ channelId: '55555' }, [answered(400, { error: 'invalid_client' })], /does not know these keys/],
    [{ accessToken: 't' }, [lost(false)], 'LINE could not be reached.'],
    [{ accessToken: 't' }, [info, answered(400)], /https/],
  ])('is refused in a sentence: %o', async (form, answers, message) => {
    expect(await connect(form, answers)).toEqual({ ok: false, message: expect.stringMatching(message) })
  })

  it('is checked: the webhook leads here, is switched on, and is reached', async () => {
    const tested = (success: boolean) => answered(200, { success, statusCode: 200, reason: 'OK', detail: '200' })
    const check = (answers: Answered[]) => channel.check(line(answers))
    expect(await check([info, endpoint(true), tested(true)])).toEqual({ ok: true, data: { label: 'Acme (@216ru)' } })
    expect(await check([info, endpoint(true), tested(false)])).toMatchObject({ ok: false })
    expect(await check([info, endpoint(false)])).toMatchObject({ ok: false })
    expect(await check([info, endpoint(true, 'https://other.test')])).toMatchObject({ ok: false })
  })

  it('gives names and files', async () => {
    expect(await channel.profile?.('U4af', line([answered(200, { displayName: 'Ann', language: 'ja' })]))).toEqual({
      name: 'Ann',
      language: 'ja',
    })
    expect(await channel.profile?.('U4af', line([answered(404)]))).toBeUndefined()
    const asked: Asked[] = []
    const picture = answered(200, 'bytes', { 'content-type': 'image/jpeg' })
    expect(await channel.fetch?.('4445', line([picture], asked))).toMatchObject({
      ok: true,
      data: { name: 'file.jpg' },
    })
    expect(asked[0]?.url).toBe('https://api-data.line.me/v2/bot/message/4445/content')
    expect(await channel.fetch?.('4445', line([answered(202)]))).toMatchObject({ ok: false })
  })

  function connect(form: object, answers: Answered[], asked: Asked[] = []) {
    return channel.connect({ form: { channelSecret: SECRET, ...form }, place: null, hook }, line(answers, asked))
  }
})

const RESTS = { isFinal: false, retryAfterS: 9 }
const SENT = answered(200, { sentMessages: [{ id: '461230966842064897', quoteToken: 'q' }] })
const OLD_TOKEN = answered(400, { message: 'Invalid reply token' })
const nothing: Ask = async () => lost(false)

function lost(wasSent: boolean): Answered {
  return { ok: false, reason: 'timeout', message: 'No answer', wasSent }
}

interface Circumstances {
  asked?: Asked[]
  replyWith?: string
  secrets?: object
}

function send(content: Content, answers: Answered[], { asked, replyWith, secrets }: Circumstances = {}) {
  const at = '2026-07-01T07:30:00Z'
  const message: Outgoing = { id: 'm1', seq: 1, author: 'bot', name: null, content, at, part: 0, key: KEY }
  const to = replyWith === undefined ? ANN : { ...ANN, replyWith }
  return channel.send(message, to, line(answers, asked, secrets))
}

/** A connected account whose service gives these answers in turn. */
function line(answers: Answered[], asked: Asked[] = [], secrets: object = {}): Line {
  const left = [...answers]
  const ask: Ask = async (request) => {
    asked.push(request)
    return left.shift() ?? lost(false)
  }
  return { ...samples.line, secrets: { ...samples.line.secrets, ...secrets }, ask }
}
