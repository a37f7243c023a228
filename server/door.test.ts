/** What every request passes before its route. */
import { afterAll, describe, expect, it } from 'vitest'
import { setAccessSettings } from './access/credentials.ts'
import { makeApp } from './app.ts'
import { bare } from './db/database.ts'
import { as, request, testConfig, theApp } from './test/as.ts'
import { newBrowser, PASSWORD } from './test/browser.ts'
import { theWorld } from './test/world.ts'

const world = theWorld()

/** Changes that anybody can send with the cookies of Olga's browser. */
const CHANGES: Array<[string, string, unknown]> = [
  ['PATCH', '/api/me', { theme: 'dark' }],
  ['DELETE', '/api/me/sessions', undefined],
  ['DELETE', '/api/me', {}],
  ['PUT', '/api/me/password', { current: PASSWORD, password: 'mallory was here' }],
  ['POST', '/api/me/proof', { password: PASSWORD }],
  ['POST', '/api/sign-in', { email: 'olga@acme.test', password: PASSWORD }],
  ['POST', '/api/sign-out', {}],
  ['POST', '/api/sign-up', { name: 'x', email: 'x@y.test', password: PASSWORD }],
]
const send = (headers: Record<string, string>) =>
  Promise.all(
    CHANGES.map(async ([method, path, body]) => {
      const cookie = `sid=${world.olga.token}`
      return (await request(method, path, { body, headers: { cookie, ...headers } })).status
    }),
  )
const all = (status: number) => CHANGES.map(() => status)

describe('a change', () => {
  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3000.evil.example' },
    { origin: 'http://localhost:3001' },
    { origin: 'http://evil.localhost:3000' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ] as Array<Record<string, string>>)('attack 59: is refused from %o', async (headers) => {
    expect(await send(headers)).toEqual(all(403))
    expect(await as(world.olga).get('/api/me')).toHaveStatus(200)
  })

  it('attack 59: is refused as anything that a form can send', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
      '',
    ]) {
      const { status } = await request('PATCH', '/api/me', {
        body: '{"theme":"dark"}',
        headers: { cookie: `sid=${world.olga.token}`, 'content-type': type },
      })
      expect(status).toBe(415)
    }
    expect((await as(world.olga).get('/api/me')).body.user.theme).toBe('system')
  })

  it('passes from our own pages and from programs', async () => {
    const ours: Array<Record<string, string>> = [
      { origin: 'http://localhost:3000' },
      { 'sec-fetch-site': 'same-origin' },
      {},
    ]
    for (const headers of ours) {
      expect(await as(world.mia).patch('/api/me', { theme: 'light' }, headers)).toHaveStatus(200)
    }
  })
})

it('attack 60: takes a change from our own address as it is configured only', async () => {
  const app = makeApp({ ...testConfig, PUBLIC_URL: 'https://chat.acme.test', isHttps: true })
  const change = async (origin: string) => {
    const headers = { origin, host: 'chat.acme.test', 'content-type': 'application/json' }
    return (await app.request('/api/sign-out', { method: 'POST', body: '{}', headers })).status
  }
  expect(await change('https://chat.acme.test')).toBe(204)
  for (const origin of [
    'http://chat.acme.test',
    'https://evil-chat.acme.test',
    'https://chat.acme.test.evil.example',
    'https://chat.acme.test:8443',
  ]) {
    expect(await change(origin)).toBe(403)
  }
})

describe('a read', () => {
  it('attack 59: changes nothing, however it is asked', async () => {
    const state = async () =>
      JSON.stringify(
        await Promise.all([
          bare().selectFrom('users').selectAll().orderBy('id').execute(),
          bare().selectFrom('proofs').selectAll().execute(),
          bare().selectFrom('letters').select('id').execute(),
        ]),
      )
    const before = await state()
    for (const { method, path } of theApp().routes) {
      if (method === 'GET' && path.startsWith('/api/') && !/live|chat/.test(path))
        await as(world.olga).get(path.replace(/:\w+/g, world.olga.userId))
    }
    for (const path of ['/api/email-verification?token=x', '/api/email-change?token=x', '/api/sign-out'])
      expect(await as(world.olga).get(path)).toHaveStatus(404)
    expect(await state()).toBe(before)
  })

  it('attack 60: tells no other origin that it may read with cookies', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://evil-localhost:3000', 'http://localhost:3001']) {
      const { headers } = await as(world.olga).get('/api/me', { origin })
      expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([
        null,
        null,
      ])
      expect(
        (
          await request('OPTIONS', '/api/me', { headers: { origin, 'access-control-request-method': 'PATCH' } })
        ).headers.get('access-control-allow-origin'),
      ).toBeNull()
    }
  })

  it('attacks 13 and 64: is kept by no cache and framed by no page', async () => {
    for (const answer of [
      await as(world.olga).get('/api/me'),
      await request('GET', '/api/me'),
      await request('GET', '/api/nowhere'),
    ]) {
      expect(answer.headers.get('cache-control')).toContain('no-store')
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    }
  })
})

