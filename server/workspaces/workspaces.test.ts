/** Workspaces: making, changing, deleting, and that nothing of one is seen from another (W1-W3, W9-W13). */

import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { wallClock } from '../../engine/values/clock.ts'
import { DEFAULT_FLOW_THEME } from '../../shared/flow-theme.ts'
import { bare } from '../db/database.ts'
import { as, request } from '../test/as.ts'
import { everythingHolds, newBot, newChat, newTeam, somebody, type Team } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { purgeDeletedWorkspaces } from './housekeeping.ts'

const world = theWorld()
let team: Team
beforeEach(async () => {
  team = await newTeam()
})
const LONG_AGO = new Date(Date.now() - 31 * 86_400_000).toISOString()
const age = (id: string) => bare().updateTable('workspaces').set({ deletedAt: LONG_AGO }).where('id', '=', id).execute()

describe('a workspace', () => {
  it('is owned by who makes it (M2, invariant 2)', async () => {
    const uma = await somebody('Uma')
    const { status, body } = await as(uma).post('/api/workspaces', { name: 'Umbrella', timezone: 'Asia/Tokyo' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ name: 'Umbrella', plan: 'self-hosted', flowTheme: DEFAULT_FLOW_THEME, logoUrl: null })
    const members = await as(uma, body.id).get('/members')
    expect(members.body.data).toMatchObject([{ userId: uma.userId, role: 'owner', isYou: true }])
    expect((await as(uma).get('/api/workspaces')).body.data).toEqual([body])
  })

  it('is one of many for a person, with a role in each (W2)', async () => {
    const { body } = await as(team.mia).post('/api/workspaces', { name: 'Mia’s own' })
    expect(await as(team.mia, body.id).get('/audit-log')).toHaveStatus(200)
    expect(await as(team.mia).get('/audit-log')).toHaveStatus(403)
    const names = (await as(team.mia).get('/api/workspaces')).body.data.map((each: { name: string }) => each.name)
    expect(names).toEqual(['Mia’s own', 'Team'])
  })

  it('changes name, zone and look, and only what was sent is in the log (W9)', async () => {
    const { body } = await as(team.olga).patch('', { name: 'Team Blue', timezone: 'Asia/Tokyo' })
    expect(body).toMatchObject({ name: 'Team Blue', timezone: 'Asia/Tokyo', flowTheme: DEFAULT_FLOW_THEME })
    const flowTheme = { ...DEFAULT_FLOW_THEME, accent: '#112233' }
    expect((await as(team.olga).patch('', { flowTheme })).body.flowTheme).toEqual(flowTheme)
    await as(team.olga).patch('', { name: 'Team Blue' })
    const lines = (await as(team.olga).get('/audit-log?kind=workspace.updated')).body.data
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatchObject({
      before: { name: 'Team', timezone: 'Europe/Berlin' },
      after: { name: 'Team Blue', timezone: 'Asia/Tokyo' },
    })
  })

  it('tells the time that its bots know, at once after the zone changed (W10)', async () => {
    for (const timezone of ['Pacific/Kiritimati', 'America/St_Johns']) {
      const before = wallClock(new Date(), timezone).time
      const { body } = await as(team.mia)
        .get('')
        .then(() => as(team.olga).patch('', { timezone }))
      expect([before, wallClock(new Date(), timezone).time]).toContain(body.botCurrentTime)
    }
  })

  it('takes no field that is not a setting (attack 4, 7, 8)', async () => {
    for (const more of [
      { id: world.globex },
      { plan: 'scale' },
      { extras: { members: 99 } },
      { createdAt: LONG_AGO },
      { deletedAt: null },
      { workspaceId: world.globex },
      { isDemo: true },
    ]) {
      expect(await as(team.olga).patch('', { name: 'Other', ...more })).toHaveStatus(422)
      expect(await as(team.olga).post('/api/workspaces', { name: 'Other', ...more })).toHaveStatus(422)
    }
    expect((await as(team.olga).get('')).body).toMatchObject({ name: 'Team', plan: 'self-hosted' })
  })

  it('names the field that is not right', async () => {
    const wrong = { name: 'a\u0007b', timezone: 'Mars/Olympus', flowTheme: { ...DEFAULT_FLOW_THEME, accent: 'red' } }
    const { status, body } = await as(team.olga).patch('', wrong)
    expect(status).toBe(422)
    expect(body.errors.map((each: { pointer: string }) => each.pointer)).toEqual([
      '/name',
      '/timezone',
      '/flowTheme/accent',
    ])
  })
})

