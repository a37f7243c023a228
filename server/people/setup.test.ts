/** The first run of an installation, and nobody's second. */
import { beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { request } from '../test/as.ts'
import { newAccount, newBrowser, PASSWORD } from '../test/browser.ts'
import { ownDatabase } from '../test/db.ts'
import { peopleSettings, setPeopleSettings } from './installation.ts'
import { nameOperators, setupLink } from './setup.ts'

ownDatabase()
beforeEach(async () => {
  await bare().deleteFrom('users').execute()
})

const tokenIn = (link: string | null) => new URL(link ?? 'http://no.link').searchParams.get('token')
const setUp = (token: unknown, email = 'first@acme.test') =>
  request('POST', '/api/setup', { body: { token, name: 'First', email, password: PASSWORD } })

describe('the first run', () => {
  it('makes the first account by the printed link: verified, operator, signed in', async () => {
    const link = await setupLink()
    expect(link).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/)
    expect((await request('GET', '/api/setup')).body).toEqual({ open: true })
    const browser = newBrowser()
    const answer = await browser.post('/api/setup', {
      token: tokenIn(link),
      name: 'First',
      email: 'first@acme.test',
      password: PASSWORD,
    })
    expect(answer).toHaveStatus(201)
    expect((await browser.get('/api/me')).body.user).toMatchObject({ emailVerified: true, isOperator: true })
    expect((await request('GET', '/api/setup')).body).toEqual({ open: false })
  })

  it('attack 103: is over once there is an operator', async () => {
    const token = tokenIn(await setupLink())
    expect(await setUp(token)).toHaveStatus(201)
    expect(await setUp(token, 'second@acme.test')).toHaveStatus(410)
    expect(await setupLink()).toBeNull()
    expect(await bare().selectFrom('installation').selectAll().where('key', '=', 'setup-token').execute()).toEqual([])
  })

  it('attack 103: lets one of ten at once make the first account', async () => {
    const token = tokenIn(await setupLink())
    const tries = await Promise.all(Array.from({ length: 10 }, (_, each) => setUp(token, `p${each}@acme.test`)))
    expect(tries.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 410)])
    expect(await bare().selectFrom('users').select('id').execute()).toHaveLength(1)
  })

  it('attack 103: takes no other token, and keeps its own as a hash', async () => {
    const token = tokenIn(await setupLink())
    for (const wrong of ['x', 'A'.repeat(43), `${token}x`]) expect(await setUp(wrong)).toHaveStatus(410)
    for (const odd of [null, '', [], undefined]) expect(await setUp(odd)).toHaveStatus(422)
    const kept = await bare().selectFrom('installation').select('value').execute()
    expect(JSON.stringify(kept)).not.toContain(token)
    const [hash] = kept
    expect(await setUp(hash?.value)).toHaveStatus(410)
  })

  it('is not taken over by a stranger who signs up before', async () => {
    const link = await setupLink()
    await request('POST', '/api/sign-up', {
      body: { name: 'Stranger', email: 'stranger@acme.test', password: PASSWORD },
    })
    expect(await setUp(tokenIn(link), 'stranger@acme.test')).toHaveStatus(409)
    expect(await setUp(tokenIn(link))).toHaveStatus(201)
    const users = await bare().selectFrom('users').select(['email', 'isOperator']).orderBy('email').execute()
    expect(users).toEqual([
      { email: 'first@acme.test', isOperator: true },
      { email: 'stranger@acme.test', isOperator: false },
    ])
  })

  it('makes configured addresses operators at the start, when they are verified', async () => {
    const settings = peopleSettings()
    await newAccount('chief@acme.test')
    setPeopleSettings({ ...settings, OPERATORS: ['Chief@acme.test', 'nobody@acme.test'] })
    await nameOperators().finally(() => setPeopleSettings(settings))
    expect(await setupLink()).toBeNull()
  })
})
