/** Inviting, and all that an owner does with an invitation (M4, M7). */
import { beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { readLetter } from '../mail/letters.ts'
import { as } from '../test/as.ts'
import { everythingHolds, newBot, newTeam, somebody, type Team } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { expireInvitations } from './housekeeping.ts'

const world = theWorld()
let team: Team
beforeEach(async () => {
  team = await newTeam()
})

let numbers = 0
const address = () => `guest-${++numbers}-${Date.now()}@acme.test`
const invite = (wish: object = {}) => as(team.olga).post('/invitations', { email: address(), role: 'member', ...wish })
const sealed = (id: string) => bare().updateTable('invitations').where('id', '=', id)
const pending = async () => (await as(team.olga).get('/invitations')).body.data

describe('an invitation', () => {
  it('is written by owners only (M4, attack 23, 39)', async () => {
    const { body } = await invite()
    for (const person of [team.adam, team.mia]) {
      expect(await as(person).post('/invitations', { email: address(), role: 'member' })).toHaveStatus(403)
      expect(await as(person).get('/invitations')).toHaveStatus(403)
      expect(await as(person).patch(`/invitations/${body.id}`, { role: 'admin' })).toHaveStatus(403)
      expect(await as(person).delete(`/invitations/${body.id}`)).toHaveStatus(403)
      expect(await as(person).post(`/invitations/${body.id}/link`)).toHaveStatus(403)
    }
  })

  it('is listed with what was offered, and never with a token (attack 9, 40)', async () => {
    const { body } = await invite({ role: 'admin', message: 'Welcome' })
    const list = await as(team.olga).get('/invitations')
    expect(list.body.data).toMatchObject([
      { id: body.id, role: 'admin', message: 'Welcome', delivery: 'kept', sentCount: 1 },
    ])
    expect(list.text).not.toMatch(/token|hash|secret|sealed/i)
    expect(list.text).not.toContain(body.link.split('.').at(-1))
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000)
  })

  it('shows its link where no letter can be sent, and again on request (M7)', async () => {
    const { body } = await invite()
    expect(body.link).toMatch(/^http:\/\/localhost:3000\/invitation\/[0-9a-f]{32}\.[A-Za-z0-9_-]{43}$/)
    expect((await as(team.olga).post(`/invitations/${body.id}/link`)).body.link).toBe(body.link)
    const kinds = (await as(team.olga).get('/audit-log')).body.data.map((line: { kind: string }) => line.kind)
    expect(kinds).toEqual(['invitation.link-copied', 'invitation.created'])
  })

  it('goes by letter with a link of its own, of which only marks are stored (attack 40)', async () => {
    const { body } = await invite({ message: '<a href="https://evil.example">{{name}}</a>' })
    const letter = await letterTo(body.email)
    const [link] = letter.links.filter((each) => each.includes('/invitation/'))
    expect(link).toMatch(/\/invitation\/[0-9a-f]{32}\.[A-Za-z0-9_-]{43}$/)
    expect(link).not.toBe(body.link)
    expect(letter.html).not.toContain('<a href="https://evil.example">')
    const rows = JSON.stringify(await bare().selectFrom('invitations').selectAll().execute())
    expect(rows).not.toContain(link?.split('.').at(-1))
  })

  it('is for one canonical address, however it is spelled (attack 41)', async () => {
    const email = address()
    expect(await invite({ email })).toHaveStatus(201)
    for (const spelling of [email.toUpperCase(), ` ${email} `, email.replace('@', '＠'), `${email}.`]) {
      expect((await invite({ email: spelling })).body).toMatchObject({ email })
    }
    expect(await pending()).toHaveLength(1)
    expect(await invite({ email: 'no address' })).toHaveStatus(422)
  })

  it('is not for who is a member already, and tells nothing of who has an account (attack 42)', async () => {
    const nils = await somebody()
    expect((await invite({ email: team.mia.email })).body.code).toBe('already-member')
    expect((await invite({ email: team.olga.email })).body.code).toBe('already-member')
    const [known, unknown] = [await invite({ email: nils.email }), await invite()]
    expect(known.status).toBe(unknown.status)
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body))
  })

  it('sent eight times at once is one row and one letter (invariant 14)', async () => {
    const email = address()
    const answers = await Promise.all(Array.from({ length: 8 }, () => invite({ email })))
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(201))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    expect(await letters(email)).toBe(1)
    await everythingHolds(world.url())
  })

  it('is refreshed by inviting again: the last terms count', async () => {
    const { body } = await invite()
    const again = await invite({ email: body.email, role: 'admin' })
    expect(again.body).toMatchObject({ id: body.id, role: 'admin', link: body.link })
  })

  it('is resent at most once a minute, and then runs for a full time again (M7)', async () => {
    const { body } = await invite()
    const soon = await as(team.olga).post(`/invitations/${body.id}/letter`)
    expect(soon).toHaveStatus(429)
    expect(Number(soon.headers.get('retry-after'))).toBeGreaterThan(50)
    await sealed(body.id).set({ sentAt: '2026-01-01T00:00:00Z' }).execute()
    const sent = await as(team.olga).post(`/invitations/${body.id}/letter`)
    expect(sent.body).toMatchObject({ sentCount: 2 })
    expect(Date.parse(sent.body.expiresAt)).toBeGreaterThan(Date.parse(body.expiresAt))
  })

  it('floods nobody: five letters a day to an address, from whatever workspace, and fifty of a workspace (attack 43)', async () => {
    const email = address()
    for (let count = 0; count < 5; count++) {
      team = await newTeam()
      expect(await invite({ email })).toHaveStatus(201)
    }
    team = await newTeam()
    expect(await invite({ email })).toHaveStatus(429)
    for (const size of [40, 12]) {
      const emails = Array.from({ length: size }, address)
      const { body } = await as(team.olga).post('/invitations', { emails, role: 'member' })
      const sent = body.results.filter((each: { status: string }) => each.status === 'invited')
      expect(sent).toHaveLength(size === 40 ? 40 : 10)
    }
  })

  it('can be changed and revoked while it is open, and not after (invariant 13, attack 39)', async () => {
    const { body } = await invite()
    const path = `/invitations/${body.id}`
    expect((await as(team.olga).patch(path, { role: 'admin' })).body).toMatchObject({ role: 'admin' })
    for (const more of [{ email: 'x@y.test' }, { workspaceId: world.globex }, { status: 'accepted' }]) {
      expect(await as(team.olga).patch(path, more)).toHaveStatus(422)
    }
    expect(await as(team.olga).delete(path)).toHaveStatus(204)
    expect(await as(team.olga).delete(path)).toHaveStatus(409)
    expect(await as(team.olga).patch(path, { role: 'owner' })).toHaveStatus(409)
    expect(await as(team.olga).post(`${path}/letter`)).toHaveStatus(409)
    expect(await pending()).toEqual([])
  })

  it('names only bots of this workspace, and restricts no owner (attack 3)', async () => {
    const bots = [{ botId: await newBot(world.globex), power: 'viewer' }]
    expect(await invite({ access: 'restricted', bots })).toHaveStatus(422)
    expect(await invite({ role: 'owner', access: 'restricted' })).toHaveStatus(422)
    expect(await pending()).toEqual([])
  })

  it('of next door does not exist (attack 1, 2)', async () => {
    const { body } = await invite()
    for (const answer of [
      await as(world.rex).delete(`/invitations/${body.id}`),
      await as(world.rex).post(`/invitations/${body.id}/link`),
      await as(world.rex).patch(`/invitations/${body.id}`, { role: 'owner' }),
      await as(world.rex).get(`/api/workspaces/${team.workspaceId}/invitations`),
    ]) {
      expect(answer).toHaveStatus(404)
    }
  })
})