describe('the logo', () => {
  const picture = () =>
    sharp({ create: { width: 900, height: 300, channels: 3, background: '#0f766e' } })
      .png()
      .toBuffer()
  const png = { 'content-type': 'image/png' }

  it('is re-drawn, and changes its address with the picture (W9)', async () => {
    const { body } = await as(team.olga).put('/logo', await picture(), png)
    expect((await as(team.mia).get('')).body.logoUrl).toBe(body.logoUrl)
    const shown = await request('GET', body.logoUrl)
    expect(shown.headers.get('content-type')).toBe('image/webp')
    expect(await as(team.olga).delete('/logo')).toHaveStatus(204)
    expect(await request('GET', body.logoUrl)).toHaveStatus(404)
    expect((await as(team.olga).get('')).body.logoUrl).toBeNull()
  })

  it('is seen by members and by who knows its address, not by who guesses (W1, attack 1)', async () => {
    await as(team.olga).put('/logo', await picture(), png)
    expect(await as(team.mia).get('/logo')).toHaveStatus(200)
    expect(await as(world.rex).get(`/api/workspaces/${team.workspaceId}/logo`)).toHaveStatus(404)
    expect(await request('GET', `/api/workspaces/${team.workspaceId}/logo?v=guess`)).toHaveStatus(404)
  })

  it('is a picture, and the owner’s matter', async () => {
    expect(await as(team.olga).put('/logo', '<svg onload="alert(1)"/>', png)).toHaveStatus(415)
    expect(await as(team.adam).put('/logo', await picture(), png)).toHaveStatus(403)
    expect(await as(team.adam).delete('/logo')).toHaveStatus(403)
  })
})

describe('deleting', () => {
  it('asks for the name, the role and a proof (W12, attack 55)', async () => {
    expect(await as(team.adam).delete('', { name: 'Team' })).toHaveStatus(403)
    expect(await as(team.olga).delete('', { name: 'Tea' })).toHaveStatus(422)
    await bare().updateTable('sessions').set({ provedAt: LONG_AGO }).where('userId', '=', team.olga.userId).execute()
    expect((await as(team.olga).delete('', { name: 'Team' })).body.code).toBe('prove-again')
    expect(await as(team.olga).get('')).toHaveStatus(200)
  })

  it('stops everything at once, and can be undone for 30 days (W12, attack 20)', async () => {
    const { body: key } = await as(team.adam).post('/api-keys', { name: 'K', scopes: ['members:view'] })
    const { body } = await as(team.olga).delete('', { name: 'Team' })
    expect(Date.parse(body.restorableUntil) - Date.now()).toBeGreaterThan(29.9 * 86_400_000)
    for (const path of ['', '/members', '/usage', '/audit-log', '/invitations', '/logo']) {
      expect(await as(team.olga).get(path)).toHaveStatus(404)
    }
    expect(await as({ ...team.adam, token: key.key }).get('/members')).toHaveStatus(401)
    expect(await as(team.adam).post('/restoration')).toHaveStatus(403)
    expect(await as(world.rex).post(`/api/workspaces/${team.workspaceId}/restoration`)).toHaveStatus(404)
    expect((await as(team.olga).post('/restoration')).body).toMatchObject({ name: 'Team', deletedAt: null })
    expect(await as({ ...team.adam, token: key.key }).get('/members')).toHaveStatus(200)
    expect(await as(team.olga).post('/restoration')).toHaveStatus(409)
  })

  it('is told to every owner by letter', async () => {
    await as(team.olga).delete('', { name: 'Team' })
    const letters = await bare().selectFrom('letters').select('kind').where('recipient', '=', team.olga.email).execute()
    expect(letters).toEqual([{ kind: 'workspace-deleted' }])
  })

  it('is for good after 30 days: nothing is left anywhere (attack 105)', async () => {
    const { workspaceId, olga, mia } = team
    await newChat(workspaceId, await newBot(workspaceId), mia.memberId)
    await as(olga).post('/invitations', { email: `canary-${Date.now()}@acme.test`, role: 'member' })
    await as(olga).delete('', { name: 'Team' })
    expect(await purgeDeletedWorkspaces()).toBe(0)
    await age(workspaceId)
    expect(await as(olga).post('/restoration')).toHaveStatus(410)
    expect(await purgeDeletedWorkspaces()).toBe(1)
    expect(await tablesNaming(workspaceId)).toEqual([])
    const stub = await bare()
      .selectFrom('installation')
      .selectAll()
      .where('key', '=', `removed-workspace:${workspaceId}`)
      .execute()
    expect(stub).toHaveLength(1)
    expect(stub[0]?.value).not.toContain('Team')
    await everythingHolds(world.url())
  })
})

