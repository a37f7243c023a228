/** Who may change whom, and what happens in that moment (M1-M8). */
import { beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { as } from '../test/as.ts'
import { everythingHolds, joining, newBot, newChat, newTeam, type Team } from '../test/team.ts'
import { newSession, theWorld } from '../test/world.ts'

const world = theWorld()
let team: Team
beforeEach(async () => {
  team = await newTeam()
})

describe('roles', () => {
  it('are changed by owners only (M5, attack 23, 24)', async () => {
    const { olga, adam, mia } = team
    expect(await as(adam).put(`/members/${mia.memberId}/role`, { role: 'admin' })).toHaveStatus(403)
    expect(await as(adam).put(`/members/${adam.memberId}/role`, { role: 'owner' })).toHaveStatus(403)
    expect(await as(adam).put(`/members/${olga.memberId}/role`, { role: 'member' })).toHaveStatus(403)
    expect(await as(mia).put(`/members/${mia.memberId}/role`, { role: 'admin' })).toHaveStatus(403)
    const changed = await as(olga).put(`/members/${mia.memberId}/role`, { role: 'admin' })
    expect(changed.body).toMatchObject({ id: mia.memberId, role: 'admin', isYou: false })
  })

  it('are those of the table, written exactly so (attack 25)', async () => {
    for (const role of ['OWNER', 'owner ', ['admin', 'owner'], 'member,owner', null, 0, 'root']) {
      expect(await as(team.olga).put(`/members/${team.mia.memberId}/role`, { role })).toHaveStatus(422)
    }
  })

  it('change at once for an open session (M8, attack 28)', async () => {
    const { olga, adam } = team
    expect(await as(adam).get('/usage')).toHaveStatus(200)
    await as(olga).put(`/members/${adam.memberId}/role`, { role: 'member' })
    expect(await as(adam).get('/usage')).toHaveStatus(403)
  })

  it('stay with the last owner (M6, attack 26)', async () => {
    const { olga, adam } = team
    expect(await as(olga).put(`/members/${olga.memberId}/role`, { role: 'admin' })).toHaveStatus(409)
    expect(await as(olga).delete(`/members/${olga.memberId}`)).toHaveStatus(409)
    const { status, body } = await as(olga).delete('/membership')
    expect([status, body.code]).toEqual([409, 'last-owner'])
    await as(olga).put(`/members/${adam.memberId}/role`, { role: 'owner' })
    expect((await as(olga).delete('/membership')).body.code).toBe('owner-cannot-leave')
    expect(await as(olga).put(`/members/${olga.memberId}/role`, { role: 'member' })).toHaveStatus(200)
    expect(await as(olga).delete('/membership')).toHaveStatus(204)
  })

  it('are kept by the database too when two ways around the verbs meet (M6)', async () => {
    const demote = bare().updateTable('members').set({ role: 'admin' }).where('id', '=', team.olga.memberId).execute()
    await expect(demote).rejects.toMatchObject({ code: 'P0006' })
  })
})

describe('access', () => {
  it('is complete, or to named bots in a named way (M3)', async () => {
    const botId = await newBot(team.workspaceId)
    const bots = [{ botId, power: 'agent' }]
    const { body } = await as(team.olga).put(`/members/${team.mia.memberId}/access`, { access: 'restricted', bots })
    expect(body).toMatchObject({ access: 'restricted', bots })
    const whole = await as(team.olga).put(`/members/${team.mia.memberId}/access`, { access: 'complete' })
    expect(whole.body).toMatchObject({ access: 'complete', bots: [] })
    await everythingHolds(world.url())
  })

  it('is never given to a bot next door, and nothing is applied then (attack 3)', async () => {
    const own = await newBot(team.workspaceId)
    const foreign = await newBot(world.globex)
    const bots = [own, foreign].map((botId) => ({ botId, power: 'viewer' }))
    const refused = await as(team.olga).put(`/members/${team.mia.memberId}/access`, { access: 'restricted', bots })
    expect(refused).toHaveStatus(422)
    expect(refused.body.errors[0].pointer).toBe('/bots/1/botId')
    expect((await as(team.olga).get(`/members/${team.mia.memberId}`)).body).toMatchObject({
      access: 'complete',
      bots: [],
    })
  })

  it('is always complete for owners', async () => {
    const { olga, mia } = team
    const botId = await newBot(team.workspaceId)
    const restricted = { access: 'restricted', bots: [{ botId, power: 'viewer' }] }
    expect(await as(olga).put(`/members/${olga.memberId}/access`, restricted)).toHaveStatus(422)
    await as(olga).put(`/members/${mia.memberId}/access`, restricted)
    const { body } = await as(olga).put(`/members/${mia.memberId}/role`, { role: 'owner' })
    expect(body).toMatchObject({ role: 'owner', access: 'complete', bots: [] })
  })

  it('that ends takes the chats of those bots out of hand (M8)', async () => {
    const [kept, lost] = [await newBot(team.workspaceId), await newBot(team.workspaceId)]
    const { memberId } = team.mia
    const chats = [await newChat(team.workspaceId, kept, memberId), await newChat(team.workspaceId, lost, memberId)]
    const bots = [{ botId: kept, power: 'agent' }]
    await as(team.olga).put(`/members/${memberId}/access`, { access: 'restricted', bots })
    expect(await assignees(chats)).toEqual([memberId, null])
  })
})

describe('leaving and being removed', () => {
  it('ends this membership and no other (attack 29)', async () => {
    const { olga, mia } = team
    expect(await as(olga).delete(`/members/${mia.memberId}`)).toHaveStatus(204)
    expect(await as(mia).get('/members')).toHaveStatus(404)
    expect(await as(mia).get('/api/workspaces')).toHaveStatus(200)
    expect(await as(olga).get(`/members/${mia.memberId}`)).toHaveStatus(404)
  })

  it('releases the chats and kills the keys (M8, attack 29)', async () => {
    const { olga, adam } = team
    const chat = await newChat(team.workspaceId, await newBot(team.workspaceId), adam.memberId)
    const { body } = await as(adam).post('/api-keys', { name: 'Zapier', scopes: ['members:view'] })
    expect(await as({ ...adam, token: body.key }).get('/members')).toHaveStatus(200)
    await as(olga).delete(`/members/${adam.memberId}`)
    expect(await as({ ...adam, token: body.key }).get('/members')).toHaveStatus(401)
    expect(await assignees([chat])).toEqual([null])
    await everythingHolds(world.url())
  })

  it('is open to everyone who is not an owner (W11)', async () => {
    expect(await as(team.mia).delete('/membership')).toHaveStatus(204)
    expect(await as(team.mia).get('/members')).toHaveStatus(404)
  })

  it('is told in the log with who did it and how they were signed in (attack 104)', async () => {
    await as(team.olga).delete(`/members/${team.mia.memberId}`)
    const { body } = await as(team.olga).get('/audit-log?kind=member.removed')
    expect(body.data).toHaveLength(1)
    expect(body.data[0]).toMatchObject({
      actor: { name: team.olga.name, via: 'session', ip: '127.0.0.1' },
      target: { kind: 'member', id: team.mia.memberId, name: team.mia.name },
      before: { role: 'member' },
    })
  })
})

describe('handing over', () => {
  it('takes two: one proposes, the other accepts, both stand in the log (M6)', async () => {
    const { olga, adam } = team
    const { body: offer } = await as(olga).post('/ownership-offers', { memberId: adam.memberId })
    expect((await as(adam).get('/ownership-offers')).body.data).toMatchObject([{ id: offer.id, status: 'proposed' }])
    expect(await as(adam).post(`/ownership-offers/${offer.id}/acceptance`)).toHaveStatus(200)
    expect((await as(adam).get(`/members/${adam.memberId}`)).body.role).toBe('owner')
    expect((await as(adam).get(`/members/${olga.memberId}`)).body.role).toBe('admin')
    const kinds = (await as(adam).get('/audit-log')).body.data.map((line: { kind: string }) => line.kind)
    expect(kinds).toEqual(expect.arrayContaining(['ownership.proposed', 'ownership.accepted', 'member.role-changed']))
  })

  it('is for the one it was offered to, and once', async () => {
    const { olga, adam, mia } = team
    const { body: offer } = await as(olga).post('/ownership-offers', { memberId: adam.memberId })
    expect(await as(mia).post(`/ownership-offers/${offer.id}/acceptance`)).toHaveStatus(404)
    expect(await as(olga).post(`/ownership-offers/${offer.id}/acceptance`)).toHaveStatus(404)
    const answers = await Promise.all([1, 2, 3].map(() => as(adam).post(`/ownership-offers/${offer.id}/acceptance`)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409])
  })

  it('can be withdrawn or declined, and is void when the proposer is no owner any more', async () => {
    const { olga, adam, mia } = team
    const first = await as(olga).post('/ownership-offers', { memberId: adam.memberId })
    expect(await as(adam).delete(`/ownership-offers/${first.body.id}`)).toHaveStatus(204)
    expect(await as(adam).post(`/ownership-offers/${first.body.id}/acceptance`)).toHaveStatus(409)
    const second = await as(olga).post('/ownership-offers', { memberId: adam.memberId })
    await as(olga).put(`/members/${mia.memberId}/role`, { role: 'owner' })
    await as(mia).put(`/members/${olga.memberId}/role`, { role: 'member' })
    expect(await as(adam).post(`/ownership-offers/${second.body.id}/acceptance`)).toHaveStatus(409)
  })

  it('asks the proposer to prove who they are (attack 55)', async () => {
    const { olga, adam } = team
    await bare()
      .updateTable('sessions')
      .set({ provedAt: '2026-01-01T00:00:00Z' })
      .where('userId', '=', olga.userId)
      .execute()
    const { status, body } = await as(olga).post('/ownership-offers', { memberId: adam.memberId })
    expect([status, body.code]).toEqual([403, 'prove-again'])
    const fresh = await newSession(olga)
    expect(await as(fresh).post('/ownership-offers', { memberId: adam.memberId })).toHaveStatus(201)
  })
})

it('two owners who demote each other at the same instant leave one, 200 times of 200 (M6, attack 27, invariant 1)', async () => {
  const { olga } = team
  const otto = await joining(team.workspaceId, 'Otto', 'owner')
  for (let round = 0; round < 200; round++) {
    const answers = await Promise.all([
      as(olga).put(`/members/${otto.memberId}/role`, { role: 'admin' }),
      as(otto).put(`/members/${olga.memberId}/role`, { role: 'admin' }),
    ])
    const winners = answers.filter((answer) => answer.status === 200)
    expect(winners).toHaveLength(1)
    const winner = answers[0]?.status === 200 ? olga : otto
    const loser = winner === olga ? otto : olga
    expect(await as(winner).put(`/members/${loser.memberId}/role`, { role: 'owner' })).toHaveStatus(200)
  }
  await everythingHolds(world.url())
})

it('two owners who leave or remove each other at the same instant leave one (M6, attack 27)', async () => {
  for (let round = 0; round < 20; round++) {
    const { workspaceId, olga } = await newTeam()
    const otto = await joining(workspaceId, 'Otto', 'owner')
    await Promise.all([as(olga).delete('/membership'), as(otto).delete('/membership')])
    const answers = await Promise.all([
      as(olga).delete(`/members/${otto.memberId}`),
      as(otto).delete(`/members/${olga.memberId}`),
    ])
    expect(answers.filter((answer) => answer.status === 204)).toHaveLength(1)
  }
  await everythingHolds(world.url())
})

async function assignees(conversationIds: string[]) {
  const rows = await bare()
    .selectFrom('conversations')
    .select(['id', 'assigneeId', 'handler'])
    .where('id', 'in', conversationIds)
    .execute()
  return conversationIds.map((id) => rows.find((row) => row.id === id)?.assigneeId)
}
