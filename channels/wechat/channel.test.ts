/** WeChat: what is believed and read of it, and what it is sent. */
import { describe, expect, it } from 'vitest'
import type { Answered, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import type { Content } from '../../shared/messages.ts'
import type { Channel, Line, Outgoing, Recipient } from '../channel.ts'
import { wechat as adapter } from './channel.ts'
import { fromWeChat, plainLine, samples, sealedFromWeChat, secureLine, xmlOf } from './samples.fixture.ts'

const wechat: Channel = adapter
const AT = '2026-07-01T07:30:00.000Z'

describe.each(samples.requests)('$what', ({ request, read }) => {
  it('is believed and read', () => {
    expect(wechat.verify(request, secureLine, noAsk)).toBe(true)
    expect(wechat.read(request, secureLine)).toEqual(read)
    expect(wechat.thanks).toEqual({ status: 200, type: 'text/plain', body: 'success' })
  })

  it('is not believed with other keys or without its signature', () => {
    for (const wrong of samples.wrongKeys) expect(wechat.verify(request, wrong(secureLine), noAsk)).toBe(false)
    const { msg_signature: _, ...query } = request.query
    expect(wechat.verify({ ...request, query }, secureLine, noAsk)).toBe(false)
  })
})

describe('a request of WeChat', () => {
  const hello = xmlOf({ MsgType: 'text', Content: 'Hi', MsgId: '1' })
  it('is believed in plain text mode by the token', () => {
    expect(wechat.verify(fromWeChat(hello), plainLine, noAsk)).toBe(true)
    expect(wechat.verify(fromWeChat(hello, { token: 'other' }), plainLine, noAsk)).toBe(false)
    const empty = { ...plainLine, secrets: { ...plainLine.secrets, token: '' } }
    expect(wechat.verify(fromWeChat(hello, { token: '' }), empty, noAsk)).toBe(false)
  })

  it('is not believed in plain text where the security mode is on', () => {
    expect(wechat.verify(fromWeChat(hello), secureLine, noAsk)).toBe(false)
    expect(wechat.read(fromWeChat(hello), secureLine)).toEqual([])
  })

  it('is not believed after ten minutes, or made for another account', () => {
    const atMs = Date.now() - 601_000
    expect(wechat.verify(fromWeChat(hello, { atMs }), plainLine, noAsk)).toBe(false)
    expect(wechat.verify(sealedFromWeChat(hello, { atMs }), secureLine, noAsk)).toBe(false)
    expect(wechat.verify(sealedFromWeChat(hello, { id: 'wxfedcba9876543210' }), secureLine, noAsk)).toBe(false)
  })

  it('is answered when it asks whether the address is ours', () => {
    const asked = { ...fromWeChat('', { query: { echostr: '5837397576500011341' } }), method: 'GET' }
    const answer = { status: 200, type: 'text/plain', body: '5837397576500011341' }
    expect(wechat.handshake?.(asked, plainLine)).toEqual(answer)
    expect(wechat.handshake?.(asked, secureLine)).toEqual(answer)
    const wrong = { ...fromWeChat('', { token: 'other', query: { echostr: '1' } }), method: 'GET' }
    expect(wechat.handshake?.(wrong, plainLine)).toBeNull()
    expect(wechat.handshake?.(fromWeChat(hello), plainLine)).toBeNull()
  })
})

describe('what WeChat says', () => {
  it.each([
    [
      { MsgType: 'text', Content: 'Yes', bizmsgmenuid: 'yes' },
      { kind: 'choice', id: 'yes', label: 'Yes' },
    ],
    [
      { MsgType: 'image', PicUrl: 'http://a.test', MediaId: 'm1' },
      { kind: 'sent-file', media: 'image', reference: 'm1' },
    ],
    [
      { MsgType: 'voice', MediaId: 'm2', Recognition: 'Hi' },
      { kind: 'sent-file', media: 'audio', reference: 'm2', text: 'Hi' },
    ],
    [
      { MsgType: 'shortvideo', MediaId: 'm3' },
      { kind: 'sent-file', media: 'video', reference: 'm3' },
    ],
    [
      { MsgType: 'location', Location_X: '23.1', Location_Y: '-113.3' },
      { kind: 'location', latitude: 23.1, longitude: -113.3 },
    ],
    [
      { MsgType: 'link', Title: 'A', Description: '', Url: 'https://a.test' },
      { kind: 'text', text: 'A\nhttps://a.test' },
    ],
    [
      { MsgType: 'event', Event: 'CLICK', EventKey: 'menu-1' },
      { kind: 'choice', id: 'menu-1' },
    ],
    [
      { MsgType: 'event', Event: 'SCAN', EventKey: 'summer' },
      { kind: 'start', ref: 'summer' },
    ],
    [{ MsgType: 'hologram' }, { kind: 'unsupported', what: 'hologram' }],
  ])('is understood: %j', (fields, said) => {
    const [read] = readOf(fields)
    expect(read).toMatchObject({ kind: 'message', address: 'oANN', at: AT, said })
  })

  it('is that somebody follows, by a QR code', () => {
    expect(readOf({ MsgType: 'event', Event: 'subscribe', EventKey: 'qrscene_summer', MsgId: '' })).toEqual([
      { kind: 'reach', address: 'oANN', at: AT, reach: 'ok' },
      {
        kind: 'message',
        address: 'oANN',
        at: AT,
        externalId: 'oANN:1782891000:subscribe',
        said: { kind: 'start', ref: 'summer' },
      },
    ])
  })

  it.each([
    '',
    '<xml/>',
    '<xml><FromUserName>a</FromUserName></xml>',
    '<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>',
    '{',
  ])('is nothing where it is %j', (body) => {
    expect(wechat.read(fromWeChat(body), plainLine)).toEqual([])
  })

  it('is never what an entity stands for', () => {
    const body =
      '<!DOCTYPE xml [<!ENTITY e "boom">]>' +
      xmlOf({ MsgType: 'text', MsgId: '1' }).replace('</xml>', '<Content>&e;</Content></xml>')
    expect(JSON.stringify(wechat.read(fromWeChat(body), plainLine))).not.toContain('boom')
  })
})

describe('what WeChat is sent', () => {
  it('is text with links written out, by a token that is fetched once', async () => {
    const { line, asked } = service([answered(200, { errcode: 0 }), answered(200, { errcode: 0 })])
    expect(await wechat.send(outgoing({ kind: 'text', text: '*Hi* [Shop](https://shop.test/)' }), ann, line)).toEqual({
      ok: true,
    })
    await wechat.send(outgoing({ kind: 'text', text: 'Again' }), ann, line)
    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
      ...['/cgi-bin/stable_token', '/cgi-bin/message/custom/send', '/cgi-bin/message/custom/send'],
    ])
    expect(asked[1]?.json).toEqual({
      touser: 'oANN',
      msgtype: 'text',
      text: { content: 'Hi Shop (https://shop.test/)' },
    })
  })

  it('is a menu for answers', async () => {
    const { line, asked } = service([answered(200, { errcode: 0 })])
    await wechat.send(outgoing({ kind: 'text', text: 'Well?', choices: [{ id: 'y', label: 'Yes' }] }), ann, line)
    expect(asked.at(-1)?.json).toMatchObject({
      ...{ msgtype: 'msgmenu', msgmenu: { head_content: 'Well?', list: [{ id: 'y', content: 'Yes' }] } },
    })
  })

  it('is a picture that is handed over first', async () => {
    const { line, asked } = service([
      ...[
        answered(200, {}, { 'content-type': 'image/png' }),
        answered(200, { media_id: 'm9' }),
        answered(200, { errcode: 0 }),
      ],
    ])
    expect(await wechat.send(outgoing({ kind: 'image', url: 'https://a.test/cat.png' }), ann, line)).toEqual({
      ok: true,
    })
    expect(asked.find(({ parts }) => parts)?.parts?.[0]).toMatchObject({
      name: 'media',
      value: { fileName: 'file.png', type: 'image/png' },
    })
    expect(asked.at(-1)?.json).toMatchObject({ msgtype: 'image', image: { media_id: 'm9' } })
  })

  it('goes out with another token where the first is no longer good, once', async () => {
    const { line, asked } = service([answered(200, { errcode: 40001 }), answered(200, { errcode: 0 })])
    expect(await wechat.send(outgoing({ kind: 'text', text: 'Hi' }), ann, line)).toEqual({ ok: true })
    const tokens = asked.filter(({ url }) => url.includes('stable_token'))
    expect(tokens.map(({ json }) => Object(json).force_refresh)).toEqual([undefined, true])
    const dead = service([answered(200, { errcode: 42001 }), answered(200, { errcode: 42001 })])
    expect(await wechat.send(outgoing({ kind: 'text', text: 'Hi' }), ann, dead.line)).toMatchObject({
      isDisconnected: true,
    })
  })

  it.each([
    [45015, { isFinal: true }],
    [45047, { isFinal: true }],
    [43004, { isFinal: true, unreachable: 'opted-out' }],
    [45009, { isFinal: false, retryAfterS: 3600 }],
    [45011, { isFinal: false, retryAfterS: 60 }],
    [-1, { isFinal: false }],
  ])('is understood when it is refused by %i', async (errcode, meaning) => {
    const { line } = service([answered(200, { errcode, errmsg: 'secret-of-acme' })])
    const delivery = await wechat.send(outgoing({ kind: 'text', text: 'Hi' }), ann, line)
    expect(delivery).toMatchObject({ ok: false, ...meaning })
    expect(JSON.stringify(delivery)).not.toContain('secret')
  })

  it('is in doubt only where it was sent', async () => {
    const late = { ok: false, reason: 'timeout', message: 'Late.', wasSent: true } as const
    const { line } = service([late])
    expect(await wechat.send(outgoing({ kind: 'text', text: 'Hi' }), ann, line)).toMatchObject({ isInDoubt: true })
    const lost: Line = { ...service([]).line, ask: async () => late }
    expect(await wechat.send(outgoing({ kind: 'text', text: 'Hi' }), ann, lost)).toMatchObject({ isInDoubt: false })
  })
})

