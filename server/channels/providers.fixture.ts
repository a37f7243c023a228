/** Telegram and Facebook as the tests of channels meet them: servers on this computer that know some keys and remember what they were asked. */
import { afterAll, beforeAll } from 'vitest'
import { serviceUrls, setServiceUrls } from '../connections/accounts.ts'
import { type Counterpart, openOutside, startCounterpart } from '../test/counterpart.ts'

export const TOKENS = {
  acme: '1000001:canary-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  acmeNew: '1000001:canary-NNNNNNNNNNNNNNNNNNNNNNNNNNNNNN',
  other: '1000002:canary-BBBBBBBBBBBBBBBBBBBBBBBBBBBBBB',
  slow: '1000003:canary-SSSSSSSSSSSSSSSSSSSSSSSSSSSSSS',
}
const WRONG = new Set<string>()

export interface Telegram {
  /** The address that this bot of Telegram writes to now. */
  webhook(token: string): { url: string; secret: string } | undefined
  /** Forgets the token, as BotFather does when it is revoked. */
  revoke(token: string): void
  /** The addresses it was asked at. */
  asked(): string[]
}

/** Starts it for this test file, opens the way to it, and puts it where Telegram is looked for. */
export function theTelegram(): Telegram {
  const hooks = new Map<string, { url: string; secret: string }>()
  let server: Counterpart | undefined
  let close = () => {}
  beforeAll(async () => {
    WRONG.clear()
    server = await startCounterpart((request, response) => {
      const [, token = '', method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? '') ?? []
      const id = token.split(':')[0] ?? ''
      const answer = (status: number, result: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(status === 200 ? { ok: true, result } : { ok: false, error_code: status, result }))
      }
      if (!Object.values(TOKENS).includes(token) || WRONG.has(token)) return answer(401, `wrong ${token}`)
      if (method === 'setWebhook') {
        const { url, secret_token: secret } = JSON.parse(server?.asked.at(-1)?.body ?? '{}')
        hooks.set(id, { url, secret })
      }
      if (method === 'deleteWebhook') hooks.delete(id)
      const wait = token === TOKENS.slow && method === 'getMe' ? 300 : 0
      if (method === 'getMe') setTimeout(() => answer(200, { id: Number(id), username: `bot_${id}` }), wait)
      else if (method === 'getWebhookInfo') answer(200, { url: hooks.get(id)?.url ?? '' })
      else answer(200, true)
    })
    close = openOutside([server.port])
    setServiceUrls({ SERVICE_URLS: { ...serviceUrls(), telegram: server.url } })
  })
  afterAll(async () => {
    setServiceUrls({ SERVICE_URLS: {} })
    close()
    await server?.close()
  })
  return {
    webhook: (token) => hooks.get(token.split(':')[0] ?? ''),
    revoke: (token) => WRONG.add(token),
    asked: () => server?.asked.map(({ url }) => url) ?? [],
  }
}

export const USER_TOKEN = 'canary-user-token-1234567890'
export const APP = { appId: '1234567890', appSecret: 'canary-app-secret-1234567890' }

/** Facebook with one account that has two Pages, the second with an Instagram profile. */
export function theFacebook(): { asked(): string[] } {
  const PAGES = [
    { id: '101', name: 'Acme Shop', tasks: ['MESSAGING'], access_token: 'canary-page-token-101' },
    {
      id: '102',
      name: 'Acme Café',
      tasks: ['MESSAGING'],
      access_token: 'canary-page-token-102',
      instagram_business_account: { id: '202', username: 'acme.cafe' },
    },
  ]
  let server: Counterpart | undefined
  let close = () => {}
  beforeAll(async () => {
    server = await startCounterpart((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://facebook.test')
      const answer = (json: unknown, status = 200) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(json))
      }
      if (pathname === '/oauth/access_token') {
        const token = tokenFor(server?.asked.at(-1)?.body ?? '')
        return answer(token, 'error' in token ? 400 : 200)
      }
      if (pathname === '/me/accounts') return answer({ data: PAGES.map(({ access_token: _, ...page }) => page) })
      if (pathname === '/me')
        return request.headers.authorization === `Bearer ${USER_TOKEN}`
          ? answer({ id: '1', name: 'Olga Owner' })
          : answer({ error: { code: 190, message: request.headers.authorization } }, 400)
      if (request.method === 'GET' && /\/(subscriptions|subscribed_apps)$/.test(pathname)) return answer({ data: [] })
      const page = PAGES.find(({ id }) => pathname === `/${id}`)
      return answer(page ?? { success: true })
    })
    close = openOutside([server.port])
    setServiceUrls({ SERVICE_URLS: { ...serviceUrls(), facebook: server.url } })
  })
  afterAll(async () => {
    setServiceUrls({ SERVICE_URLS: {} })
    close()
    await server?.close()
  })
  return { asked: () => server?.asked.map(({ url, body }) => `${url} ${body}`) ?? [] }
}

/** A short token for the code, the lasting one for the short. */
function tokenFor(body: string): object {
  const given = new URLSearchParams(body)
  if (given.get('client_secret') !== APP.appSecret) return { error: { message: 'Invalid client secret.' } }
  if (given.get('grant_type') === 'fb_exchange_token')
    return given.get('fb_exchange_token') === 'short-token' ? { access_token: USER_TOKEN } : { error: {} }
  return given.get('code') === 'good-code' ? { access_token: 'short-token' } : { error: {} }
}
