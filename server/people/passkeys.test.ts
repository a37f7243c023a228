/** Passkeys, made and used by an authenticator of software against the real routes. */
import { describe, expect, it } from 'vitest'
import { request } from '../test/as.ts'
import { newAuthenticator } from '../test/authenticator.ts'
import { lettersTo, newBrowser, PASSWORD, signedIn, type TestBrowser } from '../test/browser.ts'
import { newPerson, theWorld } from '../test/world.ts'

const world = theWorld()

async function makePasskey(browser: TestBrowser, authenticator = newAuthenticator()) {
  const { challenge } = (await browser.post('/api/me/passkeys/options')).body
  const answer = await browser.post('/api/me/passkeys', { name: 'My phone', response: authenticator.make(challenge) })
  expect(answer).toHaveStatus(201)
  return { authenticator, passkey: answer.body }
}

const challengeFor = async (browser: TestBrowser) => (await browser.post('/api/sign-in/passkey/options')).body.challenge

describe('passkeys', () => {
  it('sign in without a password, again and again', async () => {
    const { authenticator } = await makePasskey(await signedIn(world.olga))
    for (let round = 0; round < 2; round++) {
      const browser = newBrowser()
      const answer = await browser.post('/api/sign-in/passkey', {
        response: authenticator.use(await challengeFor(browser)),
      })
      expect(answer.body.me.user.id).toBe(world.olga.userId)
      expect(await browser.get('/api/me')).toHaveStatus(200)
    }
    expect((await lettersTo(world.olga.email))[0]?.kind).toBe('passkey-added')
  })

  it('are listed without their keys, and can be removed by their owner only', async () => {
    const browser = await signedIn(world.mia)
    const { authenticator, passkey } = await makePasskey(browser)
    expect((await browser.get('/api/me/passkeys')).body.data).toEqual([passkey])
    expect(Object.keys(passkey).sort()).toEqual(['createdAt', 'id', 'lastUsedAt', 'name'])
    expect(await (await signedIn(world.rex)).delete(`/api/me/passkeys/${passkey.id}`)).toHaveStatus(404)
    expect(await browser.delete(`/api/me/passkeys/${passkey.id}`)).toHaveStatus(204)
    const stranger = newBrowser()
    expect(
      await stranger.post('/api/sign-in/passkey', { response: authenticator.use(await challengeFor(stranger)) }),
    ).toHaveStatus(401)
  })

  it('take a challenge once, of twenty at once', async () => {
    const { authenticator } = await makePasskey(await signedIn(await newPerson('Once')))
    const response = authenticator.use(await challengeFor(newBrowser()))
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => newBrowser().post('/api/sign-in/passkey', { response })),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 410)])
  })

  it('refuse another site, another challenge, a device that did not verify its person, and a copied device', async () => {
    const { authenticator } = await makePasskey(await signedIn(await newPerson('Strict')))
    const use = async (options: Parameters<typeof authenticator.use>[1]) => {
      const browser = newBrowser()
      return browser.post('/api/sign-in/passkey', { response: authenticator.use(await challengeFor(browser), options) })
    }
    expect(await use({ origin: 'https://evil.example' })).toHaveStatus(401)
    expect(await use({ isVerified: false })).toHaveStatus(401)
    expect(await use({ count: 5 })).toHaveStatus(200)
    expect(await use({ count: -3 })).toHaveStatus(401)
    const made = authenticator.use('A'.repeat(43))
    expect(await newBrowser().post('/api/sign-in/passkey', { response: made })).toHaveStatus(410)
  })

  it('are not made with the challenge of a sign-in, nor of another person', async () => {
    const [mine, theirs] = [await signedIn(await newPerson('Mine')), await signedIn(await newPerson('Theirs'))]
    const options = [await mine.post('/api/sign-in/passkey/options'), await theirs.post('/api/me/passkeys/options')]
    for (const { body } of options) {
      const response = newAuthenticator().make(body.challenge)
      expect(await mine.post('/api/me/passkeys', { name: 'Not mine', response })).toHaveStatus(410)
    }
  })

  it('are not made for another site, nor without verifying the person, nor twice', async () => {
    const browser = await signedIn(await newPerson('Picky'))
    const make = async (response: (challenge: string) => unknown) => {
      const { challenge } = (await browser.post('/api/me/passkeys/options')).body
      return browser.post('/api/me/passkeys', { name: 'Phone', response: response(challenge) })
    }
    expect(
      await make((challenge) => newAuthenticator().make(challenge, { origin: 'https://evil.example' })),
    ).toHaveStatus(422)
    expect(await make((challenge) => newAuthenticator('evil.example').make(challenge))).toHaveStatus(422)
    expect(await make((challenge) => newAuthenticator().make(challenge, { isVerified: false }))).toHaveStatus(422)
    const { authenticator } = await makePasskey(browser)
    expect(await make((challenge) => authenticator.make(challenge))).toHaveStatus(409)
  })

  it('attack 63: bytes that are no passkey are refused, never a fault of ours', async () => {
    const odd = [
      {},
      { response: null },
      {
        response: {
          id: 'a',
          rawId: 'a',
          type: 'public-key',
          response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' },
        },
      },
    ]
    for (const body of odd) expect(await request('POST', '/api/sign-in/passkey', { body })).toHaveStatus(422)
  })

  it('are enough where two-factor sign-in is on', async () => {
    const person = await newPerson('Factors')
    const browser = await signedIn(person)
    await makePasskey(browser)
    expect((await browser.get('/api/me')).body.user.passkeys).toBe(1)
    expect(await newBrowser().post('/api/sign-in', { email: person.email, password: PASSWORD })).toHaveStatus(200)
  })
})