describe('connecting', () => {
  it('tries the keys, and says what to fill in', async () => {
    const { line } = service([])
    const connected = await wechat.connect({ form: line.secrets, place: null, hook: line.hook }, line)
    expect(connected).toMatchObject({ ok: true, data: { registered: [{ value: line.hook.url }, {}, {}] } })
    const ask = async () => answered(200, { errcode: 40164, errmsg: 'invalid ip' })
    const refused = await wechat.connect({ form: line.secrets, place: null, hook: line.hook }, { ...line, ask })
    expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('IP allow list') })
  })
})

describe('a file of a person', () => {
  it('is fetched by its id, and a video by the address that WeChat gives', async () => {
    const picture = answered(200, null, {
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="m1.jpg"',
    })
    expect(await wechat.fetch?.('m1', service([picture]).line)).toMatchObject({ ok: true, data: { name: 'm1.jpg' } })
    const { line, asked } = service([answered(200, { video_url: 'https://v.test/1.mp4' }), answered(200)])
    expect(await wechat.fetch?.('m2', line)).toMatchObject({ ok: true, data: { name: 'video.mp4' } })
    expect(asked.at(-1)?.url).toBe('https://v.test/1.mp4')
    const gone = service([answered(200, { errcode: 40007 })])
    expect(await wechat.fetch?.('m3', gone.line)).toEqual({ ok: false, message: 'WeChat refused it (40007).' })
  })
})

const noAsk = async () => answered(500)
const ann: Recipient = { workspaceId: 'acme', botId: 'hal', address: 'oANN', replyWith: null, lastWroteAt: null }
let services = 0

/** An account of its own, which gives tokens, and these answers to all else. */
function service(answers: Answered[]): { line: Line; asked: Asked[] } {
  const asked: Asked[] = []
  services += 1
  const secrets = { ...plainLine.secrets, appSecret: `secret-${services}` }
  const ask = async (request: Asked): Promise<Answered> => {
    asked.push(request)
    if (request.url.endsWith('/stable_token')) return answered(200, { access_token: 'AT', expires_in: 7200 })
    return answers.shift() ?? answered(500)
  }
  return { line: { ...plainLine, secrets, ask }, asked }
}

function readOf(fields: Record<string, string>) {
  return wechat.read(fromWeChat(xmlOf({ MsgId: '1', ...fields })), plainLine)
}

function outgoing(content: Content): Outgoing {
  return { id: 'm1', seq: 1, author: 'bot', name: null, content, at: AT, part: 0, key: 'part-1' }
}
