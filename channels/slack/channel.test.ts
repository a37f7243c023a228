/** Slack: what is believed and read of it, and what it is sent; against a Slack that runs here. */
import { isValidSlackRequest } from '@slack/bolt/dist/receivers/verify-request.js'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answered, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import type { Channel, Line, Outgoing, Recipient } from '../channel.ts'
import { localAsk } from '../from-providers/local-ask.fixture.ts'
import { slack as adapter } from './channel.ts'
import { AT, eventOf, fromSlack, samples, slackLine, tapOf, tapped, written } from './samples.fixture.ts'
import { blocksOf, mrkdwn } from './send.ts'

const slack: Channel = adapter
const SECRET = 'signing-secret-of-acme'

describe.each(samples.requests)('$what of Slack', ({ request, read }) => {
  it('is believed as Slack’s own library believes it, and read', () => {
    const { 'x-slack-signature': signature = '', 'x-slack-request-timestamp': at } = request.headers
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(at) }
    const body = new TextDecoder().decode(request.body)
    expect(isValidSlackRequest({ signingSecret: SECRET, body, headers })).toBe(true)
    expect(slack.verify(request, slackLine, noAsk)).toBe(true)
    expect(slack.read(request, slackLine)).toEqual(read)
  })

  it('is not believed changed, unsigned or of another secret', () => {
    expect(slack.verify({ ...request, body: new TextEncoder().encode('{}') }, slackLine, noAsk)).toBe(false)
    expect(slack.verify({ ...request, headers: {} }, slackLine, noAsk)).toBe(false)
    for (const wrong of samples.wrongKeys) expect(slack.verify(request, wrong(slackLine), noAsk)).toBe(false)
  })
})

describe('Slack', () => {
  it('is not believed after five minutes', () => {
    const body = eventOf({ ...written, text: 'Hi' })
    expect(slack.verify(fromSlack(body, { atMs: Date.now() - 301_000 }), slackLine, noAsk)).toBe(false)
    expect(slack.verify(fromSlack(body, { atMs: Date.now() + 302_000 }), slackLine, noAsk)).toBe(false)
  })

  it('is answered when it asks whether the address is ours, if it is Slack', () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
    expect(slack.handshake?.(fromSlack(body), slackLine)).toEqual({ status: 200, type: 'text/plain', body: 'abc' })
    expect(slack.handshake?.(fromSlack(body, { secret: 'other-secret' }), slackLine)).toBeNull()
    expect(slack.handshake?.(fromSlack('{"type":"event_callback"}'), slackLine)).toBeNull()
  })
})

describe('what Slack says', () => {
  const file = { name: 'cat.png', mimetype: 'image/png', url_private_download: 'https://files.slack.com/cat.png' }
  it('is files, the words with the first', () => {
    expect(
      readOf({
        ...written,
        subtype: 'file_share',
        text: 'Two',
        files: [file, { ...file, mimetype: 'application/pdf' }],
      }),
    ).toMatchObject([
      { externalId: 'D1:1782891000.000100', said: { kind: 'sent-file', media: 'image', name: 'cat.png', text: 'Two' } },
      { externalId: 'D1:1782891000.000100/1', said: { media: 'file' } },
    ])
  })

  it('is a change of words, but not of what a link shows', () => {
    const changed = { ...written, subtype: 'message_changed', message: { user: 'UANN', ts: '1.2', text: 'New' } }
    const edited = { kind: 'edited', externalId: 'D1:1.2', address: 'UANN', text: 'New' }
    expect(readOf({ ...changed, previous_message: { text: 'Old' } })).toEqual([edited])
    expect(readOf({ ...changed, previous_message: { text: 'New' } })).toEqual([])
  })

  it('is that a message was taken back, or liked', () => {
    const gone = { ...written, subtype: 'message_deleted', deleted_ts: '1.2', previous_message: { user: 'UANN' } }
    expect(readOf(gone)).toEqual([{ kind: 'deleted', externalId: 'D1:1.2', address: 'UANN' }])
    const like = {
      type: 'reaction_added',
      user: 'UANN',
      reaction: 'tada',
      item: { type: 'message', channel: 'D1', ts: '1.2' },
    }
    expect(readOf(like)).toEqual([{ kind: 'reaction', externalId: 'D1:1.2', address: 'UANN', reaction: ':tada:' }])
  })

  it('answers the message whose thread it is in', () => {
    expect(readOf({ ...written, text: 'Yes', thread_ts: '1.2' })).toMatchObject([{ replyTo: 'D1:1.2', at: AT }])
  })

  it.each([
    ['the bot’s own words', { ...written, user: 'UBOT', text: 'Hi' }],
    ['another bot', { ...written, bot_id: 'B1', text: 'Hi' }],
    ['a channel', { ...written, channel: 'C1', channel_type: 'channel', text: 'Hi' }],
    ['somebody who joined', { ...written, subtype: 'channel_join', text: 'joined' }],
    ['something unknown', { type: 'star_added' }],
    ['nothing', null],
  ])('is nothing of ours where it is %s', (_, event) => {
    expect(readOf(event)).toEqual([])
  })

  it('is nothing of ours in another team, or where a link was tapped', () => {
    expect(slack.read(fromSlack(eventOf({ ...written, text: 'Hi' }, 'T2')), slackLine)).toEqual([])
    expect(slack.read(tapOf({ ...tapped, team: { id: 'T2' } }), slackLine)).toEqual([])
    expect(slack.read(tapOf({ ...tapped, actions: [{ action_id: 'tap-1', action_ts: '1.2' }] }), slackLine)).toEqual([])
    expect(slack.read(fromSlack('{'), slackLine)).toEqual([])
  })
})