describe('next door', () => {
  const paths = [
    '',
    '/members',
    '/invitations',
    '/usage',
    '/audit-log',
    '/api-keys',
    '/roles',
    '/ownership-offers',
    '/members.csv',
  ]

  it('does not exist, in the same words as what never did (attack 1, 5, invariant 7)', async () => {
    for (const path of paths) {
      const foreign = await as(team.olga).get(`/api/workspaces/${world.globex}${path}`)
      const missing = await as(team.olga).get(`/api/workspaces/01900000-0000-7000-8000-000000000000${path}`)
      const malformed = await as(team.olga).get(`/api/workspaces/x';--${path}`)
      expect([foreign.status, missing.status, malformed.status]).toEqual([404, 404, 404])
      expect([missing.body.detail, malformed.body.detail]).toEqual([foreign.body.detail, foreign.body.detail])
    }
  })

  it('lends no member to a URL of one’s own (attack 2)', async () => {
    for (const answer of [
      await as(team.olga).get(`/members/${world.rex.memberId}`),
      await as(team.olga).put(`/members/${world.rex.memberId}/role`, { role: 'member' }),
      await as(team.olga).put(`/members/${world.rex.memberId}/access`, { access: 'restricted' }),
      await as(team.olga).delete(`/members/${world.rex.memberId}`),
      await as(team.olga).post('/ownership-offers', { memberId: world.rex.memberId }),
    ]) {
      expect(answer).toHaveStatus(404)
    }
    expect(await as(world.rex).get('/members')).toHaveStatus(200)
  })

  it('is in no list, search or file of ours (attack 10, 12)', async () => {
    for (const query of ['', '?search=', '?search=%25', '?search=_', '?search=Rex', '?search=globex']) {
      for (const path of ['/members', '/audit-log']) {
        expect((await as(team.olga).get(path + query)).text).not.toMatch(/Globex|Rex/)
      }
    }
    for (const path of ['/members.csv', '/audit-log.csv', '/audit-log.json']) {
      expect((await as(team.olga).get(path)).text).not.toMatch(/Globex|Rex/)
    }
    for (const query of [
      'filter[workspaceId]=1',
      'sort=secret',
      'include=sessions',
      'workspaceId=1',
      'limit=1000000000',
      'limit=-1',
    ]) {
      expect(await as(team.olga).get(`/members?${query}`)).toHaveStatus(400)
    }
  })
})

it('each permission opens its doors to the roles that have it, and to nobody else (attack 21, 22, 23, invariant 3)', async () => {
  const doors: Array<[method: 'get' | 'post' | 'patch' | 'delete' | 'put', path: string, least: number]> = [
    ['get', '', 0],
    ['get', '/members', 0],
    ['get', '/roles', 0],
    ['get', '/ownership-offers', 0],
    ['get', '/usage', 1],
    ['get', '/api-keys', 1],
    ['post', '/api-keys', 1],
    ['patch', '', 2],
    ['delete', '', 2],
    ['put', '/logo', 2],
    ['get', '/members.csv', 2],
    ['get', '/invitations', 2],
    ['post', '/invitations', 2],
    ['get', '/audit-log', 2],
    ['get', '/audit-log.csv', 2],
    ['get', '/audit-log/verification', 2],
  ]
  const wrong = { wrong: '1' }
  for (const [method, path, least] of doors) {
    const asked = [team.mia, team.adam, team.olga].map((person) => as(person)[method](path, wrong))
    const passed = (await Promise.all(asked)).map((answer) => ![401, 403, 404].includes(answer.status))
    expect([path, passed]).toEqual([path, [0, 1, 2].map((role) => role >= least)])
    expect(await as(world.rex, team.workspaceId)[method](path, wrong)).toHaveStatus(404)
    expect(await as(null, team.workspaceId)[method](path, wrong)).toHaveStatus(401)
  }
})

it('other spellings of a door are not other doors (attack 32)', async () => {
  const base = `/api/workspaces/${team.workspaceId}`
  const headers = { authorization: `Bearer ${team.mia.token}`, 'x-http-method-override': 'DELETE' }
  for (const path of [
    `${base}/audit-log/`,
    `${base}//audit-log`,
    `${base}/AUDIT-LOG`,
    `${base}/%61udit-log`,
    `/api/./workspaces/${team.workspaceId}/audit-log`,
  ]) {
    expect([403, 404]).toContain((await request('GET', path, { headers })).status)
  }
  expect([403, 404]).toContain((await request('HEAD', `${base}/audit-log`, { headers })).status)
  expect(await request('GET', `${base}/members`, { headers })).toHaveStatus(200)
})

/** Every table that still has a row of this workspace. */
async function tablesNaming(workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`.execute(bare())
  const found: string[] = []
  for (const { name } of rows) {
    const left = await sql`select from ${sql.table(name)} where workspace_id = ${workspaceId} limit 1`.execute(bare())
    if (left.rows.length > 0) found.push(name)
  }
  expect(rows.length).toBeGreaterThan(20)
  return found
}
