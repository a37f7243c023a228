/** What I am told about myself, and what I may change of it. */
import { describe, expect, it, vi } from 'vitest'
import { hearForgetting } from '../access/who.ts'
import { bare } from '../db/database.ts'
import { as, request } from '../test/as.ts'
import { newBrowser, signedIn } from '../test/browser.ts'
import { newBot, newTeam } from '../test/team.ts'
import { newMember, newPerson, newSession, newWorkspace, theWorld } from '../test/world.ts'

const world = theWorld()

it('attack 101: a token that names no session makes nobody ask again who they are', async () => {
  const told = vi.fn()
  hearForgetting(told)
  const { status } = await request('POST', '/api/sign-out', { headers: { authorization: `Bearer ${'x'.repeat(43)}` } })
  hearForgetting(() => {})
  expect([status, told.mock.calls.length]).toEqual([204, 0])
})

describe('who I am', () => {
  it('shows my workspaces with my role and permissions in each (W2, W11)', async () => {
    const { body } = await as(world.mia).get('/api/me')
    expect(body.workspaces).toMatchObject([
      {
        id: world.acme,
        name: 'Acme',
        role: 'member',
        memberId: world.mia.memberId,
        members: 3,
        bots: 0,
        access: 'complete',
      },
    ])
    expect(body.workspaces[0].permissions).toContain('flows:edit')
    expect(body.workspaces[0].permissions).not.toContain('members:manage')
    expect(body.support.every(({ url }: { url: string }) => URL.canParse(url))).toBe(true)
    expect((await as(world.uma).get('/api/me')).body.workspaces).toEqual([])
  })

  it('counts only the bots that I may see (M3)', async () => {
    const { workspaceId, mia, olga } = await newTeam()
    const bots = [await newBot(workspaceId), await newBot(workspaceId)]
    const access = { access: 'restricted', bots: [{ botId: bots[0], power: 'viewer' }] }
    expect(await as(olga).put(`/members/${mia.memberId}/access`, access)).toHaveStatus(200)
    expect((await as(mia).get('/api/me')).body.workspaces[0].bots).toBe(1)
    expect((await as(olga).get('/api/me')).body.workspaces[0].bots).toBe(2)
  })

  it('shows a deleted workspace to its owners only (W12)', async () => {
    const workspaceId = await newWorkspace('Gone')
    const [owner, admin] = [
      await newMember(workspaceId, 'Gone Owner', 'owner'),
      await newMember(workspaceId, 'Gone Admin', 'admin'),
    ]
    await bare()
      .updateTable('workspaces')
      .set({ deletedAt: new Date().toISOString() })
      .where('id', '=', workspaceId)
      .execute()
    expect((await as(owner).get('/api/me')).body.workspaces[0].deletedAt).toMatch(/^\d{4}-.*Z$/)
    expect((await as(admin).get('/api/me')).body.workspaces).toEqual([])
  })

  it('attack 9: tells no hash, secret or token', async () => {
    const { text } = await as(world.olga).get('/api/me')
    expect(text).not.toMatch(/hash|secret|"token|password|sealed/i)
  })

  it('wants a session: nobody and no odd credential is anyone', async () => {
    const odd = [
      'Bearer',
      'Bearer %%%',
      'Bearer null',
      'Basic b2xnYTp4',
      `Bearer ${'a'.repeat(5000)}`,
      `Bearer ${world.olga.token}x`,
      `bearer ${world.olga.token}`,
    ]
    for (const authorization of odd)
      expect(await request('GET', '/api/me', { headers: { authorization } })).toHaveStatus(401)
    for (const cookie of ['sid=', 'sid=%00', 'sid=null', 'sid'])
      expect(await request('GET', '/api/me', { headers: { cookie } })).toHaveStatus(401)
    expect(await request('GET', '/api/me')).toHaveStatus(401)
  })
})

describe('my settings', () => {
  it('change one by one (U1)', async () => {
    const change = { name: 'Olga Ω', timezone: 'Pacific/Chatham', timeFormat: '12h', language: 'es', theme: 'dark' }
    const { body } = await as(world.olga).patch('/api/me', change)
    expect(body.user).toMatchObject(change)
    expect((await as(world.olga).patch('/api/me', { theme: 'light' })).body.user).toMatchObject({
      ...change,
      theme: 'light',
    })
    expect((await as(world.olga).get('/api/me')).body.user.name).toBe('Olga Ω')
  })

  it('keep small choices of the dashboard, and forget one that is null', async () => {
    await as(world.mia).patch('/api/me', { preferences: { hideTour: true, 'list.density': 'tight' } })
    const { body } = await as(world.mia).patch('/api/me', { preferences: { hideTour: null, tab: 2 } })
    expect(body.user.preferences).toEqual({ 'list.density': 'tight', tab: 2 })
    const many = (from: number) =>
      Object.fromEntries(Array.from({ length: 40 }, (_, each) => [`k${from + each}`, 'x'.repeat(500)]))
    expect(await as(world.mia).patch('/api/me', { preferences: many(0) })).toHaveStatus(422)
  })

  it('attacks 7 and 63: take nothing else, and nothing odd', async () => {
    const refused = [
      { isOperator: true },
      { email: 'other@acme.test' },
      { emailVerifiedAt: '2026-01-01' },
      { id: world.rex.userId },
      { passwordHash: 'x' },
      { name: '' },
      { name: ' \t ' },
      { name: ['Olga'] },
      { name: 'a\nb' },
      { name: '\u202egnp' },
      { name: 'x'.repeat(101) },
      { timezone: 'Mars/Base' },
      { timezone: '+02:00' },
      { timeFormat: '13h' },
      { language: 'EN' },
      { theme: null },
      { preferences: [] },
      { preferences: { a: { b: 1 } } },
      { preferences: { 'a b': 1 } },
    ]
    for (const body of refused) expect(await as(world.olga).patch('/api/me', body)).toHaveStatus(422)
    expect(await as(world.olga).patch('/api/me', '{"preferences":{"__proto__":{"x":1}}}')).toHaveStatus(400)
    for (const name of ['a\u0000b', 'a\ud800b'])
      expect(await as(world.olga).patch('/api/me', JSON.stringify({ name }))).toHaveStatus(400)
    expect((await as(world.olga).get('/api/me')).body.user).toMatchObject({ id: world.olga.userId, isOperator: false })
  })
})

describe('my sessions', () => {
  it('are listed with the present one marked, and ended one by one or all', async () => {
    const person = await newPerson('Seated')
    const browser = await signedIn(person)
    await newSession(person)
    const { data } = (await browser.get('/api/me/sessions')).body
    expect(data.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, false, true])
    const other = data.find(({ current }: { current: boolean }) => !current)
    expect(await browser.delete(`/api/me/sessions/${other.id}`)).toHaveStatus(204)
    expect(await browser.delete('/api/me/sessions')).toHaveStatus(204)
    expect((await browser.get('/api/me/sessions')).body.data).toHaveLength(1)
    expect(await as(person).get('/api/me')).toHaveStatus(401)
  })

  it('attack 1: of somebody else do not exist', async () => {
    const { data } = (await as(world.rex).get('/api/me/sessions')).body
    expect(await as(world.uma).delete(`/api/me/sessions/${data[0].id}`)).toHaveStatus(404)
    expect(await as(world.uma).delete('/api/me/sessions/not-an-id')).toHaveStatus(404)
    expect(await as(world.rex).get('/api/me')).toHaveStatus(200)
  })

  it('can be signed out without one', async () => {
    expect(await newBrowser().post('/api/sign-out')).toHaveStatus(204)
  })
})
