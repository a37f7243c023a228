/** New passwords, by the old one or by a letter, and what ends with the old one. */
import { describe, expect, it } from 'vitest'
import { hashToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import { request } from '../test/as.ts'
import { givePassword, lettersTo, newBrowser, PASSWORD, signedIn, tokenSentTo } from '../test/browser.ts'
import { newPerson, newSession, theWorld } from '../test/world.ts'

const world = theWorld()
const NEW = 'a very new password'
const askReset = (email: string) => request('POST', '/api/password-reset/letter', { body: { email } })
const reset = (token: unknown, password = NEW) => request('POST', '/api/password-reset', { body: { token, password } })

describe('a new password', () => {
  it('attack 50: ends all other sessions, and keeps the one that chose it', async () => {
    const browser = await signedIn(world.mia)
    const other = await newSession(world.mia)
    expect(await browser.put('/api/me/password', { current: PASSWORD, password: NEW })).toHaveStatus(204)
    expect(await browser.get('/api/me')).toHaveStatus(200)
    expect(await request('GET', '/api/me', { headers: { authorization: `Bearer ${other.token}` } })).toHaveStatus(401)
    expect((await lettersTo(world.mia.email)).map(({ kind }) => kind)).toContain('password-changed')
    expect(await newBrowser().post('/api/sign-in', { email: world.mia.email, password: NEW })).toHaveStatus(200)
  })

  it('wants the old one, five tries long', async () => {
    const browser = await signedIn(world.adam)
    const change = (current: string) => browser.put('/api/me/password', { current, password: NEW })
    for (let each = 0; each < 5; each++) expect(await change('not the old one')).toHaveStatus(401)
    expect(await change(PASSWORD)).toHaveStatus(429)
  })

  it('attack 49: is set by the link of a letter once, of twenty at once, and ends every session', async () => {
    const person = await newPerson('Forgetful')
    const browser = await signedIn(person)
    await askReset(person.email)
    const token = await tokenSentTo(person.email)
    const tries = await Promise.all(Array.from({ length: 20 }, () => reset(token)))
    expect(tries.map(({ status }) => status).sort()).toEqual([204, ...Array.from({ length: 19 }, () => 410)])
    expect(await browser.get('/api/me')).toHaveStatus(401)
    expect(await newBrowser().post('/api/sign-in', { email: person.email, password: NEW })).toHaveStatus(200)
  })

  it('attack 50: leaves no session of a sign-in with the old one that was under way', async () => {
    for (let round = 0; round < 6; round++) {
      const person = await newPerson(`Racing ${round}`)
      await givePassword(person)
      await askReset(person.email)
      const token = await tokenSentTo(person.email)
      const late = newBrowser()
      await Promise.all([late.post('/api/sign-in', { email: person.email, password: PASSWORD }), reset(token)])
      expect(await late.get('/api/me')).toHaveStatus(401)
    }
  })

  it('attack 49: takes no token that is missing, empty, odd, old, or for something else', async () => {
    for (const token of [undefined, null, '', [], {}, 0, true]) expect(await reset(token)).toHaveStatus(422)
    const person = await newPerson('Unverified One', { isVerified: false })
    await request('POST', '/api/email-verification/letter', { body: { email: person.email } })
    for (const token of ['x', 'null', await tokenSentTo(person.email)]) expect(await reset(token)).toHaveStatus(410)

    await askReset(person.email)
    const token = await tokenSentTo(person.email)
    await bare()
      .updateTable('proofs')
      .set({ expiresAt: new Date().toISOString() })
      .where('tokenHash', '=', hashToken(token))
      .execute()
    expect(await reset(token)).toHaveStatus(410)
  })

  it('attack 63: is never a fault of ours when links of one person are used at the same instant', async () => {
    for (let round = 0; round < 4; round++) {
      const person = await newPerson(`Busy ${round}`, { isVerified: false })
      const browser = await signedIn(person)
      await askReset(person.email)
      const resetToken = await tokenSentTo(person.email)
      await request('POST', '/api/email-verification/letter', { body: { email: person.email } })
      const verifyToken = await tokenSentTo(person.email)
      const answers = await Promise.all([
        reset(resetToken),
        request('POST', '/api/email-verification', { body: { token: verifyToken } }),
        browser.put('/api/me/password', { current: PASSWORD, password: NEW }),
        browser.post('/api/sign-in', { email: person.email, password: PASSWORD }),
      ])
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    }
  })

  it('attack 49: makes every link void that was sent before', async () => {
    const person = await newPerson('Careful')
    const browser = await signedIn(person)
    await askReset(person.email)
    const token = await tokenSentTo(person.email)
    await browser.put('/api/me/password', { current: PASSWORD, password: NEW })
    expect(await reset(token, 'yet another one here')).toHaveStatus(410)
  })

  it('attack 45: asks for a letter without telling who has an account', async () => {
    const answers = [await askReset(world.olga.email), await askReset('nobody@acme.test')]
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(await lettersTo('nobody@acme.test')).toHaveLength(0)
    expect(answers[0]?.text).not.toContain('token')
  })

  it('attack 45: takes the same time for a known and an unknown address', async () => {
    const person = await newPerson('Slow')
    const timed = async (email: string) => {
      const since = performance.now()
      expect(await askReset(email)).toHaveStatus(202)
      return performance.now() - since
    }
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    for (let round = 0; round < 3; round++) {
      times.known.push(await timed(person.email))
      times.unknown.push(await timed('nobody-slow@acme.test'))
    }
    const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)]
    expect(Math.min(known, unknown)).toBeGreaterThanOrEqual(59)
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(1.6)
  })

  it('attack 62: writes links with the configured address, whatever host the request names', async () => {
    const person = await newPerson('Hosted')
    const headers = { host: 'localhost:3000', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
    await request('POST', '/api/password-reset/letter', { body: { email: person.email }, headers })
    const [letter] = await lettersTo(person.email)
    expect(letter?.links[0]).toMatch(/^http:\/\/localhost:3000\/password-reset\?token=/)
    expect(`${letter?.text}${letter?.html}`).not.toContain('evil.example')
  })

  it('proves the address too, and does not sign in', async () => {
    const person = await newPerson('Sleepy', { isVerified: false })
    await askReset(person.email)
    const answer = await reset(await tokenSentTo(person.email))
    expect(answer.headers.getSetCookie()).toEqual([])
    const signedInAgain = await newBrowser().post('/api/sign-in', { email: person.email, password: NEW })
    expect(signedInAgain.body.me.user.emailVerified).toBe(true)
  })
})