describe('seats', () => {
  it('are held by pending invitations, and free again when these end (M7)', async () => {
    team = await newTeam('business')
    const { body: first } = await invite()
    const { body: second } = await invite()
    const full = await invite()
    expect(full).toHaveStatus(402)
    expect(full.body).toMatchObject({ code: 'limit-reached', resource: 'members', limit: 5, used: 5 })
    await as(team.olga).delete(`/invitations/${first.id}`)
    expect(await invite()).toHaveStatus(201)
    await sealed(second.id).set({ expiresAt: '2026-01-01T00:00:00Z' }).execute()
    expect(await invite()).toHaveStatus(201)
    const { status } = await bare()
      .selectFrom('invitations')
      .select('status')
      .where('id', '=', second.id)
      .executeTakeFirstOrThrow()
    expect(status).toBe('expired')
  })

  it('never run over: ten invitations at once for two seats (attack 44, invariant 15)', async () => {
    team = await newTeam('business')
    const answers = await Promise.all(Array.from({ length: 10 }, () => invite()))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(2)
    expect(answers.filter((answer) => answer.status === 402)).toHaveLength(8)
    expect((await as(team.olga).get('/usage')).body.meters).toContainEqual({ resource: 'members', used: 5, limit: 5 })
    await everythingHolds(world.url())
  })

  it('are given out in turn to many at once, with a result for each (M7)', async () => {
    team = await newTeam('business')
    const emails = [address(), 'nonsense', team.mia.email, address(), address()]
    const { status, body } = await as(team.olga).post('/invitations', { emails, role: 'member' })
    expect(status).toBe(200)
    expect(body.results.map((each: { status: string }) => each.status)).toEqual([
      'invited',
      'invalid',
      'already-member',
      'invited',
      'limit-reached',
    ])
  })
})

it('an invitation past its time is marked so by the worker', async () => {
  const { body } = await invite()
  await sealed(body.id).set({ expiresAt: '2026-01-01T00:00:00Z' }).execute()
  expect(await pending()).toEqual([])
  await expireInvitations()
  const row = await bare().selectFrom('invitations').select('status').where('id', '=', body.id).executeTakeFirst()
  expect(row?.status).toBe('expired')
})

async function letterTo(email: string) {
  const row = await bare()
    .selectFrom('letters')
    .select(['id', 'sealed'])
    .where('recipient', '=', email)
    .executeTakeFirstOrThrow()
  return readLetter(row)
}

async function letters(email: string): Promise<number> {
  return (await bare().selectFrom('letters').select('id').where('recipient', '=', email).execute()).length
}