describe('what Slack is sent', () => {
  it('has its own marks, and calls nobody', () => {
    expect(mrkdwn('*Hi* _you_ ~no~ `a<b` [Shop](https://shop.test/?a=1&b=2) <!channel>')).toBe(
      '*Hi* _you_ ~no~ `a&lt;b` <https://shop.test/?a=1&amp;b=2|Shop> &lt;!channel&gt;',
    )
  })

  it('is cut into sections where it is long, losing no word', () => {
    const words = Array.from({ length: 1500 }, (_, at) => `w${at}&`).join(' ')
    const texts = blocksOf({ kind: 'text', text: words }).map((block) => Object(block).text.text)
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(3000)
    expect(texts.join(' ')).toBe(words.replaceAll('&', '&amp;'))
  })

  it('is buttons for answers and links, and numbers written out', () => {
    const content: Content = {
      ...{ kind: 'text', text: 'Well?' },
      buttons: [
        { kind: 'link', label: 'Shop', url: 'https://shop.test' },
        { kind: 'call', label: 'Call', phone: '+1 555 0100' },
      ],
      choices: [{ id: 'yes', label: 'Yes' }],
    }
    const button = (text: string) => ({ type: 'button', action_id: 'tap-0', text: { type: 'plain_text', text } })
    expect(blocksOf(content)).toEqual([
      { type: 'section', text: { type: 'mrkdwn', text: 'Well?' } },
      { type: 'section', text: { type: 'mrkdwn', text: 'Call: +1 555 0100' } },
      { type: 'actions', elements: [{ ...button('Shop'), url: 'https://shop.test' }] },
      { type: 'actions', elements: [{ ...button('Yes'), value: 'yes' }] },
    ])
  })

  it('is a section with its picture for a card', () => {
    const card = {
      title: 'Cat',
      text: 'Soft',
      image: 'https://a.test/cat.png',
      buttons: [{ kind: 'reply', id: 'c', label: 'Take' }],
    } as const
    expect(blocksOf({ kind: 'cards', cards: [{ ...card, buttons: [...card.buttons] }] })).toMatchObject([
      {
        type: 'section',
        text: { text: '*Cat*\nSoft' },
        accessory: { type: 'image', image_url: card.image, alt_text: 'Cat' },
      },
      { type: 'actions', elements: [{ value: 'c' }] },
    ])
  })

  it.each([
    [answered(429, {}, { 'retry-after': '30' }), { isFinal: false, retryAfterS: 30 }],
    [answered(200, { ok: false, error: 'ratelimited' }), { isFinal: false, retryAfterS: 1 }],
    [answered(200, { ok: false, error: 'token_revoked' }), { isFinal: true, isDisconnected: true }],
    [answered(200, { ok: false, error: 'user_disabled' }), { isFinal: true, unreachable: 'blocked' }],
    [
      answered(200, { ok: false, error: 'missing_scope', needed: 'chat:write' }),
      { isFinal: true, reason: 'The Slack app lacks a scope: chat:write.' },
    ],
    [answered(200, { ok: false, error: 'internal_error' }), { isFinal: false, isInDoubt: true }],
    [answered(502), { isFinal: false, isInDoubt: true }],
  ])('is understood when it is refused: %#', async (answer, meaning) => {
    const answers: Answered[] = [answered(200, { ok: true, channel: { id: 'D1' } }), answer]
    const line = { ...slackLine, ask: async () => answers.shift() ?? answered(500) }
    const to = { ...person, address: `U${Math.random()}` }
    expect(await slack.send(outgoing({ kind: 'text', text: 'Hi' }), to, line)).toMatchObject({ ok: false, ...meaning })
  })
})

