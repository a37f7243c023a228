/** What went wrong is grouped, shown to who may see it, and can be tried again; nothing of it is lost. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { ASKS_NAME, ECHO, newBot, newVisitor, rest, type TestBot, theWorker, until } from '../test/chat.ts'
import { newMember, theWorld } from '../test/world.ts'
import { laneOf } from './lanes.ts'

const world = theWorld()
theWorker()
const { olga, mia, rex } = world
const acme = () => ({ workspaceId: world.acme })

const errorsOf = (bot: TestBot, state = 'open') => as(mia).get(`/error-logs?bot=${bot.id}&state=${state}`)

/** A waiting message of a new visitor that no code can read; each is soon at its last attempt. */
async function poison(bot: TestBot): Promise<{ id: string; key: string }> {
  const id = uuidv7()
  const key = `webchat:${bot.id}:${uuidv7()}`
  await inWorkspace(acme(), ({ db }) =>
    sql`insert into inbound (workspace_id, id, lane, key, body, attempts) values (${world.acme}, ${id}, ${laneOf(key)}, ${key}, '{"odd": true}', 3)`.execute(
      db,
    ),
  )
  return { id, key }
}

async function later(bot: TestBot, key: string, text: string): Promise<void> {
  const body = {
    botId: bot.id,
    channel: 'webchat',
    address: key.split(':')[2],
    clientId: uuidv7(),
    at: new Date().toISOString(),
    event: { kind: 'text', text },
  }
  await inWorkspace(acme(), ({ db }) =>
    sql`insert into inbound (workspace_id, id, lane, key, body) values (${world.acme}, ${uuidv7()}, ${laneOf(key)}, ${key}, ${JSON.stringify(body)}::jsonb)`.execute(
      db,
    ),
  )
}

describe('a poisoned message', () => {
  it('goes to the error log after its last attempt, and its key and others go on', async () => {
    const bot = await newBot(olga, ECHO)
    const { key } = await poison(bot)
    await later(bot, key, 'after the poison')
    const visitor = await newVisitor(bot)
    await visitor.say('beside it')
    expect(await visitor.chat(2)).toEqual(['contact: beside it', 'bot: You said beside it'])
    const { body } = await until(
      () => errorsOf(bot),
      (answer) => answer.body.data.length > 0,
    )
    expect(body.data).toMatchObject([
      { code: 'turn-failed', occurrences: 1, waiting: 1, severity: 'error', fixedAt: null },
    ])
    const chats = await until(
      () => as(mia).get(`/conversations?bot=${bot.id}&search=poison`),
      (answer) => answer.body.data.length > 0,
    )
    expect(chats.body.data[0].lastText).toBe('You said after the poison')
  })

  it('is counted with its like in one line, and all of them are tried again', async () => {
    const bot = await newBot(olga, ECHO)
    const poisoned = [await poison(bot), await poison(bot)]
    const { body } = await until(
      () => errorsOf(bot),
      (answer) => answer.body.data[0]?.occurrences === 2,
    )
    expect(body.data.length).toBe(1)
    await inWorkspace(acme(), async ({ db }) => {
      for (const { id, key } of poisoned) {
        const good = {
          botId: bot.id,
          channel: 'webchat',
          address: key.split(':')[2],
          clientId: uuidv7(),
          at: new Date().toISOString(),
          event: { kind: 'text', text: 'mended' },
        }
        await sql`update inbound set body = ${JSON.stringify(good)}::jsonb where workspace_id = ${world.acme} and id = ${id}`.execute(
          db,
        )
      }
    })
    expect((await as(mia).post(`/error-logs/${body.data[0].id}/retry`)).body).toMatchObject({
      waiting: 0,
      fixedAt: expect.any(String),
    })
    const chats = await until(
      () => as(mia).get(`/conversations?bot=${bot.id}`),
      (answer) => answer.body.data.length === 2,
    )
    expect(chats.body.data.length).toBe(2)
    expect(await as(mia).post(`/error-logs/${body.data[0].id}/retry`)).toHaveStatus(409)
  })

  it('that may still be tried is put off, and what came later from the same bot user waits behind it', async () => {
    const bot = await newBot(olga, ECHO)
    const { id, key } = await poison(bot)
    await inWorkspace(acme(), ({ db }) =>
      sql`update inbound set attempts = 1, due_at = now() + interval '1 hour' where workspace_id = ${world.acme} and id = ${id}`.execute(
        db,
      ),
    )
    await later(bot, key, 'patient')
    await rest(1500)
    const chats = () => as(mia).get(`/conversations?bot=${bot.id}`)
    const before = (await chats()).body.data.length + (await errorsOf(bot)).body.data.length
    if (before === 0) expect((await chats()).body.data).toEqual([])
    await inWorkspace(acme(), ({ db }) =>
      sql`update inbound set attempts = 3, due_at = now() where workspace_id = ${world.acme} and id = ${id}`.execute(
        db,
      ),
    )
    expect((await until(chats, (answer) => answer.body.data.length === 1)).body.data[0].lastText).toBe(
      'You said patient',
    )
  })
})

