/** Channels of a bot: connected once the provider accepted the keys, eight at most, one bot in each place, and silent when they are taken away. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { CHANNEL_NAMES } from '../../shared/channel-limits.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { until } from '../test/chat.ts'
import { newTeam } from '../test/team.ts'
import { newMember, newWorkspace, theWorld } from '../test/world.ts'
import { checkChannels, removeOrphans } from './changing.ts'
import { at, botOf, connected, keys, shown } from './connected.fixture.ts'
import { channelFailed } from './failing.ts'
import { openLine } from './lines.ts'
import { TOKENS, theTelegram } from './providers.fixture.ts'

const { olga, adam, mia, rex } = theWorld()
const telegram = theTelegram()

describe('a channel', () => {
  it('is connected by admins once the provider has accepted its keys, which are not shown again', async () => {
    const bot = await botOf(olga)
    expect(await as(mia).post(at(bot), keys())).toHaveStatus(403)
    expect(await as(rex).post(at(bot), keys())).toHaveStatus(404)
    const wrong = await as(adam).post(at(bot), keys('1000009:canary-wrong-wrong-wrong-wrong-wrong'))
    expect(wrong).toHaveStatus(409)
    const answer = await as(adam).post(at(bot), keys())
    expect(answer).toHaveStatus(201)
    expect(answer.body).toMatchObject({
      channel: 'telegram',
      label: '@bot_1000001',
      status: 'connected',
      problem: null,
    })
    expect(answer.body.hookUrl).toBe(telegram.webhook(TOKENS.acme)?.url)
    for (const text of [wrong.text, answer.text, (await as(olga).get('/audit-log')).text])
      expect(text).not.toContain('canary')
    const { rows } = await sql<{
      text: string
    }>`select (select string_agg(e::text, '') from events e) || (select string_agg(c::text, '') from channels c) as text`.execute(
      bare(),
    )
    expect(rows[0]?.text).not.toContain('canary')
    const secretEnd = new URL(answer.body.hookUrl).pathname.split('/').at(-1)
    expect(rows[0]?.text).not.toContain(secretEnd)
    expect(answer.body.registered).toContainEqual({ label: 'Webhook', value: answer.body.hookUrl })
    expect((await as(olga).get(`/bots/${bot}`)).body.channels).toEqual(['webchat', 'telegram'])
    await as(olga).delete(at(bot))
  })

  it('is shown to everyone who sees the bot; where the provider writes to only to those who manage it', async () => {
    const { olga, mia, bot } = await connected(telegram, TOKENS.acme)
    const ofMember = (await as(mia).get(`/bots/${bot}/channels`)).body
    expect(ofMember.map(({ name }: { name: string }) => name).sort()).toEqual([...CHANNEL_NAMES].sort())
    const ofTelegram = ofMember.find(({ name }: { name: string }) => name === 'telegram')
    expect(ofTelegram.connected).toMatchObject({ label: '@bot_1000001', hookUrl: null, registered: [] })
    expect(ofMember.find(({ name }: { name: string }) => name === 'webchat')).toMatchObject({
      isAlwaysThere: true,
      connected: null,
    })
    expect(await as(rex).get(`/bots/${bot}/channels`)).toHaveStatus(404)
    expect(await as(olga).delete(at(bot))).toHaveStatus(204)
  })

  it('leaves nothing where the provider does not accept it', async () => {
    const team = await newTeam()
    const bot = await botOf(team.olga)
    expect(await as(team.olga).post(at(bot), keys('1000009:canary-wrong-wrong-wrong-wrong-wrong'))).toHaveStatus(409)
    expect(await as(team.olga).post(at(bot), { form: {} })).toHaveStatus(422)
    for (const table of ['channels', 'channelHooks', 'channelPlaces'] as const)
      expect(await bare().selectFrom(table).selectAll().where('workspaceId', '=', team.workspaceId).execute()).toEqual(
        [],
      )
  })

  it('is one of each, however many connect it at the same time', async () => {
    const team = await newTeam()
    const bot = await botOf(team.olga)
    const answers = await Promise.all(Array.from({ length: 4 }, () => as(team.olga).post(at(bot), keys(TOKENS.slow))))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    expect(await as(team.olga).delete(at(bot))).toHaveStatus(204)
  })

  it('is one of eight, web chat among them (W4): the ninth is refused', async () => {
    const team = await newTeam()
    const bot = await botOf(team.olga)
    const names = ['messenger', 'instagram', 'whatsapp', 'sms', 'line', 'google', 'viber']
    await inWorkspace(team, ({ db }) =>
      sql`insert into channels (workspace_id, id, bot_id, channel, status)
        select ${team.workspaceId}, gen_random_uuid(), ${bot}, name, 'connected' from unnest(${names}::text[]) name`.execute(
        db,
      ),
    )
    const ninth = await as(team.olga).post(at(bot), keys(TOKENS.other))
    expect(ninth).toHaveStatus(402)
    expect(ninth.body).toMatchObject({ code: 'limit-reached', resource: 'channels', limit: 8, used: 8 })
    expect((await shown(team.olga, bot, 'telegram')).blockedBy).toBe('limit')
  })

  it('whose connecting was cut off can be connected again', async () => {
    const team = await newTeam()
    const bot = await botOf(team.olga)
    await inWorkspace(team, ({ db }) =>
      sql`insert into channels (workspace_id, id, bot_id, channel) values (${team.workspaceId}, gen_random_uuid(), ${bot}, 'telegram')`.execute(
        db,
      ),
    )
    expect(await as(team.olga).post(at(bot), keys())).toHaveStatus(409)
    await sql`update channels set created_at = now() - interval '1 hour' where workspace_id = ${team.workspaceId}`.execute(
      bare(),
    )
    expect(await as(team.olga).post(at(bot), keys())).toHaveStatus(201)
    expect(await as(team.olga).delete(at(bot))).toHaveStatus(204)
  })

  it('has one bot in each place; the second is not told whose it is, and takes nothing away', async () => {
    const first = await connected(telegram, TOKENS.acme)
    const other = await newMember(await newWorkspace('Elsewhere'), 'Eve', 'owner')
    const refused = await as(other).post(at(await botOf(other)), keys())
    expect(refused).toHaveStatus(409)
    expect(refused.body.detail).toBe('Another bot speaks there already.')
    expect(telegram.webhook(TOKENS.acme)).toEqual(first.hook)
    const page = await botOf(first.olga, 'page')
    expect((await as(first.olga).post(at(page), keys())).status).toBe(409)
    expect(await as(first.olga).delete(at(first.bot))).toHaveStatus(204)
  })

  it('gets new keys, and keeps its address and its place', async () => {
    const { olga, bot, hook } = await connected(telegram, TOKENS.acme)
    const before = await shown(olga, bot, 'telegram')
    expect(await as(olga).put(at(bot), keys(TOKENS.other))).toHaveStatus(409)
    const after = await as(olga).put(at(bot), keys(TOKENS.acmeNew))
    expect(after).toHaveStatus(200)
    expect(after.body.id).toBe(before.connected.id)
    expect(telegram.webhook(TOKENS.acmeNew)).toEqual(hook)
    expect((await openLine(olga.workspaceId, bot, 'telegram'))?.line.secrets.token).toBe(TOKENS.acmeNew)
    expect(await as(olga).delete(at(bot))).toHaveStatus(204)
    expect(telegram.webhook(TOKENS.acme)).toBeUndefined()
  })

  it('says what becomes of messages in doubt', async () => {
    const { olga, mia, bot } = await connected(telegram, TOKENS.acme)
    expect(await as(mia).patch(`${at(bot)}/settings`, { inDoubt: 'resend' })).toHaveStatus(403)
    expect((await as(olga).patch(`${at(bot)}/settings`, { inDoubt: 'resend' })).body.settings).toEqual({
      inDoubt: 'resend',
    })
    expect(await as(olga).patch(`${at(bot)}/settings`, { page: 'x' })).toHaveStatus(422)
    expect((await openLine(olga.workspaceId, bot, 'telegram'))?.settings).toEqual({ inDoubt: 'resend' })
    expect((await as(olga).get('/audit-log')).text).toContain('channel.changed')
    await as(olga).delete(at(bot))
  })

  it('that fails says so once, and works again when the provider does', async () => {
    const { olga, workspaceId, bot } = await connected(telegram, TOKENS.acme)
    const { id } = (await shown(olga, bot, 'telegram')).connected
    const news = await Promise.all(
      [1, 2].map(() => inWorkspace({ workspaceId }, (tx) => channelFailed(tx, id, 'No token.'))),
    )
    expect(news.sort()).toEqual([false, true])
    expect((await as(olga).post(`${at(bot)}/check`)).body).toMatchObject({ status: 'connected', problem: null })
    await sql`update channels set checked_at = now() - interval '2 days', sealed = sealed where id = ${id}`.execute(
      bare(),
    )
    await as(olga).put(at(bot), keys(TOKENS.acmeNew))
    telegram.revoke(TOKENS.acmeNew)
    await sql`update channels set checked_at = now() - interval '2 days' where id = ${id}`.execute(bare())
    await checkChannels()
    const { status, problem } = (await shown(olga, bot, 'telegram')).connected
    expect({ status, problem }).toEqual({ status: 'failing', problem: expect.stringContaining('token') })
    await as(olga).delete(at(bot))
  })

  it('of a bot that is deleted while it is connected is not there, and the provider is told to forget it', async () => {
    const team = await newTeam()
    const bot = await botOf(team.olga)
    const connecting = as(team.olga).post(at(bot), keys(TOKENS.slow))
    await until(
      async () => bare().selectFrom('channels').select('id').where('workspaceId', '=', team.workspaceId).execute(),
      (rows) => rows.length > 0,
    )
    expect(await as(team.olga).delete(`/bots/${bot}`)).toHaveStatus(204)
    expect(await connecting).toHaveStatus(404)
    expect(telegram.webhook(TOKENS.slow)).toBeUndefined()
    for (const table of ['channels', 'channelHooks', 'channelPlaces'] as const)
      expect(await bare().selectFrom(table).selectAll().where('workspaceId', '=', team.workspaceId).execute()).toEqual(
        [],
      )
  })

  it('of a deleted bot sends nothing more', async () => {
    const { olga, workspaceId, bot } = await connected(telegram, TOKENS.other)
    expect(await as(olga).delete(`/bots/${bot}`)).toHaveStatus(204)
    expect(await openLine(workspaceId, bot, 'telegram')).toBeUndefined()
    await removeOrphans()
    expect(telegram.webhook(TOKENS.other)).toBeUndefined()
  })

  it('tells what falls silent without it', async () => {
    const { olga, mia, bot } = await connected(telegram, TOKENS.other)
    expect(await as(mia).get(`${at(bot)}/impact`)).toHaveStatus(403)
    expect((await as(olga).get(`${at(bot)}/impact`)).body).toEqual({ openConversations: 0, flows: [] })
    await as(olga).delete(at(bot))
  })

  it.each(['nothing', 'webchat', 'constructor', '__proto__'])('called %s cannot be connected', async (name) => {
    expect(await as(olga).post(at(await botOf(olga, 'page'), name), keys())).toHaveStatus(404)
  })
})