describe('a Slack that runs here', () => {
  let emulator: Emulator
  beforeAll(async () => {
    const tokens = [
      { token: 'xoxb-acme', type: 'bot', bot_id: 'B1', user: 'hal', scopes: ['chat:write', 'im:write', 'users:read'] },
    ]
    const users = [{ name: 'hal' }, { name: 'ann', real_name: 'Ann Archer' }]
    emulator = await createEmulator({
      service: 'slack',
      port: 4172,
      seed: { slack: { users, tokens, strict_scopes: true } },
    })
  })
  afterAll(() => emulator.close())

  it('is connected, says who people are, and is written to', async () => {
    const urls = { ...slackLine.urls, slack: emulator.url }
    const form = { botToken: 'xoxb-acme', signingSecret: SECRET }
    const account = { through: slackLine.through, urls, ask: localAsk }
    const connected = await slack.connect({ form, place: null, hook: slackLine.hook }, account)
    if (!connected.ok) throw new Error(connected.message)
    expect(connected.data).toMatchObject({
      place: expect.stringMatching(/^T/),
      label: expect.stringContaining('@hal in '),
    })
    const line: Line = { ...slackLine, secrets: connected.data.secrets, urls, ask: localAsk }
    expect(await slack.check(line)).toMatchObject({ ok: true })

    const people = await localAsk({ method: 'POST', url: `${emulator.url}/api/users.list`, headers: AUTH })
    const ann: string = Object(people.ok ? people.json : {}).members.find(
      (each: { name: string }) => each.name === 'ann',
    ).id
    expect(await slack.profile?.(ann, line)).toMatchObject({ name: 'Ann Archer' })

    const content = { kind: 'text', text: '*Hi* Ann', choices: [{ id: 'yes', label: 'Yes' }] } satisfies Content
    const sent = await slack.send(outgoing(content), { ...person, address: ann }, line)
    expect(sent).toEqual({ ok: true, externalId: expect.stringMatching(/^D\w+:\d+\.\d+$/) })
    const stranger = await slack.send(outgoing(content), { ...person, address: 'U404' }, line)
    expect(stranger).toMatchObject({ ok: false, isFinal: true, unreachable: 'blocked' })
  })

  it('is not connected with a token that is none', async () => {
    const form = { botToken: 'xoxb-other', signingSecret: SECRET }
    const ask = async () => answered(200, { ok: false, error: 'invalid_auth' })
    const refused = await slack.connect({ form, place: null, hook: slackLine.hook }, { ...slackLine, ask })
    expect(refused).toEqual({ ok: false, message: 'Slack no longer takes this token.' })
    const poor = async () =>
      answered(
        200,
        { ok: true, team: 'A', team_id: 'T1', user: 'u', user_id: 'U', bot_id: 'B' },
        { 'x-oauth-scopes': 'chat:write' },
      )
    const lacking = await slack.connect({ form, place: null, hook: slackLine.hook }, { ...slackLine, ask: poor })
    expect(lacking).toEqual({ ok: false, message: 'The token lacks the scopes im:history, im:write.' })
  })
})

describe('a file in Slack', () => {
  it('is fetched with the token from Slack alone', async () => {
    const asked: Asked[] = []
    const ask = async (request: Asked) => {
      asked.push(request)
      return answered(200, {}, { 'content-type': 'image/png' })
    }
    for (const url of ['https://files.slack.com/a/cat.png', 'https://files.slack.com.evil.test/cat.png'])
      expect(await slack.fetch?.(url, { ...slackLine, ask })).toMatchObject({ ok: true, data: { name: 'cat.png' } })
    expect(asked.map(({ headers }) => headers?.Authorization)).toEqual(['Bearer xoxb-acme', undefined])
  })
})

const AUTH = { Authorization: 'Bearer xoxb-acme' }
const noAsk = async () => answered(500)
const person: Recipient = { workspaceId: 'acme', botId: 'hal', address: 'UANN', replyWith: null, lastWroteAt: null }

function readOf(event: object | null) {
  return slack.read(fromSlack(eventOf(event ?? {})), slackLine)
}

function outgoing(content: Content): Outgoing {
  return { id: 'm1', seq: 1, author: 'bot', name: null, content, at: AT, part: 0, key: 'part-1' }
}
