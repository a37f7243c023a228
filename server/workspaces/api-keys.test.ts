/** What a key for a program is, and what it never may (P1, P3, invariant 22). */
import { beforeEach, describe, expect, it } from 'vitest'
import { publicIdOf } from '../access/key-format.ts'
import { bare } from '../db/database.ts'
import { as } from '../test/as.ts'
import { ECHO, newBot as newChatBot, newVisitor, theWorker } from '../test/chat.ts'
import { everythingHolds, newBot, newTeam, type Team } from '../test/team.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
theWorker()
let team: Team
beforeEach(async () => {
  team = await newTeam()
})

const made = async (wanted: object = {}) => {
  const answer = await as(team.adam).post('/api-keys', { name: 'Zapier', scopes: ['members:view'], ...wanted })
  expect(answer).toHaveStatus(201)
  return answer.body
}
const by = (key: string) => as({ ...team.adam, token: key })

describe('a key', () => {
  it('is shown once, and kept as a hash (attack 65)', async () => {
    const { key, id } = await made()
    expect(key).toMatch(/^sbk_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/)
    const list = await as(team.adam).get('/api-keys')
    expect(list.body.data).toMatchObject([{ id, name: 'Zapier', scopes: ['members:view'], lastUsedAt: null }])
    expect(list.text).not.toContain(key)
    const rows = JSON.stringify(await bare().selectFrom('apiKeyHashes').selectAll().execute())
    expect(rows).not.toContain(key.split('_')[3])
  })

  it('may what its scopes say and no more (attack 67)', async () => {
    const { key } = await made()
    expect(await by(key).get('/members')).toHaveStatus(200)
    expect(await by(key).get('/usage')).toHaveStatus(403)
    expect(await by(key).get('/api-keys')).toHaveStatus(403)
    expect(await by(key).post('/invitations', { email: 'x@acme.test', role: 'member' })).toHaveStatus(403)
    expect(await by(key).delete('/membership')).toHaveStatus(403)
    expect(await by(key).get('/api/workspaces')).toHaveStatus(403)
  })

  it('never has the rights that are for persons, whoever makes it (attack 66, 67)', async () => {
    for (const scope of ['members:manage', 'workspace:manage', 'api-keys:manage', 'payments:manage', 'everything']) {
      expect(await as(team.olga).post('/api-keys', { name: 'K', scopes: [scope] })).toHaveStatus(422)
    }
    expect(await as(team.adam).post('/api-keys', { name: 'K', scopes: ['audit-log:view'] })).toHaveStatus(403)
    const more = { name: 'K', scopes: ['members:view'], role: 'owner' }
    expect(await as(team.adam).post('/api-keys', more)).toHaveStatus(422)
    expect(await as(null, team.workspaceId).post('/api-keys', { name: 'K', scopes: ['members:view'] })).toHaveStatus(
      401,
    )
  })

  it('shrinks with its maker (attack 68, invariant 22)', async () => {
    const { key } = await made({ scopes: ['usage:view', 'members:view'] })
    expect(await by(key).get('/usage')).toHaveStatus(200)
    await as(team.olga).put(`/members/${team.adam.memberId}/role`, { role: 'member' })
    expect(await by(key).get('/usage')).toHaveStatus(403)
    expect(await by(key).get('/members')).toHaveStatus(200)
  })

  it('is dead when revoked, expired, mistyped or of next door (attack 69)', async () => {
    const { key, id } = await made()
    expect(await by(`${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`).get('/members')).toHaveStatus(401)
    expect(await by(key.slice(0, -7)).get('/members')).toHaveStatus(401)
    expect(await by(key).get(`/api/workspaces/${world.globex}/members`)).toHaveStatus(401)
    expect(await as(team.adam).delete(`/api-keys/${id}`)).toHaveStatus(204)
    expect(await by(key).get('/members')).toHaveStatus(401)
    const other = await made({ expiresAt: new Date(Date.now() + 60_000).toISOString() })
    await bare().updateTable('apiKeys').set({ expiresAt: '2026-01-01T00:00:00Z' }).where('id', '=', other.id).execute()
    expect(await by(other.key).get('/members')).toHaveStatus(401)
    expect(
      await as(team.adam).post('/api-keys', { name: 'K', scopes: ['members:view'], expiresAt: '2020-01-01T00:00:00Z' }),
    ).toHaveStatus(422)
    await everythingHolds(world.url())
  })

  it('may be for named bots of this workspace (P1, attack 3)', async () => {
    const [own, foreign] = [await newBot(team.workspaceId), await newBot(world.globex)]
    expect((await made({ botIds: [own] })).botIds).toEqual([own])
    const refused = await as(team.adam).post('/api-keys', { name: 'K', scopes: ['bots:view'], botIds: [own, foreign] })
    expect(refused).toHaveStatus(422)
  })

  it('for named bots may there all that its maker may (P1)', async () => {
    const bot = await newChatBot(team.olga, ECHO)
    const visitor = await newVisitor(bot)
    const { key } = await made({ scopes: ['live-chat:use'], botIds: [bot.id] })
    await visitor.say('hi')
    await visitor.chat(2)
    const [chat] = (await by(key).get('/conversations')).body.data
    expect(await by(key).post(`/conversations/${chat.id}/messages`, { text: 'Hello' })).toHaveStatus(201)
  })

  it('is made only by who has just proved who they are (attack 55)', async () => {
    const longAgo = new Date(Date.now() - 11 * 60_000).toISOString()
    await bare().updateTable('sessions').set({ provedAt: longAgo }).where('userId', '=', team.adam.userId).execute()
    const refused = await as(team.adam).post('/api-keys', { name: 'K', scopes: ['members:view'] })
    expect([refused.status, refused.body.code]).toEqual([403, 'prove-again'])
  })

  it('tells when it was last used', async () => {
    const { key } = await made()
    await by(key).get('/members')
    const [shown] = (await as(team.adam).get('/api-keys')).body.data
    expect(Date.now() - Date.parse(shown.lastUsedAt)).toBeLessThan(60_000)
  })

  it('carries a checksum that a typo does not pass', () => {
    const key = 'sbk_live_ABCDEFGH_0123456789012345678901234567890123456789012_000000'
    expect(publicIdOf(key)).toBeNull()
  })
})
