/** Timers: exact, never lost, never doubled (invariant 31). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { newBot, newVisitor, rest, theWorker, until } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'
import { rowFor } from './inbound.ts'
import { LANES } from './lanes.ts'
import { keepTimers } from './timers.ts'

const world = theWorld()
theWorker()
const { olga } = world

const ASKS = {
  start: 'ask',
  steps: {
    ask: {
      block: 'ask',
      text: 'Are you there?',
      kind: 'text',
      maxTries: 3,
      timeout: { after: { amount: 1, unit: 'seconds' }, to: 'late' },
      next: 'heard',
    },
    late: { block: 'say', text: 'Too late' },
    heard: { block: 'say', text: 'Heard' },
  },
}

async function timersWaiting(): Promise<number> {
  const rows = await bare().selectFrom('timers').select('id').where('workspaceId', '=', world.acme).execute()
  return rows.length
}

describe('a timer', () => {
  it('goes off when it is due', async () => {
    const visitor = await newVisitor(await newBot(olga, ASKS))
    await visitor.say('hi')
    await visitor.chat(2)
    const asked = Date.now()
    expect(await visitor.chat(3)).toEqual(['contact: hi', 'bot: Are you there?', 'bot: Too late'])
    expect(Date.now() - asked).toBeGreaterThan(600)
  })

  it('is taken away by an answer, and does not go off', async () => {
    const visitor = await newVisitor(await newBot(olga, ASKS))
    await visitor.say('hi')
    await visitor.chat(2)
    await visitor.say('yes')
    expect(await visitor.chat(4)).toEqual(['contact: hi', 'bot: Are you there?', 'contact: yes', 'bot: Heard'])
    expect(await timersWaiting()).toBe(0)
    await rest(1200)
    expect((await visitor.chat(4)).length).toBe(4)
  })
})

describe('a timer of a bot that is silent', () => {
  it('passes by while the bot is paused', async () => {
    const bot = await newBot(olga, ASKS)
    const visitor = await newVisitor(bot)
    await visitor.say('hi')
    await visitor.chat(2)
    await as(olga).patch(`/bots/${bot.id}`, { status: 'paused' })
    await until(timersWaiting, (count) => count === 0)
    await rest(200)
    expect((await visitor.chat(2)).length).toBe(2)
  })

  it('passes by for a bot user over the limit (L3)', async () => {
    const bot = await newBot(olga, ASKS)
    const visitor = await newVisitor(bot)
    await visitor.say('hi')
    await visitor.chat(2)
    await bare().updateTable('contacts').set({ isOverLimit: true }).where('botId', '=', bot.id).execute()
    await bare()
      .updateTable('workspaces')
      .set({ plan: 'free', extras: JSON.stringify({ contacts: -100_000 }) })
      .where('id', '=', world.acme)
      .execute()
    await until(timersWaiting, (count) => count === 0)
    await rest(200)
    expect((await visitor.chat(2)).length).toBe(2)
    await bare()
      .updateTable('workspaces')
      .set({ plan: 'self-hosted', extras: '{}' })
      .where('id', '=', world.acme)
      .execute()
  })
})

describe('many timers', () => {
  it('become one event each, also where two look at once', async () => {
    const count = 1300
    // No worker takes what another lane count leaves alone: these rows lie in lanes that nobody owns.
    const rows = Array.from({ length: count }, (_, index) => {
      const row = rowFor(
        { botId: uuidv7(), channel: 'webchat', address: `a${index}` },
        { kind: 'timer', timerId: '1.1' },
      )
      return { ...row, lane: LANES + (index % 4) }
    })
    await inWorkspace({ workspaceId: world.globex }, ({ db }) =>
      sql`insert into timers (workspace_id, id, lane, key, body, due_at)
        select ${world.globex}::uuid, r.id, r.lane, r.key, r.body, now() from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(id uuid, lane smallint, key text, body jsonb)`.execute(db),
    )
    const lanes = () => [LANES, LANES + 1, LANES + 2, LANES + 3]
    const watches = [keepTimers(lanes), keepTimers(lanes)]
    const waiting = () => bare().selectFrom('inbound').select('key').where('workspaceId', '=', world.globex).execute()
    const events = await until(waiting, (found) => found.length >= count)
    await Promise.all(watches.map((watch) => watch.stop()))
    expect(events.length).toBe(count)
    expect(new Set(events.map(({ key }) => key)).size).toBe(count)
    expect(await bare().selectFrom('timers').select('id').where('workspaceId', '=', world.globex).execute()).toEqual([])
  })
})
