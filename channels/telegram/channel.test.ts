/** Telegram: what is read and sent, and what its refusals mean. */
import { describe, expect, it } from 'vitest'
import type { Answered, Ask, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import type { Channel, Line, Outgoing, Recipient } from '../channel.ts'
import { telegram as adapter } from './channel.ts'
import { samples, telegramMessage, telegramRequest } from './samples.fixture.ts'

const telegram: Channel = adapter
const TOKEN = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'
const { hook } = samples.line
const ANN: Recipient = { workspaceId: 'acme', botId: 'hal', address: '4242', replyWith: null, lastWroteAt: null }
const API = `https://api.telegram.org/bot${TOKEN}`

describe('what Telegram tells', () => {
  it.each(samples.requests)('is read: $what', ({ request, read }) => {
    expect(telegram.verify(request, line([]), nothing)).toBe(true)
    expect(telegram.read(request, line([]))).toEqual(read)
  })

  it.each(samples.wrongKeys)('is not believed with another secret', (wrong) => {
    expect(telegram.verify(telegramMessage({ text: 'Hello' }), wrong(samples.line), nothing)).toBe(false)
  })

  it('is not believed without the secret, with part of it, or by GET', () => {
    const request = telegramMessage({ text: 'Hello' })
    expect(telegram.verify({ ...request, headers: {} }, line([]), nothing)).toBe(false)
    expect(telegram.verify(telegramRequest({}, hook.secret.slice(1)), line([]), nothing)).toBe(false)
    expect(telegram.verify({ ...request, method: 'GET' }, line([]), nothing)).toBe(false)
  })

  it('may be anything at all', () => {
    for (const body of [
      '',
      'null',
      '[]',
      '{"message":{"chat":7}}',
      '{"message":{"text":"x","chat":{"id":1,"type":"private"}}}',
    ])
      expect(telegram.read({ ...telegramMessage({}), body: new TextEncoder().encode(body) }, line([]))).toEqual([])
  })

  it('is cut to what is kept of a text', () => {
    const [read] = telegram.read(telegramMessage({ text: `\u0000${'a'.repeat(4096)}` }), line([]))
    expect(read).toMatchObject({ said: { text: 'a'.repeat(4000) } })
  })

  it('is thanked for a tap by an answer to it, so that the button does not wait', () => {
    const thanksFor = (what: string) => {
      const request = samples.requests.find((each) => each.what === what)?.request
      return typeof telegram.thanks === 'function' && request ? telegram.thanks(request).body : undefined
    }
    expect(thanksFor('a tap')).toBe('{"method":"answerCallbackQuery","callback_query_id":"90071992547"}')
    expect(thanksFor('a text')).toBe('')
  })
})

describe('a message to Telegram', () => {
  it('keeps its formatting, and nothing else in it is HTML', async () => {
    const text = '*Hi* _Ann_ & <b>~no~</b> `a<b` [shop](https://acme.test/?a=1&b="2") [write](mailto:mia@acme.test)'
    expect((await sent({ kind: 'text', text })).json).toEqual({
      chat_id: '4242',
      parse_mode: 'HTML',
      text: '<b>Hi</b> <i>Ann</i> &amp; &lt;b&gt;<s>no</s>&lt;/b&gt; <code>a&lt;b</code> <a href="https://acme.test/?a=1&amp;b=%222%22">shop</a> write (mia@acme.test)',
    })
  })

  it('shows answers and links as buttons, and a number to call as a line', async () => {
    const { json } = await sent({
      kind: 'text',
      text: 'More?',
      buttons: [
        { kind: 'link', label: 'Our shop', url: 'https://acme.test' },
        { kind: 'call', label: 'Call us', phone: '+43 1 234' },
      ],
      choices: [{ id: 'yes', label: 'Yes' }],
    })
    expect(json).toMatchObject({
      text: 'More?\nCall us: +43 1 234',
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Our shop', url: 'https://acme.test' },
            { text: 'Yes', callback_data: 'yes' },
          ],
        ],
      },
    })
  })

  it('offers a number to copy where there is no room for a line', async () => {
    const place = { kind: 'location', latitude: 1, longitude: 2 } as const
    const { url, json } = await sent({ ...place, buttons: [{ kind: 'call', label: 'Call', phone: '+43 1' }] })
    expect(url).toBe(`${API}/sendLocation`)
    expect(json).toMatchObject({
      reply_markup: { inline_keyboard: [[{ text: 'Call: +43 1', copy_text: { text: '+43 1' } }]] },
    })
  })

  it.each<[Content & { url: string }, string, string]>([
    [{ kind: 'image', url: 'https://acme.test/a.jpg', text: 'A *cat*' }, 'sendPhoto', 'photo'],
    [{ kind: 'image', url: 'https://acme.test/a', mime: 'image/gif' }, 'sendAnimation', 'animation'],
    [{ kind: 'video', url: 'https://acme.test/a.mp4' }, 'sendVideo', 'video'],
    [{ kind: 'audio', url: 'https://acme.test/a.mp3', mime: 'audio/mpeg' }, 'sendAudio', 'audio'],
    [{ kind: 'audio', url: 'https://acme.test/a', mime: 'audio/ogg' }, 'sendVoice', 'voice'],
    [{ kind: 'file', url: 'https://acme.test/a', name: 'offer.pdf' }, 'sendDocument', 'document'],
  ])('shows %o by %s', async (content, method, field) => {
    const asked = await sent(content)
    expect(asked.url).toBe(`${API}/${method}`)
    expect(asked.json).toMatchObject({ chat_id: '4242', [field]: content.url })
  })

  it('brings a file that Telegram does not fetch itself', async () => {
    const asked: Asked[] = []
    const file = { kind: 'file', url: 'https://acme.test/list.csv', mime: 'text/csv', text: 'The list' } as const
    const done = await telegram.send(outgoing(file), ANN, line([BYTES, SENT], asked))
    expect(done).toEqual({ ok: true, externalId: '4242:77' })
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${file.url}`, `POST ${API}/sendDocument`])
    expect(asked[1]?.json).toBeUndefined()
    expect(asked[1]?.parts).toContainEqual({ name: 'caption', value: 'The list' })
    expect(asked[1]?.parts?.at(-1)).toMatchObject({
      name: 'document',
      value: { fileName: 'list.csv', type: 'text/csv' },
    })
  })

  it('brings a picture that Telegram could not fetch, and says when there is none', async () => {
    const asked: Asked[] = []
    const picture = { kind: 'image', url: 'https://acme.test/a.jpg' } as const
    expect(await telegram.send(outgoing(picture), ANN, line([refused(400), BYTES, SENT], asked))).toMatchObject({
      ok: true,
    })
    expect(asked.at(-1)?.parts?.at(-1)).toMatchObject({ name: 'photo' })
    const gone = await telegram.send(outgoing(picture), ANN, line([refused(400), answered(404)]))
    expect(gone).toEqual({ ok: false, isFinal: true, reason: 'The file could not be read from its address.' })
  })

  it('follows a chat that moved', async () => {
    const asked: Asked[] = []
    const moved = refused(400, { migrate_to_chat_id: -1009 })
    const done = await telegram.send(outgoing({ kind: 'text', text: 'Hi' }), ANN, line([moved, SENT], asked))
    expect(done).toEqual({ ok: true, externalId: '-1009:77' })
    expect(asked[1]?.json).toMatchObject({ chat_id: '-1009' })
  })

  it.each<[string, Answered, object]>([
    ['a token that was taken back', refused(401), { isFinal: true, isDisconnected: true }],
    ['a block', refused(403), { isFinal: true, unreachable: 'blocked' }],
    ['too many', refused(429, { retry_after: 17 }), { isFinal: false, retryAfterS: 17 }],
    ['a chat that is not there', refused(400), { isFinal: true }],
    ['a fault of theirs', answered(502, {}), { isFinal: false, isInDoubt: true }],
    ['an answer that cannot be read', answered(200, 'x'), { isFinal: false, isInDoubt: true }],
    ['an answer that got lost', lost(true), { isFinal: false, isInDoubt: true }],
    ['a way that is closed', lost(false), { isFinal: false }],
  ])('meets %s', async (_, answer, delivery) => {
    const done = await telegram.send(outgoing({ kind: 'text', text: 'Hi' }), ANN, line([answer]))
    expect(done).toEqual({ ok: false, reason: expect.any(String), ...delivery })
  })
})

describe('a bot of Telegram', () => {
  const me = answered(200, { ok: true, result: { id: 123, is_bot: true, first_name: 'Acme', username: 'acme_bot' } })
  const webhook = (url: string) => answered(200, { ok: true, result: { url } })

  it('is connected by its token, with a webhook that repeats our secret', async () => {
    const asked: Asked[] = []
    const done = await telegram.connect({ form: { token: TOKEN }, place: null, hook }, line([me, TRUE], asked))
    expect(done).toMatchObject({ ok: true, data: { place: '123', label: '@acme_bot', secrets: { token: TOKEN } } })
    expect(asked[1]?.json).toMatchObject({ url: hook.url, secret_token: hook.secret })
  })

  it.each([
    [refused(404), 'Telegram does not know this token. Copy it again from @BotFather.'],
    [lost(false), 'Telegram could not be reached.'],
    [answered(500, {}), 'Telegram refused it (500).'],
  ])('is refused in a sentence that holds no key', async (answer, message) => {
    expect(await connect([answer])).toEqual({ ok: false, message })
  })

  it('says what an address needs, and leaves no webhook behind that it is not sure of', async () => {
    expect(await connect([me, refused(400)])).toMatchObject({ ok: false, message: expect.stringContaining('https') })
    const asked: Asked[] = []
    expect(await connect([me, lost(true), TRUE], asked)).toMatchObject({ ok: false })
    expect(asked.at(-1)?.url).toBe(`${API}/deleteWebhook`)
  })

  it('is checked: the token is good and the webhook leads here', async () => {
    expect(await telegram.check(line([me, webhook(hook.url)]))).toEqual({ ok: true, data: { label: '@acme_bot' } })
    expect(await telegram.check(line([me, webhook('https://other.test')]))).toMatchObject({ ok: false })
    expect(await telegram.check(line([refused(401)]))).toMatchObject({ ok: false })
  })

  it('is let go of, but not when its webhook is somebody else’s by now', async () => {
    for (const [url, calls] of [
      [hook.url, 2],
      ['https://other.test', 1],
    ] as const) {
      const asked: Asked[] = []
      await telegram.disconnect(line([webhook(url), TRUE], asked))
      expect(asked).toHaveLength(calls)
    }
  })

  it('gives the files that people sent', async () => {
    const asked: Asked[] = []
    const found = answered(200, { ok: true, result: { file_id: 'f', file_path: 'photos/a b.jpg' } })
    const done = await telegram.fetch?.('f', line([found, BYTES], asked))
    expect(done).toEqual({ ok: true, data: { bytes: BYTES.bytes, name: 'a b.jpg' } })
    expect(asked[1]?.url).toBe(`https://api.telegram.org/file/bot${TOKEN}/photos/a%20b.jpg`)
    expect(await telegram.fetch?.('f', line([refused(400)]))).toMatchObject({ ok: false })
  })

  function connect(answers: Answered[], asked: Asked[] = []) {
    return telegram.connect({ form: { token: TOKEN }, place: null, hook }, line(answers, asked))
  }
})

