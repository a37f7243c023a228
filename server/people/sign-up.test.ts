/** How people get an account, and what strangers cannot find out or prepare. */
import { afterEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { request } from '../test/as.ts'
import { lettersTo, newAccount, newBrowser, PASSWORD, tokenSentTo } from '../test/browser.ts'
import { newPerson, theWorld } from '../test/world.ts'
import { peopleSettings, setPeopleSettings } from './installation.ts'

const world = theWorld()
const settings = peopleSettings()
afterEach(() => setPeopleSettings(settings))

const signUp = (email: string, more: Record<string, unknown> = {}) =>
  request('POST', '/api/sign-up', { body: { name: 'Nora', email, password: PASSWORD, ...more } })

describe('sign-up', () => {
  it('makes an account that is verified by the link of its letter, and signs in', async () => {
    expect(await signUp('nora@new.test', { language: 'de', timezone: 'Europe/Berlin' })).toHaveStatus(202)
    const browser = newBrowser()
    const answer = await browser.post('/api/email-verification', { token: await tokenSentTo('nora@new.test') })
    expect(answer.body.user).toMatchObject({
      email: 'nora@new.test',
      emailVerified: true,
      language: 'de',
      timezone: 'Europe/Berlin',
    })
    expect((await browser.get('/api/me')).body.user.name).toBe('Nora')
    expect((await lettersTo('nora@new.test'))[0]?.subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse')
  })

  it('lets an unverified account sign in, and says that it is unverified', async () => {
    await signUp('early@new.test')
    const answer = await newBrowser().post('/api/sign-in', { email: 'early@new.test', password: PASSWORD })
    expect(answer.body.me.user.emailVerified).toBe(false)
  })

  it('attack 45: answers the same for a known address, and writes to it instead', async () => {
    await newAccount('known@new.test')
    const [known, unknown] = [await signUp('known@new.test'), await signUp('unknown@new.test')]
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
    expect((await lettersTo('known@new.test')).map(({ kind }) => kind)).toEqual(['already-registered'])
    expect(await newBrowser().post('/api/sign-in', { email: 'known@new.test', password: PASSWORD })).toHaveStatus(200)
  })

  it('attack 45: keeps silent when the letter of confirmation is asked for again', async () => {
    await signUp('again@new.test')
    const ask = (email: string) => request('POST', '/api/email-verification/letter', { body: { email } })
    const [known, unknown] = [await ask('again@new.test'), await ask('nobody@new.test')]
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
    expect(await lettersTo('again@new.test')).toHaveLength(2)
    expect(await lettersTo('nobody@new.test')).toHaveLength(0)
  })

  it('gives an account to who proves the address, not to who prepared it', async () => {
    await signUp('victim@new.test', { name: 'Mallory', password: 'mallory was here' })
    const mallory = newBrowser()
    expect(await mallory.post('/api/sign-in', { email: 'victim@new.test', password: 'mallory was here' })).toHaveStatus(
      200,
    )
    expect(await mallory.post('/api/me/two-factor')).toHaveStatus(403)
    expect(await mallory.post('/api/me/passkeys/options')).toHaveStatus(403)

    await signUp('victim@new.test', { name: 'Vera' })
    const answer = await newBrowser().post('/api/email-verification', { token: await tokenSentTo('victim@new.test') })
    expect(answer.body.user.name).toBe('Vera')
    expect(await mallory.get('/api/me')).toHaveStatus(401)
    expect(await mallory.post('/api/sign-in', { email: 'victim@new.test', password: 'mallory was here' })).toHaveStatus(
      401,
    )
    expect(await newBrowser().post('/api/sign-in', { email: 'victim@new.test', password: PASSWORD })).toHaveStatus(200)
  })

  it('attack 41: knows one account behind all spellings of an address', async () => {
    await signUp('Olaf@New.Test')
    for (const spelling of ['olaf@new.test.', 'ＯＬＡＦ@new.test']) expect(await signUp(spelling)).toHaveStatus(202)
    const accounts = await bare().selectFrom('users').select('email').where('email', 'like', 'olaf@%').execute()
    expect(accounts).toEqual([{ email: 'olaf@new.test' }])
  })

  it('refuses passwords that are short, long, or guessed first', async () => {
    for (const password of [
      'short',
      'password123',
      'QWERTYUIOP',
      'aaaaaaaaaaaa',
      'nora-p@new.test',
      'x'.repeat(1025),
    ]) {
      expect(await signUp('nora-p@new.test', { password })).toHaveStatus(422)
    }
    expect(await signUp('nora-p@new.test', { password: 'ﬁve words that are mine' })).toHaveStatus(202)
    expect(
      await newBrowser().post('/api/sign-in', { email: 'nora-p@new.test', password: 'five words that are mine' }),
    ).toHaveStatus(200)
  })

  it('attack 7: takes no field that is not its own', async () => {
    for (const extra of [{ isOperator: true }, { emailVerified: true }, { id: world.olga.userId }, { role: 'owner' }]) {
      expect(await signUp('mass@new.test', extra)).toHaveStatus(422)
    }
    expect(await lettersTo('mass@new.test')).toHaveLength(0)
  })

  it('with SIGN_UP=invited lets only invited addresses in', async () => {
    setPeopleSettings({ ...settings, SIGN_UP: 'invited' })
    await newAccount('member@new.test')
    const [known, unknown] = [await signUp('member@new.test'), await signUp('stranger@new.test')]
    expect(unknown).toHaveStatus(403)
    expect(known.body.detail).toBe(unknown.body.detail)
    await invite('guest@new.test')
    expect(await signUp('guest@new.test')).toHaveStatus(202)
  })

  it('makes an operator of a configured address once it is verified', async () => {
    setPeopleSettings({ ...settings, OPERATORS: ['Chief@New.test'] })
    await signUp('chief@new.test')
    const browser = newBrowser()
    const before = await browser.post('/api/sign-in', { email: 'chief@new.test', password: PASSWORD })
    expect(before.body.me.user.isOperator).toBe(false)
    const after = await browser.post('/api/email-verification', { token: await tokenSentTo('chief@new.test') })
    expect(after.body.user.isOperator).toBe(true)
  })

  it('attack 43: writes at most three letters an hour to one address, whether it is known or not', async () => {
    const answers = []
    for (let each = 0; each < 4; each++) answers.push(await signUp('flood@new.test'))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429])
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('takes a link of confirmation once, of twenty at once', async () => {
    const person = await newPerson('Twenty', { isVerified: false })
    await request('POST', '/api/email-verification/letter', { body: { email: person.email } })
    const token = await tokenSentTo(person.email)
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => request('POST', '/api/email-verification', { body: { token } })),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 410)])
  })
})

async function invite(email: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  const token = { tokenHash: Buffer.alloc(32), linkHash: Buffer.alloc(32), sealedToken: Buffer.alloc(1) }
  await bare()
    .insertInto('invitations')
    .values({ workspaceId: world.acme, id: world.olga.userId, email, role: 'member', expiresAt, ...token })
    .execute()
}
