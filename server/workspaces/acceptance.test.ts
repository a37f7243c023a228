/** The invited person's side, in all its situations (M4, M7). */
import { beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { readLetter } from '../mail/letters.ts'
import { as, request } from '../test/as.ts'
import { everythingHolds, newTeam, somebody, type Team } from '../test/team.ts'
import { newSession, type Someone, theWorld } from '../test/world.ts'

const world = theWorld()
const PASSWORD = 'correct horse battery 9'
let team: Team
beforeEach(async () => {
  team = await newTeam()
})

let numbers = 0
const address = () => `new-${++numbers}-${Date.now()}@acme.test`

/** Invites and returns the path of the link's token. */
async function invited(email: string, wish: object = {}) {
  const { body } = await as(team.olga).post('/invitations', { email, role: 'member', ...wish })
  return { id: body.id, path: pathOf(body.link) }
}
const pathOf = (link: string) => `/api/invitations/${link.split('/').at(-1)}`
const membersNow = async () => (await as(team.olga).get('/members')).body.data.length

describe('the link', () => {
  it('shows what it leads to and changes nothing (attack 40)', async () => {
    const nils = await somebody()
    const { path } = await invited(nils.email)
    const before = await bare().selectFrom('invitations').selectAll().execute()
    for (const person of [null, nils, team.mia]) await as(person).get(path)
    expect(await bare().selectFrom('invitations').selectAll().execute()).toEqual(before)
    expect((await as(nils).get(path)).body).toMatchObject({
      workspaceName: 'Team',
      role: 'member',
      email: nils.email,
      situation: 'ok',
    })
    expect((await as(null).get(path)).body).toMatchObject({ situation: 'sign-in' })
    expect((await as(null).get(path)).headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('tells another account no more than the name (attack 34)', async () => {
    const nils = await somebody()
    const { path } = await invited(nils.email)
    const card = await as(world.rex).get(path)
    expect(card.body).toMatchObject({ situation: 'other-account', invitedBy: null })
    expect(card.text).not.toContain(nils.email)
    expect(await as(world.rex).post(`${path}/acceptance`)).toHaveStatus(403)
    expect(await as(world.rex).post(`${path}/refusal`)).toHaveStatus(403)
    expect(await membersNow()).toBe(3)
  })

  it('is not enough for an unverified account (attack 35, invariant 12)', async () => {
    const nils = await somebody('Nils', { isVerified: false })
    const { path } = await invited(nils.email)
    expect((await as(nils).get(path)).body.situation).toBe('unverified')
    const refused = await as(nils).post(`${path}/acceptance`)
    expect([refused.status, refused.body.code]).toEqual([403, 'not-verified'])
    expect(await membersNow()).toBe(3)
  })

  it('is gone in the same words when expired, revoked, used or tampered with (attack 37)', async () => {
    const nils = await somebody()
    const expired = await invited(address())
    await bare()
      .updateTable('invitations')
      .set({ expiresAt: '2026-01-01T00:00:00Z' })
      .where('id', '=', expired.id)
      .execute()
    const revoked = await invited(address())
    await as(team.olga).delete(`/invitations/${revoked.id}`)
    const used = await invited(nils.email)
    expect(await as(nils).post(`${used.path}/acceptance`)).toHaveStatus(201)
    const paths = [expired.path, revoked.path, used.path, `${used.path.slice(0, -2)}zz`, '/api/invitations/nonsense']
    const told = new Set<string>()
    for (const path of paths) {
      for (const answer of [
        await as(nils).get(path),
        await as(nils).post(`${path}/acceptance`),
        await as(null).post(`${path}/refusal`),
      ]) {
        expect(answer).toHaveStatus(410)
        told.add(answer.body.detail)
      }
    }
    expect(told.size).toBe(1)
  })

  it('of one workspace does not open another (attack 4)', async () => {
    const { path } = await invited(address())
    const other = path.replace(team.workspaceId.replaceAll('-', ''), world.globex.replaceAll('-', ''))
    expect(await as(null).get(other)).toHaveStatus(410)
  })
})

describe('accepting', () => {
  it('makes a member of the invited role, once (M7, invariant 16)', async () => {
    const nils = await somebody()
    const { id, path } = await invited(nils.email)
    await as(team.olga).patch(`/invitations/${id}`, { role: 'admin' })
    const { body } = await as(nils).post(`${path}/acceptance`)
    expect(body).toMatchObject({ workspaceId: team.workspaceId })
    expect((await as(nils).get(`/api/workspaces/${team.workspaceId}/members/${body.memberId}`)).body).toMatchObject({
      role: 'admin',
      isYou: true,
    })
  })

  it('twenty times at once makes one member, one seat, one line (attack 36)', async () => {
    const nils = await somebody()
    const { path } = await invited(nils.email)
    const answers = await Promise.all(Array.from({ length: 20 }, () => as(nils).post(`${path}/acceptance`)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 410)).toHaveLength(19)
    expect(await membersNow()).toBe(4)
    expect((await as(team.olga).get('/audit-log?kind=invitation.accepted')).body.data).toHaveLength(1)
    await everythingHolds(world.url())
  })

  it('and revoking at the same instant: one of the two (attack 38)', async () => {
    for (let round = 0; round < 20; round++) {
      const nils = await somebody()
      const { id, path } = await invited(nils.email)
      const [accepted, revoked] = await Promise.all([
        as(nils).post(`${path}/acceptance`),
        as(team.olga).delete(`/invitations/${id}`),
      ])
      const isMember = (await as(nils).get(`/api/workspaces/${team.workspaceId}/members`)).status === 200
      expect([accepted.status, revoked.status]).toEqual(isMember ? [201, 409] : [410, 204])
    }
    await everythingHolds(world.url())
  })

  it('never goes over the seats: eight at once for three of a plan that was lowered (attack 44, invariant 15)', async () => {
    const guests = await Promise.all(Array.from({ length: 8 }, () => somebody()))
    const paths: string[] = []
    for (const guest of guests) paths.push((await invited(guest.email)).path)
    const seats = { plan: 'business', extras: '{"members":1}' } as const
    await bare().updateTable('workspaces').set(seats).where('id', '=', team.workspaceId).execute()
    const answers = await Promise.all(guests.map((guest, index) => as(guest).post(`${paths[index]}/acceptance`)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(3)
    expect(answers.filter((answer) => answer.status === 402)).toHaveLength(5)
    expect(await membersNow()).toBe(6)
    await bare().updateTable('workspaces').set({ plan: 'self-hosted' }).where('id', '=', team.workspaceId).execute()
  })

  it('or declining works from the switcher too, for the person it names alone', async () => {
    const nils = await somebody()
    const { id } = await invited(nils.email)
    const path = `/api/me/invitations/${team.workspaceId}/${id}`
    expect(await as(world.rex).post(`${path}/acceptance`)).toHaveStatus(404)
    expect(await as(world.rex).post(`${path}/refusal`)).toHaveStatus(404)
    expect(await as(nils).post(`${path}/refusal`)).toHaveStatus(204)
    expect(await as(nils).post(`${path}/acceptance`)).toHaveStatus(404)
  })

  it('ends with the workspace (attack 20)', async () => {
    const nils = await somebody()
    const { path } = await invited(nils.email)
    await as(team.olga).delete('', { name: 'Team' })
    expect(await as(nils).get(path)).toHaveStatus(410)
    expect(await as(nils).post(`${path}/acceptance`)).toHaveStatus(410)
  })
})

describe('who has no account', () => {
  it('sets name and password behind the letter’s link, and is signed in and verified (M4)', async () => {
    const email = address()
    await invited(email)
    const answer = await setUp(pathOf(await letterLink(email)))
    expect(answer).toHaveStatus(201)
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    const members = await request('GET', `/api/workspaces/${team.workspaceId}/members`, { headers: { cookie } })
    expect(members.body.data.at(-1)).toMatchObject({ email, name: 'Nina', role: 'member', isYou: true })
    expect(await isVerified(email)).toBe(true)
  })

  it('behind a link that was handed over, joins this workspace but has yet to prove the address', async () => {
    const email = address()
    const { path } = await invited(email)
    expect(await setUp(path)).toHaveStatus(201)
    expect(await isVerified(email)).toBe(false)
    const nina = await sessionOf(email)
    const other = await newTeam()
    const { body } = await as(other.olga).post('/invitations', { email, role: 'owner' })
    expect(await as(nina).post(`${pathOf(body.link)}/acceptance`)).toHaveStatus(403)
  })

  it('and only who has none: an account is not taken over', async () => {
    const nils = await somebody()
    const { path } = await invited(nils.email)
    const refused = await setUp(path)
    expect(refused).toHaveStatus(409)
    expect(refused.body.situation).toBe('sign-in')
    expect(refused.headers.get('set-cookie')).toBeNull()
    expect(await membersNow()).toBe(3)
  })

  it('five times at once becomes one account and one member', async () => {
    const email = address()
    const { path } = await invited(email)
    const answers = await Promise.all(Array.from({ length: 5 }, () => setUp(path)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(await bare().selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(1)
    await everythingHolds(world.url())
  })

  it('is told which field is not right', async () => {
    const { path } = await invited(address())
    for (const [body, pointer] of [
      [{ name: 'Nina' }, '/password'],
      [{ name: 'Nina', password: 'short' }, '/password'],
      [{ name: '', password: PASSWORD }, '/name'],
      [{ name: 'Nina', password: PASSWORD, emailVerified: true }, ''],
    ] as const) {
      const answer = await request('POST', `${path}/acceptance`, { body })
      expect(answer).toHaveStatus(422)
      expect(answer.body.errors[0].pointer).toBe(pointer)
    }
    expect(await as(null).post(`${path}/acceptance`)).toHaveStatus(401)
  })
})

function setUp(path: string) {
  return request('POST', `${path}/acceptance`, { body: { name: 'Nina', password: PASSWORD } })
}

async function letterLink(email: string): Promise<string> {
  const row = await bare()
    .selectFrom('letters')
    .select(['id', 'sealed'])
    .where('recipient', '=', email)
    .executeTakeFirstOrThrow()
  return readLetter(row).links.find((link) => link.includes('/invitation/')) ?? ''
}

async function isVerified(email: string): Promise<boolean> {
  const user = await bare()
    .selectFrom('users')
    .select('emailVerifiedAt')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return user.emailVerifiedAt !== null
}

async function sessionOf(email: string): Promise<Someone> {
  const { id } = await bare().selectFrom('users').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  return newSession({ name: 'Nina', email, userId: id, token: '', workspaceId: team.workspaceId, memberId: '' })
}
