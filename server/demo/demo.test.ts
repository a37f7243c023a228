import { describe, expect, it } from 'vitest'
import { as } from '../test/as.ts'
import { theWorld } from '../test/world.ts'

const { uma, rex } = theWorld()

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

  it('is made once, and seen by who asked for it only', async () => {
    const [acme] = (await as(uma).post('/api/demo')).body.workspaces
    expect(await as(uma).post('/api/demo')).toHaveStatus(409)
    expect(await as(rex, acme.id).get('/members')).toHaveStatus(404)
    expect(await as(rex).delete('/api/demo')).toHaveStatus(404)
  })
})