describe('a request', () => {
  it('attack 62: is answered under our own names only', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      'localhost:3000.evil.example',
      'evil.example:3000',
      '127.0.0.1.evil.example',
      'localhost@evil.example',
    ]) {
      expect(await request('GET', '/api/me', { headers: { host } })).toHaveStatus(421)
    }
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect(await request('GET', '/api/setup', { headers: { host } })).toHaveStatus(200)
  })

  it('attack 32: is decided the same however its path and verb are dressed', async () => {
    for (const path of [
      '/api/me/',
      '/api//me',
      '/API/me',
      '/api/%6de',
      '/api/./me',
      '/api/x/../me',
      '/api/me%2f',
      '/api/me;x',
    ]) {
      const answer = await request('GET', path)
      const isPage = answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/html')
      expect(isPage || answer.status === 401 || answer.status === 404).toBe(true)
    }
    const tricked = await as(world.mia).post(
      '/api/me',
      {},
      { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' },
    )
    expect(tricked).toHaveStatus(404)
    expect(await as(world.mia).get('/api/me')).toHaveStatus(200)
  })

  const ODD_BODIES = [
    '{',
    'null',
    '[]',
    '"text"',
    '1',
    'true',
    '{"email":',
    '{"email":1e400,"password":"x"}',
    '{"email":["a@b.test"],"password":"x"}',
    '{"email":{"$ne":null},"password":{"$ne":null}}',
    '{"email":"a@b.test","password":"\\u0000"}',
    '{"email":"a@b.test","password":"\\ud800"}',
    '{"__proto__":{"isOperator":true}}',
    '{"constructor":{"prototype":{"x":1}}}',
    `${'['.repeat(1000)}${']'.repeat(1000)}`,
    `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
    '{"email":"a@b.test","email":"c@d.test","password":1}',
    '{"email":"a@b.test","password":"x","role":"owner"}',
    '',
    ' ',
    '\uFEFF{}',
  ]
  it.each(ODD_BODIES)('attack 63: is refused as problem+json, never a fault of ours: %.40s', async (body) => {
    const answer = await request('POST', '/api/sign-in', { body })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.text).not.toMatch(/at .*\.ts|node_modules/)
    expect(Object.keys({})).not.toContain('isOperator')
  })

  it('attack 63: is refused when its bytes are no text', async () => {
    for (const bytes of [[0xff, 0xfe, 0x00], [0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d], [0x00]]) {
      const { status } = await request('POST', '/api/sign-in', { body: new Uint8Array(bytes) })
      expect([400, 422]).toContain(status)
    }
  })

  it('attack 101: may be one megabyte long, also when it does not say how long it is', async () => {
    const body = JSON.stringify({ email: 'a@b.test', password: 'x'.repeat(1_100_000) })
    expect(await request('POST', '/api/sign-in', { body })).toHaveStatus(413)
    let sent = 0
    const endless = new ReadableStream({
      pull: (stream) => {
        sent += 65_536
        stream.enqueue(new Uint8Array(65_536).fill(0x20))
      },
    })
    const init = {
      method: 'POST',
      body: endless,
      duplex: 'half' as const,
      headers: { 'content-type': 'application/json' },
    }
    expect((await theApp().request('/api/sign-in', init)).status).toBe(413)
    expect(sent).toBeLessThan(3_000_000)
  })

  it('attack 101: is no picture where none is taken, so that nobody fills the memory with one', async () => {
    const { token } = world.olga
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/png', 'idempotency-key': 'picture' }
    expect(await request('POST', '/api/workspaces', { body: new Uint8Array(9_000_000), headers })).toHaveStatus(415)
  })

  it('asks browsers to come by https only, once people reach us by it', async () => {
    const policy = async () => (await request('GET', '/healthz')).headers.get('strict-transport-security')
    expect(await policy()).toBeNull()
    setAccessSettings({ isHttps: true, TRUSTED_PROXIES: [] })
    expect(await policy().finally(() => setAccessSettings({ isHttps: false, TRUSTED_PROXIES: [] }))).toContain(
      'max-age',
    )
  })

  it('has a number that its answer tells', async () => {
    const answer = await newBrowser().get('/api/me')
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'))
  })
})

afterAll(() => expect(({} as Record<string, unknown>).isOperator).toBeUndefined())
