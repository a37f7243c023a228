/** Signing in to accounts at their providers: what began here ends here, once, for the same person, and no secret is told. */
import { createEmulator, type Emulator } from 'emulate'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { APP, theFacebook, USER_TOKEN } from '../channels/providers.fixture.ts'
import { bare } from '../db/database.ts'
import { as, request } from '../test/as.ts'
import { type Counterpart, openOutside, startCounterpart } from '../test/counterpart.ts'
import { newTeam } from '../test/team.ts'
import { newSession, type Someone, theWorld } from '../test/world.ts'
import { openAccount, serviceUrls, setServiceUrls } from './accounts.ts'
import { setOperatorApps } from './operator-apps.ts'

const { olga } = theWorld()
theFacebook()

const OWN = { app: { id: APP.appId, secret: APP.appSecret } }
const NO_APPS = {
  FACEBOOK_APP_ID: undefined,
  FACEBOOK_APP_SECRET: undefined,
  GOOGLE_CLIENT_ID: undefined,
  GOOGLE_CLIENT_SECRET: undefined,
}
afterEach(() => setOperatorApps(NO_APPS))

/** Begins as this person; gives the page's address and what their browser keeps. */
async function begin(someone: Someone, integration = 'facebook', body: object = OWN) {
  const answer = await as(someone).post(`/integrations/${integration}/sign-in`, body)
  expect(answer).toHaveStatus(200)
  const page = new URL(answer.body.url)
  const cookie = answer.headers.get('set-cookie') ?? ''
  return { page, cookie, state: page.searchParams.get('state') ?? '', kept: cookie.split(';')[0] ?? '' }
}

/** The browser comes back from the provider. */
function back(someone: Someone | null, kept: string, query: Record<string, string>) {
  const headers = { cookie: kept, ...(someone && { authorization: `Bearer ${someone.token}` }) }
  return request('GET', `/api/oauth/callback?${new URLSearchParams(query)}`, { headers })
}

describe('signing in to Facebook', () => {
  it('leads to the page that asks for consent; the secret stays here', async () => {
    const { page, cookie } = await begin(olga)
    expect(`${page.origin}${page.pathname}`).toBe('https://www.facebook.com/v25.0/dialog/oauth')
    expect(page.searchParams.get('client_id')).toBe(APP.appId)
    expect(page.searchParams.get('redirect_uri')).toBe('http://localhost:3000/api/oauth/callback')
    expect(cookie).toMatch(/^sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(`${page} ${cookie}`).not.toContain('canary')
  })

  it('connects the account with the lasting token', async () => {
    const { olga, workspaceId } = await newTeam()
    const { state, kept } = await begin(olga)
    const answer = await back(olga, kept, { code: 'good-code', state })
    expect(answer).toHaveStatus(200)
    expect(answer.text).toContain('The account is connected.')
    expect(answer.headers.get('set-cookie')).toMatch(/^sign-in=; Max-Age=0/)
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'nonce-/)
    expect((await openAccount(workspaceId, 'facebook'))?.secrets).toEqual({
      ...APP,
      userToken: USER_TOKEN,
      verifyToken: expect.stringMatching(/^[\w-]{43}$/),
    })
    const shown = (await as(olga).get('/integrations')).body.find(({ name }: { name: string }) => name === 'facebook')
    expect(shown.connection).toMatchObject({ label: 'Olga Owner', status: 'connected' })
    for (const text of [answer.text, JSON.stringify(shown), (await as(olga).get('/audit-log')).text])
      expect(text).not.toContain('canary')
  })

  it('again gives the same account new keys, so that its channels stay', async () => {
    const { olga, workspaceId } = await newTeam()
    const ids = []
    for (const _ of [1, 2]) {
      const { state, kept } = await begin(olga)
      expect(await back(olga, kept, { code: 'good-code', state })).toHaveStatus(200)
      const row = await bare().selectFrom('connections').select('id').where('workspaceId', '=', workspaceId).execute()
      ids.push(row.map(({ id }) => id).join())
    }
    expect(ids[0]).toBe(ids[1])
  })

  it('ends with a sentence where it was refused, the code is wrong, or the app’s secret is', async () => {
    const { olga, workspaceId } = await newTeam()
    const one = await begin(olga)
    const refused = await back(olga, one.kept, {
      error: 'access_denied',
      error_description: '<b>x</b>',
      state: one.state,
    })
    expect(refused).toHaveStatus(400)
    expect(refused.text).toContain('The access was not allowed.')
    expect(refused.text).not.toContain('<b>')
    const two = await begin(olga)
    expect((await back(olga, two.kept, { code: 'bad-code', state: two.state })).text).toContain('sign in again')
    const three = await begin(olga, 'facebook', { app: { ...OWN.app, secret: 'canary-wrong-secret-123' } })
    const wrong = await back(olga, three.kept, { code: 'good-code', state: three.state })
    expect(wrong).toHaveStatus(400)
    expect(wrong.text).not.toContain('canary')
    expect(await openAccount(workspaceId, 'facebook')).toBeUndefined()
  })

  it('is bound to what the browser keeps, its state, and the session that began it', async () => {
    const { olga, adam, workspaceId } = await newTeam()
    const { state, kept } = await begin(olga)
    const other = await begin(adam)
    const good = { code: 'good-code', state }
    const forged = [
      await back(olga, '', good),
      await back(olga, kept, { code: 'good-code' }),
      await back(olga, kept, { ...good, state: other.state }),
      await back(olga, `${kept.slice(0, -4)}AAAA`, good),
      await back(olga, other.kept, good),
      await back(adam, kept, good),
      await back(await newSession(olga), kept, good),
      await back(null, kept, good),
    ]
    expect(forged.map(({ status }) => status)).toEqual(forged.map(() => 400))
    expect(await openAccount(workspaceId, 'facebook')).toBeUndefined()
  })

  it('is over after ten minutes, and for whoever may no longer manage integrations', async () => {
    const { olga, adam, workspaceId } = await newTeam()
    const old = await begin(olga)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 + 1 })
    expect((await back(olga, old.kept, { code: 'good-code', state: old.state })).text).toContain(
      'This sign-in is over.',
    )
    vi.useRealTimers()
    const { state, kept } = await begin(adam)
    await sql`update members set role = 'member' where id = ${adam.memberId}`.execute(bare())
    expect(await back(adam, kept, { code: 'good-code', state })).toHaveStatus(400)
    expect(await openAccount(workspaceId, 'facebook')).toBeUndefined()
  })

  it('goes through the operator’s app where there is one, which no workspace learns of', async () => {
    setOperatorApps({ ...NO_APPS, FACEBOOK_APP_ID: '99887766', FACEBOOK_APP_SECRET: 'canary-operator-secret' })
    const { olga } = await newTeam()
    const { page } = await begin(olga, 'facebook', {})
    expect(page.searchParams.get('client_id')).toBe('99887766')
    const shown = (await as(olga).get('/integrations')).body.find(({ name }: { name: string }) => name === 'facebook')
    expect(Object.keys(shown.form.properties)).toEqual(['userToken'])
    expect(shown.signIn).toEqual({ kind: 'facebook', gives: 'userToken', app: [] })
    expect(JSON.stringify(shown)).not.toContain('canary')
  })

  it('needs an app, somebody who may, and an integration to sign in to', async () => {
    const { olga, mia } = await newTeam()
    expect(await as(olga).post('/integrations/facebook/sign-in', {})).toHaveStatus(422)
    expect(await as(mia).post('/integrations/facebook/sign-in', OWN)).toHaveStatus(403)
    for (const name of ['openai', 'nothing', '__proto__'])
      expect([name, (await as(olga).post(`/integrations/${name}/sign-in`, OWN)).status]).toEqual([name, 404])
  })
})

