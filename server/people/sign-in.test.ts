/** Signing in with a password, and all the ways of trying without one. */
import { describe, expect, it } from 'vitest'
import { setAccessSettings } from '../access/credentials.ts'
import { forgive, RATES, type Rate, spend } from '../access/rates.ts'
import { bare } from '../db/database.ts'
import { mailSettings, setMailSettings } from '../mail/settings.ts'
import { request } from '../test/as.ts'
import { givePassword, lettersTo, newAccount, newBrowser, PASSWORD, signedIn, tokenSentTo } from '../test/browser.ts'
import { newPerson, theWorld } from '../test/world.ts'

const world = theWorld()
const tryIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  request('POST', '/api/sign-in', { body: { email, password }, headers })

describe('sign-in', () => {
  it('gives a session cookie that a page cannot read and another site cannot send', async () => {
    await givePassword(world.olga)
    const answer = await tryIn('OLGA@acme.test', PASSWORD)
    expect(answer.body.me.user.id).toBe(world.olga.userId)
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^sid=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  it('attack 52: binds the cookie to this very host over https', async () => {
    await newAccount('secure@acme.test')
    setAccessSettings({ isHttps: true, TRUSTED_PROXIES: [] })
    const answer = await tryIn('secure@acme.test', PASSWORD).finally(() =>
      setAccessSettings({ isHttps: false, TRUSTED_PROXIES: [] }),
    )
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-sid=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('attack 45: tells nothing apart, neither in words nor in time', async () => {
    await newAccount('timed@acme.test')
    const times: Record<string, number[]> = { 'timed@acme.test': [], 'nobody@acme.test': [] }
    const texts = new Set<string>()
    for (let round = 0; round < 4; round++) {
      for (const [email, taken] of Object.entries(times)) {
        const since = performance.now()
        const { status, body } = await tryIn(email, 'not the password')
        taken.push(performance.now() - since)
        texts.add(`${status} ${body.code} ${body.title} ${body.detail}`)
      }
    }
    expect(texts.size).toBe(1)
    const [known = 0, unknown = 0] = Object.values(times).map((taken) => Math.min(...taken))
    // Without the decoy an unknown address is answered in a tenth of the time.
    expect(Math.min(known, unknown) / Math.max(known, unknown)).toBeGreaterThan(0.4)
  })

  it('attack 46: who is refused for their own tries does not use up those of everybody', async () => {
    const points = async () =>
      (await bare().selectFrom('rateLimits').select('points').where('key', '=', 'sign-in-all:all').executeTakeFirst())
        ?.points ?? 0
    for (let each = 0; each < 5; each++) await tryIn('greedy@acme.test', 'wrong wrong')
    const before = await points()
    for (let each = 0; each < 5; each++) expect(await tryIn('greedy@acme.test', 'wrong wrong')).toHaveStatus(429)
    expect(await points()).toBe(before)
  })

  it('attack 45: where letters are sent, tells nobody who signs up for an address whether it had an account', async () => {
    await newAccount('had-one@acme.test')
    const plain = mailSettings()
    setMailSettings({ ...plain, SMTP_URL: 'smtp://127.0.0.1:1' })
    const answers = []
    for (const email of ['had-one@acme.test', 'had-none@acme.test']) {
      await request('POST', '/api/sign-up', { body: { name: 'Mallory', email, password: 'chosen by mallory' } })
      answers.push(await tryIn(email, 'chosen by mallory'))
    }
    setMailSettings(plain)
    expect(answers.map(({ status, body }) => [status, body.detail])).toEqual([
      [401, answers[0]?.body.detail],
      [401, answers[0]?.body.detail],
    ])
  })

  it('attack 46: locks after five wrong tries, also for the right password, until the mailbox speaks', async () => {
    await newAccount('locked@acme.test')
    for (let each = 0; each < 5; each++)
      expect(await tryIn('locked@acme.test', `wrong ${each} wrong`)).toHaveStatus(401)
    const [right, wrong] = [await tryIn('locked@acme.test', PASSWORD), await tryIn('locked@acme.test', 'wrong again')]
    expect([right.status, right.body.detail]).toEqual([429, wrong.body.detail])
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(600)

    await request('POST', '/api/password-reset/letter', { body: { email: 'locked@acme.test' } })
    const token = await tokenSentTo('locked@acme.test')
    expect(
      await request('POST', '/api/password-reset', { body: { token, password: 'my very new words' } }),
    ).toHaveStatus(204)
    expect(await tryIn('locked@acme.test', 'my very new words')).toHaveStatus(200)
  })

  it('attack 46: stops an address of the network, an account, and all of them together', async () => {
    const { email } = await newAccount('many@acme.test')
    const fill = async (rate: Rate, key: string) => {
      await spend(rate, key)
      await bare()
        .updateTable('rateLimits')
        .set({ points: RATES[rate].points })
        .where('key', '=', `${rate}:${key}`)
        .execute()
      const answer = await tryIn(email, PASSWORD)
      await forgive(rate, key)
      return answer.status
    }
    expect(await fill('sign-in-ip', '127.0.0.1')).toBe(429)
    expect(await fill('sign-in-account', email)).toBe(429)
    expect(await fill('sign-in-all', 'all')).toBe(429)
    expect(await tryIn(email, PASSWORD)).toHaveStatus(200)
  })

  it('attack 47: is not deceived by an X-Forwarded-For of the client', async () => {
    await newAccount('forwarded@acme.test')
    for (let each = 0; each < 5; each++)
      await tryIn('forwarded@acme.test', 'wrong wrong', { 'x-forwarded-for': `203.0.113.${each}` })
    expect(await tryIn('forwarded@acme.test', PASSWORD, { 'x-forwarded-for': '198.51.100.7' })).toHaveStatus(429)
  })

  it('attack 51: replaces the session that the browser brought', async () => {
    const browser = await signedIn(world.mia)
    const old = browser.jar.get('sid')
    await browser.post('/api/sign-in', { email: world.mia.email, password: PASSWORD })
    expect(browser.jar.get('sid')).not.toBe(old)
    expect(await newBrowser({ sid: old ?? '' }).get('/api/me')).toHaveStatus(401)
    expect(await browser.get('/api/me')).toHaveStatus(200)
  })

  it('attack 51: gives no life to a cookie that was set beforehand', async () => {
    const planted = 'A'.repeat(43)
    const browser = newBrowser({ sid: planted })
    await givePassword(world.adam)
    await browser.post('/api/sign-in', { email: world.adam.email, password: PASSWORD })
    expect(browser.jar.get('sid')).not.toBe(planted)
    expect(await newBrowser({ sid: planted }).get('/api/me')).toHaveStatus(401)
  })

  it('attack 53: what stands in the database opens nothing', async () => {
    const browser = await signedIn(await newPerson('Dumped'))
    await browser.post('/api/password-reset/letter', { email: 'dumped@acme.test' })
    const sessions = await bare().selectFrom('sessions').selectAll().execute()
    const proofs = await bare().selectFrom('proofs').selectAll().execute()
    const stored = [...sessions, ...proofs].flatMap((row) => {
      return Object.values(row).flatMap((value) =>
        Buffer.isBuffer(value) ? [value.toString('hex'), value.toString('base64url')] : [String(value)],
      )
    })
    const opened = await Promise.all(
      stored
        .filter((text) => /^[\x21-\x7e]+$/.test(text))
        .map(async (text) => [
          (await request('GET', '/api/me', { headers: { cookie: `sid=${text}` } })).status,
          (await request('GET', '/api/me', { headers: { authorization: `Bearer ${text}` } })).status,
        ]),
    )
    expect(opened.length).toBeGreaterThan(20)
    expect(new Set(opened.flat())).toEqual(new Set([401]))
  })

  it('attack 54: ends a session by idleness, by age, and at once by signing out', async () => {
    const person = await newPerson('Idle')
    const browsers = [await signedIn(person), await signedIn(person), await signedIn(person)]
    const me = () => Promise.all(browsers.map(async (browser) => (await browser.get('/api/me')).status))
    expect(await me()).toEqual([200, 200, 200])
    const token = browsers[2]?.jar.get('sid') ?? ''
    expect(await browsers[2]?.post('/api/sign-out')).toHaveStatus(204)
    expect(await newBrowser({ sid: token }).get('/api/me')).toHaveStatus(401)

    const [first, second] = await bare()
      .selectFrom('sessions')
      .select('id')
      .where('userId', '=', person.userId)
      .where('userAgent', '=', '')
      .orderBy('id')
      .execute()
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    await bare()
      .updateTable('sessions')
      .set({ lastSeenAt: ago(12.1) })
      .where('id', '=', first?.id ?? '')
      .execute()
    await bare()
      .updateTable('sessions')
      .set({ expiresAt: ago(0.1) })
      .where('id', '=', second?.id ?? '')
      .execute()
    expect(
      await Promise.all(
        browsers.map(async (browser) => (await browser.post('/api/me/proof', { password: PASSWORD })).status),
      ),
    ).toEqual([401, 401, 401])
  })

  it('hashes anew when the kept hash is weaker than today’s', async () => {
    const { hash } = await import('@node-rs/argon2')
    const { userId } = await newAccount('weak@acme.test')
    const passwordHash = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 })
    await bare().updateTable('users').set({ passwordHash }).where('id', '=', userId).execute()
    expect(await tryIn('weak@acme.test', PASSWORD)).toHaveStatus(200)
    const user = await bare()
      .selectFrom('users')
      .select('passwordHash')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow()
    expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$/)
    expect(await tryIn('weak@acme.test', PASSWORD)).toHaveStatus(200)
  })

  it('sends no letter and makes no session for a wrong password', async () => {
    await newAccount('quiet@acme.test')
    expect((await tryIn('quiet@acme.test', 'something else')).headers.getSetCookie()).toEqual([])
    expect(await lettersTo('quiet@acme.test')).toEqual([])
  })
})
