/** The list of members: pages, search, order and file. */
import { beforeAll, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { as, request } from '../test/as.ts'
import { joining, newTeam, type Team } from '../test/team.ts'
import { theWorld } from '../test/world.ts'

theWorld()
let team: Team
beforeAll(async () => {
  team = await newTeam()
  for (const name of ['Zoe', 'Åsa', 'ben 100%', 'Ben_2', 'Carl']) await joining(team.workspaceId, name, 'member')
})

const walk = async (query: string) => {
  const names: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await as(team.mia).get(`/members?limit=3&${query}${cursor}`)
    names.push(...body.data.map((each: { name: string }) => each.name.replace(/ [0-9a-f]{12}$/, '')))
    if (!body.hasMore) return names
    cursor = `&cursor=${body.nextCursor}`
  }
}

describe('the members', () => {
  it('come in pages, each once, in every order', async () => {
    const all = ['Adam', 'Ben_2', 'Carl', 'Mia', 'Olga', 'Zoe', 'ben 100%', 'Åsa']
    for (const sort of ['joined', 'name', 'role', 'last-active']) {
      expect((await walk(`sort=${sort}`)).sort()).toEqual(all)
    }
    expect(await walk('sort=role')).toEqual(['Olga', 'Adam', ...(await walk('role=member&sort=role'))])
    expect((await walk('sort=joined')).slice(-2)).toEqual(['Ben_2', 'Carl'])
    const byName = (await walk('sort=name')).map((name) => name.toLowerCase())
    expect(byName.indexOf('adam')).toBeLessThan(byName.indexOf('zoe'))
  })

  it('are found by name and address, and signs mean themselves', async () => {
    expect(await walk('search=BEN')).toEqual(['ben 100%', 'Ben_2'])
    expect(await walk('search=100%25')).toEqual(['ben 100%'])
    expect(await walk('search=n_')).toEqual(['Ben_2'])
    expect(await walk('search=nobody')).toEqual([])
    expect(await walk('search=@acme&role=owner')).toEqual(['Olga'])
  })

  it('have cursors of one list and one order only (attack 11)', async () => {
    const { body } = await as(team.mia).get('/members?limit=1&sort=name')
    expect(await as(team.mia).get(`/members?sort=joined&cursor=${body.nextCursor}`)).toHaveStatus(400)
    expect(await as(team.mia).get('/members?cursor=W10')).toHaveStatus(400)
  })

  it('are kept from shared caches, and asked anew by everyone (attack 13)', async () => {
    const answer = await as(team.mia).get('/members')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('etag')).toBeNull()
  })

  it('show when somebody was last here, and whether they have a second factor', async () => {
    await bare()
      .updateTable('users')
      .set({ totpEnabledAt: new Date().toISOString() })
      .where('id', '=', team.adam.userId)
      .execute()
    const { body } = await as(team.mia).get(`/members/${team.adam.memberId}`)
    expect(body).toMatchObject({ twoFactor: true, photoUrl: null, lastActiveAt: null })
  })

  it('leave as a file without formulas for owners, and that is recorded (attack 98)', async () => {
    const evil = await joining(team.workspaceId, '=1+1', 'member')
    const csv = await as(team.olga).get('/members.csv')
    expect(csv.text.split('\r\n')[0]).toBe('Name,E-mail,Role,Access,Two-factor,Joined,Last active')
    expect(csv.text).toContain(`"'${evil.name}"`)
    expect(await as(team.adam).get('/members.csv')).toHaveStatus(403)
    expect((await as(team.olga).get('/audit-log?kind=workspace.exported')).body.data).toHaveLength(1)
  })

  it('are shown to whoever is signed in as one, by cookie or bearer', async () => {
    const headers = { cookie: `sid=${team.mia.token}` }
    expect(await request('GET', `/api/workspaces/${team.workspaceId}/members`, { headers })).toHaveStatus(200)
  })
})
