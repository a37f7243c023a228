/** The same request twice: one effect, one answer, and only for who may still ask. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { bare } from './db/database.ts'
import { as, request } from './test/as.ts'
import { newTeam, somebody } from './test/team.ts'
import { newSession, theWorld } from './test/world.ts'

theWorld()
const kept = async (key: string) =>
  (await bare().selectFrom('idempotencyKeys').select('key').where('key', '=', key).execute()).length

it('invariant 21: has one effect and one answer, and refuses another body', async () => {
  const [nils, key] = [await somebody(), { 'idempotency-key': randomUUID() }]
  const [first, second] = [
    await as(nils).post('/api/workspaces', { name: 'Once' }, key),
    await as(nils).post('/api/workspaces', { name: 'Once' }, key),
  ]
  expect([second.status, second.text]).toEqual([201, first.text])
  expect(await as(nils).post('/api/workspaces', { name: 'Twice' }, key)).toHaveStatus(422)
  expect((await as(nils).get('/api/workspaces')).body.data).toHaveLength(1)
})

it('attack 54: tells a kept answer no more once the session is over', async () => {
  const [nils, key] = [await newSession(await somebody()), { 'idempotency-key': randomUUID() }]
  expect(await as(nils).post('/api/workspaces', { name: 'Ended' }, key)).toHaveStatus(201)
  await as(nils).post('/api/sign-out')
  expect(await as(nils).post('/api/workspaces', { name: 'Ended' }, key)).toHaveStatus(401)
})

it('invariant 8: tells a kept answer no more to who was taken out of the workspace', async () => {
  const [{ olga, adam }, key] = [await newTeam(), { 'idempotency-key': randomUUID() }]
  expect(await as(adam).post('/bots', { name: 'Hal' }, key)).toHaveStatus(201)
  await as(olga).delete(`/members/${adam.memberId}`)
  expect(await as(adam).post('/bots', { name: 'Hal' }, key)).toHaveStatus(404)
})

it('attack 101: keeps nothing for a token that is nobody’s', async () => {
  const key = randomUUID()
  const headers = { authorization: `Bearer ${'x'.repeat(43)}`, 'idempotency-key': key }
  expect(await request('POST', '/api/workspaces', { body: { name: 'X' }, headers })).toHaveStatus(401)
  expect(await kept(key)).toBe(0)
})
