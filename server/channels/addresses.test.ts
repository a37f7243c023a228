/** Where providers write to a channel: what is verified is taken in once, and nothing else. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { as, request } from '../test/as.ts'
import { newTeam } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { removeOrphans } from './changing.ts'
import { at, botOf, connected } from './connected.fixture.ts'
import { openLine } from './lines.ts'
import { TOKENS, theTelegram } from './providers.fixture.ts'

theWorld()
const telegram = theTelegram()

const say = (url: string | undefined, secret: string | undefined, update: object) =>
  request('POST', new URL(url ?? '').pathname, {
    body: { update_id: 1, ...update },
    headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
  })
const HELLO = {
  message: { message_id: 1, from: { id: 5, first_name: 'Ann' }, chat: { id: 5, type: 'private' }, date: 1, text: 'Hi' },
}

async function waitingFor(workspaceId: string): Promise<number> {
  const { count } = await bare()
    .selectFrom('inbound')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

describe('an address (attack 99)', () => {
  it('takes in what is verified, the same message once', async () => {
    const { workspaceId, olga, bot, hook } = await connected(telegram, TOKENS.acme)
    expect(await say(hook.url, hook.secret, HELLO)).toHaveStatus(200)
    expect(await say(hook.url, hook.secret, HELLO)).toHaveStatus(200)
    expect(await waitingFor(workspaceId)).toBe(1)
    await as(olga).delete(at(bot))
  })

  it('refuses a missing, wrong, empty or foreign secret, another method, and what is too large; nothing comes of it', async () => {
    const { workspaceId, olga, bot, hook } = await connected(telegram, TOKENS.acme)
    const other = await connected(telegram, TOKENS.other)
    for (const secret of [undefined, '', 'wrong', hook.secret.slice(1), other.hook.secret])
      expect([secret, (await say(hook.url, secret, HELLO)).status]).toEqual([secret, 401])
    expect(await request('GET', new URL(hook.url).pathname)).toHaveStatus(400)
    const headers = { 'x-telegram-bot-api-secret-token': hook.secret }
    expect(await request('POST', new URL(hook.url).pathname, { body: 'x'.repeat(1_000_001), headers })).toHaveStatus(
      413,
    )
    expect(await waitingFor(workspaceId)).toBe(0)
    await Promise.all([as(olga).delete(at(bot)), as(other.olga).delete(at(other.bot))])
  })

  it.each(['{', '[]', 'null', '<xml/>', '', '{"message":5}', '{"update_id":1}'])(
    'answers %j, of any content type, with no more than a refusal',
    async (body) => {
      const { olga, bot, hook } = await connected(telegram, TOKENS.acme)
      for (const type of ['application/json', 'text/xml', 'application/x-www-form-urlencoded', 'nothing']) {
        const headers = { 'content-type': type, 'x-telegram-bot-api-secret-token': hook.secret }
        expect((await request('POST', new URL(hook.url).pathname, { body, headers })).status).toBeLessThan(500)
      }
      await as(olga).delete(at(bot))
    },
  )

  it('does not exist where its token is wrong, or for another channel', async () => {
    const { olga, bot, hook } = await connected(telegram, TOKENS.acme)
    const token = new URL(hook.url).pathname.split('/').at(-1) ?? ''
    for (const path of [
      `/in/telegram/${token.slice(1)}A`,
      `/in/line/${token}`,
      `/in/nothing/${token}`,
      '/in/telegram/app',
      `/in/telegram/${token}/x`,
    ])
      expect([path, (await say(`http://localhost${path}`, hook.secret, HELLO)).status]).toEqual([path, 404])
    await as(olga).delete(at(bot))
  })

  it('ends at once with its channel, its bot and its workspace', async () => {
    const one = await connected(telegram, TOKENS.acme)
    expect(await as(one.olga).delete(at(one.bot))).toHaveStatus(204)
    expect(await say(one.hook.url, one.hook.secret, HELLO)).toHaveStatus(404)

    const two = await connected(telegram, TOKENS.acme)
    expect(await as(two.olga).delete(`/bots/${two.bot}`)).toHaveStatus(204)
    expect(await say(two.hook.url, two.hook.secret, HELLO)).toHaveStatus(404)
    expect(telegram.webhook(TOKENS.acme)).toBeDefined()
    await removeOrphans()
    expect(telegram.webhook(TOKENS.acme)).toBeUndefined()

    const three = await connected(telegram, TOKENS.acme)
    await sql`update workspaces set deleted_at = now() where id = ${three.workspaceId}`.execute(bare())
    expect(await say(three.hook.url, three.hook.secret, HELLO)).toHaveStatus(404)
  })

  it('attack 73: does not open where its box was moved', async () => {
    const { workspaceId, bot } = await connected(telegram, TOKENS.other)
    const thief = await newTeam()
    const theirs = await botOf(thief.olga)
    await sql`insert into channels (workspace_id, id, bot_id, channel, status, sealed)
      select ${thief.workspaceId}, id, ${theirs}, channel, status, sealed from channels where workspace_id = ${workspaceId}`.execute(
      bare(),
    )
    await expect(openLine(thief.workspaceId, theirs, 'telegram')).rejects.toThrow()
    await expect(openLine(workspaceId, bot, 'telegram')).resolves.toBeDefined()
  })
})
