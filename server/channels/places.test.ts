/** Channels that are reached through an account: picked among its places, and silent without it. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { as, request } from '../test/as.ts'
import { newTeam } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { at, botOf, keys, shown } from './connected.fixture.ts'
import { openLine } from './lines.ts'
import { APP, TOKENS, theFacebook, USER_TOKEN } from './providers.fixture.ts'

theWorld()
theFacebook()

const FACEBOOK = '/integrations/facebook/connection'
const ACCOUNT = { secrets: { ...APP, userToken: USER_TOKEN } }

describe('a channel through an account', () => {
  it('is picked among the places of the account, which say whether they have a bot (W8)', async () => {
    const team = await newTeam()
    const bot = await botOf(team.olga)
    expect(await as(team.olga).get(`${at(bot, 'messenger')}/places`)).toHaveStatus(409)
    expect(await as(team.olga).post(FACEBOOK, ACCOUNT)).toHaveStatus(201)
    const places = (await as(team.olga).get(`${at(bot, 'messenger')}/places`)).body
    expect(places).toMatchObject([
      { id: '101', label: 'Acme Shop', takenBy: null },
      { id: '102', takenBy: null },
    ])
    const connected = await as(team.olga).post(at(bot, 'messenger'), { place: '101' })
    expect(connected).toHaveStatus(201)
    expect(connected.body).toMatchObject({ place: '101', integration: 'facebook' })
    expect((await as(team.olga).get(`${at(bot, 'messenger')}/places`)).body[0].takenBy).toEqual({
      botId: bot,
      botName: 'Hal',
    })

    const other = await newTeam()
    await as(other.olga).post(FACEBOOK, ACCOUNT)
    const theirs = await botOf(other.olga)
    expect((await as(other.olga).get(`${at(theirs, 'messenger')}/places`)).body[0].takenBy).toEqual({
      botId: null,
      botName: null,
    })
    const refused = await as(other.olga).post(at(theirs, 'messenger'), { place: '101' })
    expect(refused).toHaveStatus(409)
    expect(refused.text).not.toContain('Hal')
  })

  it('does not say which bot has the place to whom that bot is not shown (M3)', async () => {
    const team = await newTeam()
    await as(team.olga).post(FACEBOOK, ACCOUNT)
    const [first, second] = [await botOf(team.olga, 'page'), await botOf(team.olga, 'page')]
    await sql`delete from channel_places`.execute(bare())
    expect(await as(team.olga).post(at(first, 'messenger'), { place: '101' })).toHaveStatus(201)
    const wanted = { name: 'K', scopes: ['channels:manage', 'bots:view'], botIds: [second] }
    const { body } = await as(team.adam).post('/api-keys', wanted)
    const key = { ...team.adam, token: body.key }
    const refused = await as(key).post(at(second, 'messenger'), { place: '101' })
    expect(refused).toHaveStatus(409)
    expect(refused.text).not.toContain('Hal')
    expect((await as(team.olga).post(at(second, 'messenger'), { place: '101' })).text).toContain('Hal')
  })

  it('keeps a page bot to one Page and its family', async () => {
    const team = await newTeam()
    await as(team.olga).post(FACEBOOK, ACCOUNT)
    const bot = await botOf(team.olga, 'page')
    expect(await as(team.olga).post(at(bot), keys(TOKENS.other))).toHaveStatus(409)
    await sql`delete from channel_places`.execute(bare())
    expect(await as(team.olga).post(at(bot, 'messenger'), { place: '101' })).toHaveStatus(201)
    expect(await as(team.olga).post(at(bot, 'instagram'), { place: '202' })).toHaveStatus(409)
    const cafe = await botOf(team.olga, 'page')
    expect(await as(team.olga).post(at(cafe, 'messenger'), { place: '102' })).toHaveStatus(201)
    expect(await as(team.olga).post(at(cafe, 'instagram'), { place: '202' })).toHaveStatus(201)
    expect((await shown(team.olga, cafe, 'google-reviews')).blockedBy).toBe('page')
    const accounts = (await as(team.olga).get('/integrations')).body
    const { channels } = accounts.find(({ name }: { name: string }) => name === 'facebook')
    expect(channels).toHaveLength(3)
  })

  it('is silent, and says so, when the account is disconnected; with the account it speaks again', async () => {
    const team = await newTeam()
    await sql`delete from channel_places`.execute(bare())
    await as(team.olga).post(FACEBOOK, ACCOUNT)
    const bot = await botOf(team.olga)
    const { hookUrl } = (await as(team.olga).post(at(bot, 'messenger'), { place: '101' })).body
    const path = new URL(hookUrl).pathname
    expect(await request('POST', path, { body: {} })).toHaveStatus(401)
    expect(await as(team.olga).delete(FACEBOOK)).toHaveStatus(204)
    expect(await request('POST', path, { body: {} })).toHaveStatus(404)
    expect(await openLine(team.workspaceId, bot, 'messenger')).toBeUndefined()
    const { connected } = await shown(team.olga, bot, 'messenger')
    expect(connected).toMatchObject({ status: 'failing', problem: 'The account was disconnected.' })
    await as(team.olga).post(FACEBOOK, ACCOUNT)
    expect((await as(team.olga).put(at(bot, 'messenger'), {})).body).toMatchObject({ status: 'connected' })
    expect(await request('POST', path, { body: {} })).toHaveStatus(401)
  })
})
