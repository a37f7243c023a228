/** The second step of a sign-in: codes of an app and recovery codes. */
import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { request } from '../test/as.ts'
import { lettersTo, newBrowser, PASSWORD, signedIn, type TestBrowser } from '../test/browser.ts'
import { newPerson, newSession, type Someone, theWorld } from '../test/world.ts'

const world = theWorld()

/** The app's code, by default of the step after those that were used. */
const codeOf = (secret: string, stepsAhead = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + stepsAhead * 30_000 })

/** Turned on with the code of the step before, so that this step's and the next one's are still unused. */
async function turnOn(browser: TestBrowser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await browser.post('/api/me/two-factor')).body
  const answer = await browser.put('/api/me/two-factor', { code: codeOf(secret, -1) })
  expect(answer).toHaveStatus(200)
  return { secret, recoveryCodes: answer.body.recoveryCodes }
}

async function firstStep(person: Someone): Promise<TestBrowser> {
  const browser = newBrowser()
  expect((await browser.post('/api/sign-in', { email: person.email, password: PASSWORD })).body.status).toBe(
    'second-factor',
  )
  return browser
}

const secondStep = (browser: TestBrowser, body: unknown) => browser.post('/api/sign-in/second-factor', body)

describe('two-factor sign-in', () => {
  it('asks for a code after the password, and only then gives a session', async () => {
    const browser = await signedIn(world.olga)
    const { secret } = await turnOn(browser)
    const fresh = newBrowser()
    const answer = await fresh.post('/api/sign-in', { email: world.olga.email, password: PASSWORD })
    expect(answer.body).toEqual({ status: 'second-factor', methods: ['totp', 'recovery-code'] })
    expect(fresh.jar.has('sid')).toBe(false)
    expect(await secondStep(fresh, { code: codeOf(secret) })).toHaveStatus(200)
    expect((await fresh.get('/api/me')).body.user.twoFactor).toBe(true)
    expect(fresh.jar.has('proof')).toBe(false)
  })

  it('attack 58: is turned on only by a right code, ends other sessions, and is told by letter', async () => {
    const browser = await signedIn(world.mia)
    const other = await newSession(world.mia)
    const { secret } = (await browser.post('/api/me/two-factor')).body
    expect(await browser.put('/api/me/two-factor', { code: '000000' })).toHaveStatus(401)
    expect((await browser.get('/api/me')).body.user.twoFactor).toBe(false)
    expect(await browser.put('/api/me/two-factor', { code: codeOf(secret) })).toHaveStatus(200)
    expect(await request('GET', '/api/me', { headers: { authorization: `Bearer ${other.token}` } })).toHaveStatus(401)
    expect((await lettersTo(world.mia.email))[0]?.kind).toBe('two-factor-changed')
  })

  it('attack 58: takes a code once, also of many at once', async () => {
    const person = await newPerson('Replay')
    const { secret } = await turnOn(await signedIn(person))
    const browsers = await Promise.all(Array.from({ length: 5 }, () => firstStep(person)))
    const code = codeOf(secret)
    const tries = await Promise.all(browsers.map((browser) => secondStep(browser, { code })))
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401])
    expect(await secondStep(await firstStep(person), { code: codeOf(secret, -1) })).toHaveStatus(401)
  })

  it('attack 48: ends the sign-in after five wrong codes, and stops the account after ten', async () => {
    const person = await newPerson('Guessed')
    const { secret } = await turnOn(await signedIn(person))
    for (let round = 0; round < 2; round++) {
      const browser = await firstStep(person)
      for (let each = 0; each < 5; each++)
        expect((await secondStep(browser, { code: '123456' })).status).toBeGreaterThanOrEqual(401)
      expect(await secondStep(browser, { code: codeOf(secret) })).toHaveStatus(410)
    }
    expect(await secondStep(await firstStep(person), { code: codeOf(secret) })).toHaveStatus(429)
  })

  it('attack 48: binds the second step to the browser that took the first', async () => {
    const person = await newPerson('Bound')
    const { secret } = await turnOn(await signedIn(person))
    await firstStep(person)
    expect(await secondStep(newBrowser(), { code: codeOf(secret) })).toHaveStatus(410)
    expect(await secondStep(newBrowser({ proof: 'guessed' }), { code: codeOf(secret) })).toHaveStatus(410)
  })

  it('attack 58: takes each recovery code once, in any spelling', async () => {
    const person = await newPerson('Recovered')
    const { recoveryCodes } = await turnOn(await signedIn(person))
    expect(new Set(recoveryCodes).size).toBe(10)
    const recoveryCode = recoveryCodes[0]?.toUpperCase().replaceAll('-', ' ') ?? ''
    const browsers = await Promise.all(Array.from({ length: 4 }, () => firstStep(person)))
    const tries = await Promise.all(browsers.map((browser) => secondStep(browser, { recoveryCode })))
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  })

  it('attack 53: keeps neither the secret nor the codes in clear', async () => {
    const person = await newPerson('Sealed')
    const { secret, recoveryCodes } = await turnOn(await signedIn(person))
    const user = await bare().selectFrom('users').selectAll().where('id', '=', person.userId).executeTakeFirstOrThrow()
    const codes = await bare().selectFrom('recoveryCodes').selectAll().where('userId', '=', person.userId).execute()
    const stored = [user.totpSecret, ...codes.map(({ codeHash }) => codeHash)]
      .map((bytes) => bytes?.toString('latin1'))
      .join()
    expect(codes).toHaveLength(10)
    for (const word of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(stored).not.toContain(word)
  })

  it('makes new recovery codes and voids the old ones', async () => {
    const person = await newPerson('Renewed')
    const browser = await signedIn(person)
    const { recoveryCodes } = await turnOn(browser)
    const renewed = (await browser.post('/api/me/recovery-codes')).body.recoveryCodes
    expect(await secondStep(await firstStep(person), { recoveryCode: recoveryCodes[1] })).toHaveStatus(401)
    expect(await secondStep(await firstStep(person), { recoveryCode: renewed[1] })).toHaveStatus(200)
  })

  it('is turned off again, and the password is enough', async () => {
    const person = await newPerson('Off')
    const browser = await signedIn(person)
    await turnOn(browser)
    expect(await browser.post('/api/me/two-factor')).toHaveStatus(409)
    expect(await browser.delete('/api/me/two-factor')).toHaveStatus(204)
    expect((await newBrowser().post('/api/sign-in', { email: person.email, password: PASSWORD })).body.status).toBe(
      'signed-in',
    )
  })

  it('stays asked for after the password was reset by letter', async () => {
    const person = await newPerson('Both')
    await turnOn(await signedIn(person))
    await request('POST', '/api/password-reset/letter', { body: { email: person.email } })
    const [letter] = await lettersTo(person.email)
    const token = new URL(letter?.links[0] ?? '').searchParams.get('token')
    await request('POST', '/api/password-reset', { body: { token, password: PASSWORD } })
    await firstStep(person)
  })

  it('proves again who one is, by a code', async () => {
    const browser = await signedIn(await newPerson('Coded'))
    const { secret } = await turnOn(browser)
    expect(await browser.post('/api/me/proof', { code: '000000' })).toHaveStatus(401)
    expect(await browser.post('/api/me/proof', { code: codeOf(secret) })).toHaveStatus(204)
  })
})