describe('proving again who one is', () => {
  it('attack 55: is asked for before what is sensitive, when the last proof is older than ten minutes', async () => {
    const browser = await signedIn(await newPerson('Proven'))
    const sensitive = () =>
      Promise.all([
        browser.post('/api/me/email-change', { email: 'other@acme.test' }),
        browser.post('/api/me/two-factor'),
        browser.delete('/api/me/two-factor'),
        browser.post('/api/me/recovery-codes'),
        browser.post('/api/me/passkeys/options'),
        browser.delete(`/api/me/passkeys/${world.olga.userId}`),
        browser.delete('/api/me', {}),
      ])
    const elevenMinutesAgo = new Date(Date.now() - 11 * 60_000).toISOString()
    const token = browser.jar.get('sid') ?? ''
    await bare()
      .updateTable('sessions')
      .set({ provedAt: elevenMinutesAgo })
      .where('tokenHash', '=', hashToken(token))
      .execute()
    expect((await sensitive()).map(({ body }) => body.code)).toEqual(Array.from({ length: 7 }, () => 'prove-again'))

    expect(await browser.post('/api/me/proof', { password: 'not this one' })).toHaveStatus(401)
    expect(await browser.post('/api/me/proof', { password: PASSWORD })).toHaveStatus(204)
    expect(await browser.post('/api/me/two-factor')).toHaveStatus(200)
  })
})
