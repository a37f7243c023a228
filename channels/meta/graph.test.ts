import { sign } from '@octokit/webhooks-methods'
import { describe, expect, it } from 'vitest'
import { answered } from '../../shared/answered.fixture.ts'
import { ACCOUNT, handshakeWith, signedHook } from './account.fixture.ts'
import { answerHandshake, deliveryOf, isSigned } from './graph.ts'

describe('a webhook of Meta', () => {
  it('is signed as an independent implementation signs it', async () => {
    const request = signedHook('messenger', { object: 'page', entry: [], text: 'Grüße 👋' })
    const signature = await sign(ACCOUNT.appSecret, new TextDecoder().decode(request.body))
    expect(request.headers['x-hub-signature-256']).toBe(signature)
    expect(isSigned(request, ACCOUNT)).toBe(true)
  })

  it.each([
    ['no signature', undefined],
    ['an empty one', ''],
    ['one by SHA-1', `sha1=${'0'.repeat(40)}`],
    ['one of another length', 'sha256=00'],
    ['two', `sha256=${'0'.repeat(64)}, sha256=${'0'.repeat(64)}`],
  ])('with %s is not believed', (_, signature) => {
    const { headers, ...request } = signedHook('messenger', { object: 'page', entry: [] })
    const { 'x-hub-signature-256': right, ...others } = headers
    expect(right).toMatch(/^sha256=/)
    const changed = signature === undefined ? others : { ...others, 'x-hub-signature-256': signature }
    expect(isSigned({ ...request, headers: changed }, ACCOUNT)).toBe(false)
  })

  it('of which one byte was changed is not believed', () => {
    const request = signedHook('messenger', { object: 'page', entry: [] })
    const body = Uint8Array.from(request.body)
    body[3] = 65
    expect(isSigned({ ...request, body }, ACCOUNT)).toBe(false)
  })
})

describe('the question whether an address is ours', () => {
  it('is answered with Facebook’s own word, where it has ours', () => {
    const answer = answerHandshake(handshakeWith('messenger', ACCOUNT.verifyToken), ACCOUNT)
    expect(answer).toEqual({ status: 200, type: 'text/plain', body: '1158201444' })
  })

  it.each(['', 'another', `${ACCOUNT.verifyToken} `])('is refused with «%s»', (word) => {
    expect(answerHandshake(handshakeWith('messenger', word), ACCOUNT)).toMatchObject({ status: 403, body: '' })
    expect(answerHandshake(handshakeWith('messenger', word), { ...ACCOUNT, verifyToken: '' })?.status).toBe(403)
  })

  it('is not every request', () => {
    expect(answerHandshake(signedHook('messenger', {}), ACCOUNT)).toBeNull()
  })
})

describe('a refused message', () => {
  it.each([
    ['a dead token', 401, { code: 190, error_subcode: 463 }, { isFinal: true, isDisconnected: true }],
    ['somebody who turned messages off', 400, { code: 551 }, { isFinal: true, unreachable: 'blocked' }],
    [
      'somebody who cannot be reached',
      400,
      { code: 200, error_subcode: 1545041 },
      { isFinal: true, unreachable: 'blocked' },
    ],
    ['somebody without WhatsApp', 400, { code: 131026 }, { isFinal: true, unreachable: 'blocked' }],
    ['somebody who opted out', 400, { code: 131050 }, { isFinal: true, unreachable: 'opted-out' }],
    [
      'too late',
      403,
      { code: 10, error_subcode: 2018278 },
      { isFinal: true, reason: 'It lets nobody be answered this late.' },
    ],
    ['too much of the account', 400, { code: 130429 }, { isFinal: false, retryAfterS: 30 }],
    ['too much of the Page', 403, { code: 613 }, { isFinal: false, retryAfterS: 30 }],
    ['a Page that has to rest', 400, { code: 10, error_subcode: 1893063 }, { isFinal: false, retryAfterS: 900 }],
    ['too much for one person', 400, { code: 131056 }, { isFinal: false }],
    ['what passes', 400, { code: 2, is_transient: true }, { isFinal: false }],
    ['a wrong parameter', 400, { code: 100 }, { isFinal: true, reason: 'It refused it (100).' }],
    ['their fault', 500, { code: 131000 }, { isFinal: false, isInDoubt: true }],
  ])('says what to do: %s', (_, status, error, delivery) => {
    const became = deliveryOf(answered(status, { error: { ...error, message: 'secret user-token' } }), 'It')
    expect(became).toMatchObject({ ok: false, ...delivery })
    expect(JSON.stringify(became)).not.toContain('user-token')
    if (error.code === 131056) expect(became).not.toHaveProperty('retryAfterS')
  })

  it('is in doubt where the answer was lost, and not where nothing was sent', () => {
    const lost = { ok: false, reason: 'timeout', message: '' } as const
    expect(deliveryOf({ ...lost, wasSent: true }, 'It')).toMatchObject({ isFinal: false, isInDoubt: true })
    expect(deliveryOf({ ...lost, wasSent: false }, 'It')).not.toHaveProperty('isInDoubt')
  })
})
