import { describe, expect, it } from 'vitest'
import { setDefaultPlan } from '../billing/limits.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { somebody } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { forgetSamplePeople } from './look-ups.ts'

const { uma, rex, mia } = theWorld()

describe('the sample data', () => {
  it('fills two workspaces with three bots and 200 bot users, and goes with one request', async () => {
    const made = await as(uma).post('/api/demo')
    expect(made).toHaveStatus(201)
    const [acme, globex] = made.body.workspaces

    const { body: me } = await as(uma).get('/api/me')
    expect(me.workspaces).toMatchObject([
      { name: 'Acme', role: 'owner', isDemo: true, bots: 2, members: 4 },
      { name: 'Globex', role: 'admin', isDemo: true, bots: 1, members: 3 },
    ])
    const { body: usage } = await as(uma, acme.id).get('/usage')
    expect(usage.meters).toContainEqual(expect.objectContaining({ resource: 'contacts', used: 160 }))
    const { body: chats } = await as(uma, globex.id).get('/conversations?limit=100')
    expect(chats.data).toHaveLength(40)
    const { body: messages } = await as(uma, globex.id).get(`/conversations/${chats.data[0].id}/messages`)
    expect(messages.data.length).toBeGreaterThan(1)

    expect(await as(uma).delete('/api/demo')).toHaveStatus(204)
    expect((await as(uma).get('/api/me')).body.workspaces).toEqual([])
    expect(await as(uma, acme.id).get('/conversations')).toHaveStatus(404)
  })

  it('gives nobody more than a workspace of their own has (attack 100)', async () => {
    const nils = await somebody()
    setDefaultPlan('free')
    const made = await as(nils)
      .post('/api/demo')
      .finally(() => setDefaultPlan('self-hosted'))
    expect(made).toHaveStatus(201)
    expect((await as(nils).get('/api/me')).body.workspaces.map(({ plan }: { plan: string }) => plan)).toEqual([
      'free',
      'free',
    ])
  })

  it('is removed only by who still belongs to it (M8)', async () => {
    const [nils, heir] = [await somebody(), await somebody()]
    const [acme] = (await as(nils).post('/api/demo')).body.workspaces
    await inWorkspace({ workspaceId: acme.id }, ({ db }) =>
      db.updateTable('members').set({ userId: heir.userId }).where('userId', '=', nils.userId).execute(),
    )
    expect(await as(nils).delete('/api/demo')).toHaveStatus(204)
    expect(await as(heir, acme.id).get('/bots')).toHaveStatus(200)
  })

  it('leaves no people behind, also those who were taken out before (attack 105)', async () => {
    const nils = await somebody()
    const [acme] = (await as(nils).post('/api/demo')).body.workspaces
    const { body } = await as(nils, acme.id).get('/members?role=admin')
    expect(await as(nils, acme.id).delete(`/members/${body.data[0].id}`)).toHaveStatus(204)
    const users = bare().updateTable('users').where('id', '=', body.data[0].userId)
    await users.set({ createdAt: '2026-01-01T00:00:00Z' }).execute()
    await forgetSamplePeople()
    expect((await users.set({ theme: 'dark' }).executeTakeFirst()).numUpdatedRows).toBe(0n)
    expect((await as(nils, acme.id).get('/members')).body.data).toHaveLength(3)
  })

  it('is made once, and seen by who asked for it only', async () => {
    const [acme] = (await as(uma).post('/api/demo')).body.workspaces
    expect(await as(uma).post('/api/demo')).toHaveStatus(409)
    const atOnce = await Promise.all([1, 2, 3].map(() => as(mia).post('/api/demo')))
    expect(atOnce.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(await as(rex, acme.id).get('/members')).toHaveStatus(404)
    expect(await as(rex).delete('/api/demo')).toHaveStatus(404)
  })
})