describe('signing in to Google', () => {
  const CLIENT = { id: 'acme-client.apps.test', secret: 'canary-google-secret' }
  let google: Emulator | undefined
  let accounts: Counterpart | undefined
  let close = () => {}
  const before = serviceUrls()

  beforeAll(async () => {
    google = await createEmulator({
      service: 'google',
      port: 4111,
      seed: {
        google: {
          users: [{ email: 'shop@acme.test', name: 'Acme Shop' }],
          oauth_clients: [
            {
              client_id: CLIENT.id,
              client_secret: CLIENT.secret,
              name: 'Acme',
              redirect_uris: ['http://localhost:3000/api/oauth/callback'],
            },
          ],
        },
      },
    })
    accounts = await startCounterpart((request, response) => {
      const isKnown = request.headers.authorization?.startsWith('Bearer google_')
      response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ accounts: [{ name: 'accounts/1', accountName: 'Acme' }] }))
    })
    const closeOne = openOutside([4111, accounts.port], { hosts: ['localhost'] })
    close = closeOne
    const { url } = google
    setServiceUrls({
      SERVICE_URLS: {
        ...before,
        'google-login': url,
        'google-oauth': `${url}/oauth2`,
        'google-api': url,
        'google-accounts': accounts.url,
      },
    })
  })
  afterAll(async () => {
    close()
    await google?.close()
    await accounts?.close()
  })

  /** Consents at the provider's page as a person does, and gives where it leads. */
  async function consent(page: URL): Promise<Record<string, string>> {
    const form = new URLSearchParams({ ...Object.fromEntries(page.searchParams), email: 'shop@acme.test' })
    const answer = await fetch(`${page.origin}${page.pathname}/callback`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    })
    return Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams)
  }

  it('connects the account with lasting access, by PKCE, under its address', async () => {
    const { olga, workspaceId } = await newTeam()
    const { page, kept } = await begin(olga, 'google-business', { app: CLIENT })
    expect(await (await fetch(page)).text()).toContain('shop@acme.test')
    expect(page.searchParams.get('access_type')).toBe('offline')
    expect(page.searchParams.get('scope')).toContain('business.manage')
    expect(await back(olga, kept, await consent(page))).toHaveStatus(200)
    const secrets = (await openAccount(workspaceId, 'google-business'))?.secrets
    expect(secrets).toMatchObject({ clientId: CLIENT.id, refreshToken: expect.stringMatching(/^google_refresh_/) })
    const shown = (await as(olga).get('/integrations')).body.find(
      ({ name }: { name: string }) => name === 'google-business',
    )
    expect(shown.connection).toMatchObject({ label: 'shop@acme.test' })
    expect((await as(olga).post('/integrations/google-business/connection/test')).body).toMatchObject({
      status: 'connected',
    })
  })

  it('takes a code only with the verifier that was kept for it', async () => {
    const { olga, adam, workspaceId } = await newTeam()
    const mine = await begin(olga, 'google-business', { app: CLIENT })
    const theirs = await begin(adam, 'google-business', { app: CLIENT })
    const { code = '' } = await consent(theirs.page)
    const answer = await back(olga, mine.kept, { code, state: mine.state })
    expect(answer).toHaveStatus(400)
    expect(answer.text).toContain('sign in again')
    expect(await openAccount(workspaceId, 'google-business')).toBeUndefined()
  })
})