describe('a flow that goes in circles', () => {
  it('is stopped by its step budget and written down with the step', async () => {
    const bot = await newBot(olga, ASKS_NAME)
    const circle = {
      start: 'a',
      steps: {
        a: { block: 'set', field: 'x', value: '1', next: 'b' },
        b: { block: 'set', field: 'y', value: '1', next: 'a' },
      },
    }
    await inWorkspace(acme(), async ({ db }) => {
      const flow = await db
        .selectFrom('flows')
        .select('id')
        .where('workspaceId', '=', world.acme)
        .where('botId', '=', bot.id)
        .executeTakeFirstOrThrow()
      const id = uuidv7()
      await db
        .insertInto('flowVersions')
        .values({ workspaceId: world.acme, id, flowId: flow.id, number: 99, graph: JSON.stringify(circle) })
        .execute()
      await db
        .updateTable('flows')
        .set({ publishedVersionId: id })
        .where('workspaceId', '=', world.acme)
        .where('id', '=', flow.id)
        .execute()
    })
    const visitor = await newVisitor(bot)
    await visitor.say('go')
    const { body } = await until(
      () => errorsOf(bot),
      (answer) => answer.body.data.length > 0,
    )
    expect(body.data).toMatchObject([
      {
        code: 'step-budget',
        botId: bot.id,
        conversationId: expect.any(String),
        stepId: expect.any(String),
        waiting: 0,
      },
    ])
    expect((await as(mia).put(`/error-logs/${body.data[0].id}/fixed`)).body.fixedAt).not.toBe(null)
    await visitor.say('again')
    expect(
      (
        await until(
          () => errorsOf(bot),
          (answer) => answer.body.data.length > 0,
        )
      ).body.data[0],
    ).toMatchObject({ occurrences: 1 })
  })
})

describe('the walls', () => {
  it('1: hide the error log next door and of bots one may not see', async () => {
    const bot = await newBot(olga, ECHO)
    await poison(bot)
    const { body } = await until(
      () => errorsOf(bot),
      (answer) => answer.body.data.length > 0,
    )
    const path = `/error-logs/${body.data[0].id}`
    const ben = await newMember(world.acme, 'Ben', 'member')
    await inWorkspace(acme(), ({ db }) =>
      db
        .updateTable('members')
        .set({ access: 'restricted' })
        .where('workspaceId', '=', world.acme)
        .where('id', '=', ben.memberId)
        .execute(),
    )
    for (const one of [rex, ben]) {
      expect(await as(one).put(`${path}/fixed`)).toHaveStatus(404)
      expect(await as(one).post(`${path}/retry`)).toHaveStatus(404)
      expect((await as(one).get('/error-logs')).body.data).toEqual([])
    }
    expect(await as(rex, world.acme).get('/error-logs')).toHaveStatus(404)
    expect(await as(rex).get(`/error-logs?cursor=${'x'.repeat(30)}`)).toHaveStatus(400)
  })
})
