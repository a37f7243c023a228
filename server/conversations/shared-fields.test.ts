/** Fields of a bot, which all its chats share, counted down by many chats at once and by two workers. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { newBot, newVisitor, type TestBot, until } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'
import { advance } from './advance.ts'

const { olga } = theWorld()

const SEATS = {
  start: 'left',
  steps: {
    left: {
      block: 'decide',
      when: { match: 'all', rules: [{ name: 'bot.seats', operator: 'greater', value: '0' }] },
      next: 'take',
      otherwise: 'full',
    },
    take: { block: 'compute', field: 'bot.seats', formula: 'bot.seats - 1', next: 'yours' },
    yours: { block: 'say', text: 'yours' },
    full: { block: 'say', text: 'full' },
  },
}

/** A bot of so many seats, and so many visitors who want one; nobody has been answered yet. */
async function booked(seats: number, visitors: number): Promise<TestBot> {
  const bot = await newBot(olga, SEATS)
  await as(olga).post(`/bots/${bot.id}/fields`, { scope: 'bot', name: 'seats', kind: 'number', value: seats })
  for (const visitor of await Promise.all(Array.from({ length: visitors }, () => newVisitor(bot))))
    await visitor.say('a seat please')
  return bot
}

async function waiting(bot: TestBot) {
  const { rows } = await sql<{ id: string; key: string; attempts: number; workspaceId: string }>`
    select id, key, attempts, workspace_id from inbound where key like ${`%${bot.id}%`} order by id`.execute(bare())
  return rows
}

async function answersOf(bot: TestBot): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`select m.content->>'text' as text from messages m
    join conversations c on c.id = m.conversation_id where c.bot_id = ${bot.id} and m.author = 'bot' order by 1`.execute(
    bare(),
  )
  return rows.map(({ text }) => text)
}

async function seatsOf(bot: TestBot): Promise<number> {
  return (await as(olga).get(`/bots/${bot.id}/fields?scope=bot`)).body.data[0].value
}

describe('a field of the bot', () => {
  it('is counted right by chats that are advanced at the same time', async () => {
    const bot = await booked(5, 12)
    const heads = await waiting(bot)
    await Promise.all(heads.map((head) => advance(olga.workspaceId, [{ ...head, lane: 0 }])))
    expect(await seatsOf(bot)).toBe(0)
    expect((await answersOf(bot)).filter((text) => text === 'yours')).toHaveLength(5)
    expect((await answersOf(bot)).filter((text) => text === 'full')).toHaveLength(7)
  })

  it('that somebody changes meanwhile is not put back', async () => {
    const bot = await booked(5, 1)
    const [head] = await waiting(bot)
    const [field] = (await as(olga).get(`/bots/${bot.id}/fields?scope=bot`)).body.data
    const started = Promise.withResolvers<void>()
    const changing = inWorkspace(olga, async ({ db }) => {
      await sql`select id from bots where id = ${bot.id} for no key update`.execute(db)
      started.resolve()
      await new Promise((resume) => setTimeout(resume, 200))
      await sql`update fields set value = '50' where id = ${field.id}`.execute(db)
    })
    await started.promise
    if (head) await advance(olga.workspaceId, [{ ...head, lane: 0 }])
    await changing
    await until(
      () => seatsOf(bot),
      (seats) => seats !== 50,
    )
    expect(await seatsOf(bot)).toBe(49)
  })
})
