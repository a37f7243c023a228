/** Access tokens: got from a counterpart that checks what it is shown, and kept until shortly before their end. */
import { createEmulator, type Emulator } from 'emulate'
import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Ask, Asked } from '../../shared/account.ts'
import { answered } from '../../shared/answered.fixture.ts'
import { SERVICES } from '../../shared/service-urls.ts'
import { localAsk } from '../from-providers/local-ask.fixture.ts'
import { askGoogle, type GoogleKey, keyOfPerson, keyOfService, notDelivered } from './access.ts'

const CALL: Asked = { method: 'GET', url: 'https://mybusiness.test/v4/x' }
let people = 0

function newPerson(): GoogleKey {
  people++
  return keyOfPerson({ clientId: 'c', clientSecret: 's', refreshToken: `r${people}` }, SERVICES)
}

/** Google, whose tokens are «t1», «t2», … */
function google(call: (token: string) => number = () => 200, token: () => number = () => 200) {
  const asked: Asked[] = []
  let given = 0
  const ask: Ask = async (request) => {
    asked.push(request)
    if (request.url !== `${SERVICES['google-oauth']}/token`)
      return answered(call(request.headers?.Authorization?.replace('Bearer ', '') ?? ''))
    await new Promise((resume) => setTimeout(resume, 1))
    return answered(token(), { access_token: `t${++given}`, expires_in: 3600 })
  }
  const tokensGiven = () => asked.filter(({ url }) => url.endsWith('/token')).length
  return { ask, asked, tokensGiven }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a token', () => {
  it('is shared by all who ask, until a minute before it ends', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ask, tokensGiven } = google()
    const key = newPerson()
    await Promise.all([1, 2, 3].map(() => askGoogle(key, ask, CALL)))
    vi.advanceTimersByTime(58 * 60_000)
    await askGoogle(key, ask, CALL)
    expect(tokensGiven()).toBe(1)
    vi.advanceTimersByTime(61_000)
    await askGoogle(key, ask, CALL)
    expect(tokensGiven()).toBe(2)
  })

  it('that Google took back is got anew, once', async () => {
    const { ask, asked } = google((token) => (token === 't1' ? 401 : 200))
    const key = newPerson()
    expect(await askGoogle(key, ask, CALL)).toMatchObject({ status: 401 })
    expect(await askGoogle(key, ask, CALL)).toMatchObject({ status: 200 })
    expect(asked.at(-1)?.headers).toEqual({ Authorization: 'Bearer t2' })
  })

  it.each([
    [400, { isFinal: true, isDisconnected: true }],
    [429, { isFinal: false, retryAfterS: 1 }],
    [503, { isFinal: false }],
  ])('that is refused with %i says so of the message', async (status, delivery) => {
    const { ask, asked } = google(undefined, () => status)
    const key = newPerson()
    expect(notDelivered(await askGoogle(key, ask, CALL))).toMatchObject(delivery)
    await askGoogle(key, ask, CALL)
    expect(asked.length).toBe(2)
  })

  it('that could not be asked for means that nothing was sent', async () => {
    const lost: Ask = async () => ({
      ok: false,
      reason: 'timeout',
      message: 'The server did not answer.',
      wasSent: true,
    })
    const delivery = notDelivered(await askGoogle(newPerson(), lost, CALL))
    expect(delivery).toMatchObject({ ok: false, isFinal: false })
    expect(delivery).not.toHaveProperty('isInDoubt')
  })
})

describe('a service account', () => {
  const SCOPE = 'https://www.googleapis.com/auth/rcsbusinessmessaging'

  it('shows a token of its own, signed by its key', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
    const text = JSON.stringify({
      client_email: 'bot@acme.iam.test',
      private_key: await exportPKCS8(privateKey),
      private_key_id: 'k7',
      token_uri: 'https://evil.test/token',
    })
    const { ask, asked } = google()
    const key = keyOfService(text, SCOPE, SERVICES)
    expect(key && (await askGoogle(key, ask, CALL))).toMatchObject({ status: 200 })
    expect(asked[0]?.url).toBe('https://oauth2.googleapis.com/token')
    const form = Object.fromEntries(asked[0]?.form ?? [])
    expect(form.grant_type).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer')
    const { payload, protectedHeader } = await jwtVerify(form.assertion ?? '', publicKey, {
      issuer: 'bot@acme.iam.test',
      audience: 'https://oauth2.googleapis.com/token',
      maxTokenAge: '1m',
    })
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k7' })
    expect(payload).toMatchObject({ scope: SCOPE, exp: (payload.iat ?? 0) + 3600 })
  })

  it('whose JSON or key is none asks nobody', async () => {
    expect(keyOfService('{}', SCOPE, SERVICES)).toBeNull()
    expect(keyOfService('not json', SCOPE, SERVICES)).toBeNull()
    const { ask, asked } = google()
    const key = keyOfService('{"client_email":"a@b.test","private_key":"none"}', SCOPE, SERVICES)
    expect(key && (await askGoogle(key, ask, CALL))).toMatchObject({ ok: false, wasSent: false })
    expect(asked).toEqual([])
  })
})

describe('an independent Google', () => {
  const CLIENT = {
    client_id: 'acme.apps.test',
    client_secret: 'GOCSPX-0123456789',
    redirect_uris: ['https://acme.test/b'],
  }
  let emulator: Emulator
  beforeAll(async () => {
    const users = [{ email: 'olga@acme.test', name: 'Olga' }]
    emulator = await createEmulator({
      service: 'google',
      port: 4181,
      seed: { google: { users, oauth_clients: [CLIENT] } },
    })
  })
  afterAll(() => emulator.close())

  it('takes the refresh token that it gave, and no other', async () => {
    const urls = { ...SERVICES, 'google-oauth': `${emulator.url}/oauth2` }
    const keys = {
      clientId: CLIENT.client_id,
      clientSecret: CLIENT.client_secret,
      refreshToken: await signIn(emulator.url),
    }
    const whoAmI: Asked = { method: 'GET', url: `${emulator.url}/oauth2/v2/userinfo` }
    expect(await askGoogle(keyOfPerson(keys, urls), localAsk, whoAmI)).toMatchObject({
      status: 200,
      json: { email: 'olga@acme.test' },
    })
    const wrong = keyOfPerson({ ...keys, refreshToken: 'google_refresh_of_nobody' }, urls)
    expect(notDelivered(await askGoogle(wrong, localAsk, whoAmI))).toMatchObject({ isDisconnected: true })
  })

  async function signIn(url: string): Promise<string> {
    const redirect_uri = 'https://acme.test/b'
    const scope = 'openid email https://www.googleapis.com/auth/business.manage'
    const consent = new URLSearchParams({ email: 'olga@acme.test', client_id: CLIENT.client_id, redirect_uri, scope })
    const back = await fetch(`${url}/o/oauth2/v2/auth/callback`, { method: 'POST', body: consent, redirect: 'manual' })
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const { client_id, client_secret } = CLIENT
    const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, client_id, client_secret })
    const given: unknown = await (await fetch(`${url}/oauth2/token`, { method: 'POST', body })).json()
    return typeof given === 'object' && given && 'refresh_token' in given ? String(given.refresh_token) : ''
  }
})