const TRUE = answered(200, { ok: true, result: true })
const SENT = answered(200, { ok: true, result: { message_id: 77, date: 1, chat: { id: 4242, type: 'private' } } })
const BYTES = answered(200, 'bytes', { 'content-type': 'text/plain' })
const nothing: Ask = async () => lost(false)

function refused(code: number, parameters?: object): Answered {
  return answered(code, { ok: false, error_code: code, description: 'Bad Request', ...(parameters && { parameters }) })
}

function lost(wasSent: boolean): Answered {
  return { ok: false, reason: 'timeout', message: 'No answer', wasSent }
}

function outgoing(content: Content): Outgoing {
  const key = '0197a1b2-0000-7000-8000-000000000001'
  return { id: 'm1', seq: 1, author: 'bot', name: null, content, at: '2026-07-01T07:30:00Z', part: 0, key }
}

async function sent(content: Content): Promise<Asked> {
  const asked: Asked[] = []
  expect(await telegram.send(outgoing(content), ANN, line([SENT], asked))).toEqual({ ok: true, externalId: '4242:77' })
  const [first] = asked
  if (!first) throw new Error('nothing was asked')
  return first
}

/** A connected bot whose service gives these answers in turn. */
function line(answers: Answered[], asked: Asked[] = []): Line {
  const left = [...answers]
  const ask: Ask = async (request) => {
    asked.push(request)
    return left.shift() ?? lost(false)
  }
  return { ...samples.line, ask }
}
