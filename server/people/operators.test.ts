/** What operators of the installation see and do, and that nobody else does. */
import { beforeAll, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { as, request } from '../test/as.ts'
import { newPerson, newWorkspace, type Someone, theWorld } from '../test/world.ts'

const world = theWorld()
let chief: Someone

beforeAll(async () => {
  chief = await newPerson('Chief')
  await bare().updateTable('users').set({ isOperator: true }).where('id', '=', chief.userId).execute()
})

const PATHS = ['letters', 'workspaces', 'users', 'health'].map((name) => `/api/operator/${name}`)

describe('operators', () => {
  it('are alone in seeing the installation', async () => {
    for (const path of PATHS) {
      expect(await as(chief).get(path)).toHaveStatus(200)
      expect(await as(world.olga).get(path)).toHaveStatus(403)
      expect(await request('GET', path)).toHaveStatus(401)
    }
    expect(await as(world.olga).put(`/api/operator/workspaces/${world.acme}/plan`, { plan: 'scale' })).toHaveStatus(403)
    expect(await as(world.olga).post('/api/operator/mail-test', { to: 'a@b.test' })).toHaveStatus(403)
  })

  it('read every letter with its links, and nothing is blocked without SMTP', async () => {
    await request('POST', '/api/password-reset/letter', { body: { email: world.mia.email } })
    const [letter] = (await as(chief).get('/api/operator/letters?limit=1')).body.data
    expect(letter).toMatchObject({ kind: 'reset-password', to: world.mia.email, status: 'kept', sentAt: null })
    expect(letter.links[0]).toMatch(/^http:\/\/localhost:3000\/password-reset\?token=[\w-]{43}$/)
    expect(letter.html).toContain(letter.links[0])
    expect(await as(chief).post(`/api/operator/letters/${letter.id}/sending`)).toHaveStatus(409)
    expect((await as(chief).post('/api/operator/mail-test', { to: 'olga@acme.test' })).body.isSent).toBe(false)
  })

  it('walk through all pages, each row once', async () => {
    for (const path of ['/api/operator/users', '/api/operator/workspaces']) {
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body } = await as(chief).get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`)
        seen.push(...body.data.map(({ id }: { id: string }) => id))
        cursor = body.nextCursor
      }
      const table = path.endsWith('users') ? ('users' as const) : ('workspaces' as const)
      const all = await bare().selectFrom(table).select('id').execute()
      expect(seen.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    }
  })

  it('attack 11: take no cursor that is forged or of another list', async () => {
    const { nextCursor } = (await as(chief).get('/api/operator/users?limit=1')).body
    for (const cursor of ['x', `${nextCursor}x`, 'bm9wZQ'])
      expect(await as(chief).get(`/api/operator/users?cursor=${cursor}`)).toHaveStatus(400)
    expect(await as(chief).get(`/api/operator/workspaces?cursor=${nextCursor}`)).toHaveStatus(400)
    for (const query of ['limit=0', 'limit=1e9', 'limit=x', 'sort=secret', 'search[]=a'])
      expect(await as(chief).get(`/api/operator/users?${query}`)).toHaveStatus(400)
  })

  it('find people and workspaces by a part of their name, where % is a sign like others', async () => {
    const names = async (path: string) =>
      (await as(chief).get(path)).body.data.map(({ name }: { name: string }) => name)
    expect(await names('/api/operator/workspaces?search=glob')).toEqual(['Globex'])
    expect(await names('/api/operator/users?search=MIA@')).toEqual(['Mia'])
    expect(await names('/api/operator/users?search=%25')).toEqual([])
  })

  it('give a workspace its plan, and its log tells who did (L4)', async () => {
    const workspaceId = await newWorkspace('Growing', 'free')
    const answer = await as(chief).put(`/api/operator/workspaces/${workspaceId}/plan`, {
      plan: 'growth',
      extras: { members: 3 },
    })
    expect(answer.body).toMatchObject({ plan: 'growth', extras: { members: 3 } })
    const line = await bare()
      .selectFrom('auditLog')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .executeTakeFirstOrThrow()
    expect(line).toMatchObject({
      kind: 'workspace.plan-changed',
      before: { plan: 'free', extras: {} },
      after: { plan: 'growth', extras: { members: 3 } },
    })
    for (const odd of [
      { plan: 'gold' },
      { plan: 'free', extras: { members: -1 } },
      { plan: 'free', extras: { bots: 1.5 } },
      { plan: 'free', price: 0 },
    ]) {
      expect(await as(chief).put(`/api/operator/workspaces/${workspaceId}/plan`, odd)).toHaveStatus(422)
    }
    expect(await as(chief).put(`/api/operator/workspaces/${chief.userId}/plan`, { plan: 'free' })).toHaveStatus(404)
  })

  it('see how the installation is', async () => {
    const { body } = await as(chief).get('/api/operator/health')
    expect(body).toMatchObject({ letters: { isMailSent: false }, work: { inbound: 0, outbound: 0, timers: 0 } })
    expect(body.totals.users).toBeGreaterThan(4)
    expect(body.memoryMb).toBeGreaterThan(10)
  })
})
