/** Changing the address of an account. */
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { request } from '../test/as.ts'
import { lettersTo, newAccount, newBrowser, PASSWORD, signedIn, tokenSentTo } from '../test/browser.ts'
import { newPerson, newSession, theWorld } from '../test/world.ts'

const world = theWorld()
const confirm = (token: string) => request('POST', '/api/email-change', { body: { token } })

async function invite(email: string, id: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  const token = { tokenHash: Buffer.alloc(32), linkHash: Buffer.alloc(32), sealedToken: Buffer.alloc(1) }
  await bare()
    .insertInto('invitations')
    .values({ workspaceId: world.globex, id, email, role: 'member', expiresAt, ...token })
    .execute()
}

describe('a new address', () => {
  it('attack 56: is confirmed at the new one, told to the old one, and ends other sessions', async () => {
    const browser = await signedIn(world.mia)
    const other = await newSession(world.mia)
    expect(await browser.post('/api/me/email-change', { email: 'Mia@New.test' })).toHaveStatus(202)
    expect((await browser.get('/api/me')).body.user.email).toBe('mia@acme.test')

    expect((await browser.post('/api/email-change', { token: await tokenSentTo('mia@new.test') })).body).toEqual({
      email: 'mia@new.test',
    })
    expect((await browser.get('/api/me')).body.user.email).toBe('mia@new.test')
    expect(await request('GET', '/api/me', { headers: { authorization: `Bearer ${other.token}` } })).toHaveStatus(401)
    const [notice] = await lettersTo('mia@acme.test')
    expect([notice?.kind, notice?.text.includes('mia@new.test')]).toEqual(['email-changed', true])
    expect(await newBrowser().post('/api/sign-in', { email: 'mia@acme.test', password: PASSWORD })).toHaveStatus(401)
  })

  it('attack 56: leaves behind the invitations of the old one', async () => {
    const browser = await signedIn(world.adam)
    await invite(world.adam.email, world.adam.userId)
    expect((await browser.get('/api/me')).body.invitations).toHaveLength(1)
    await browser.post('/api/me/email-change', { email: 'adam@new.test' })
    await browser.post('/api/email-change', { token: await tokenSentTo('adam@new.test') })
    expect((await browser.get('/api/me')).body.invitations).toEqual([])
  })

  it('attack 45: does not tell that it has an account already, and is not taken from it', async () => {
    await newAccount('taken@new.test')
    const browser = await signedIn(await newPerson('Wants'))
    const answers = [
      await browser.post('/api/me/email-change', { email: 'taken@new.test' }),
      await browser.post('/api/me/email-change', { email: 'free@new.test' }),
    ]
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect((await lettersTo('taken@new.test')).map(({ kind }) => kind)).toEqual(['already-registered'])
  })

  it('is refused when the address was taken in the meantime', async () => {
    const browser = await signedIn(await newPerson('Late'))
    await browser.post('/api/me/email-change', { email: 'raced@new.test' })
    const token = await tokenSentTo('raced@new.test')
    await newAccount('raced@new.test')
    expect(await confirm(token)).toHaveStatus(410)
    expect((await browser.get('/api/me')).body.user.email).toBe('late@acme.test')
  })

  it('attack 49: is confirmed once, of ten at once, and voids the other links', async () => {
    const person = await newPerson('Twice')
    const browser = await signedIn(person)
    await request('POST', '/api/password-reset/letter', { body: { email: person.email } })
    const resetToken = await tokenSentTo(person.email)
    await browser.post('/api/me/email-change', { email: 'twice@new.test' })
    const token = await tokenSentTo('twice@new.test')
    const tries = await Promise.all(Array.from({ length: 10 }, () => confirm(token)))
    expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 410)])
    expect(
      await request('POST', '/api/password-reset', { body: { token: resetToken, password: 'some other words' } }),
    ).toHaveStatus(410)
  })
})
