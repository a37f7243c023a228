/** Schedules: every subscribed bot user whom they fit, once a time, whatever stops and starts in between (invariant 31). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { newBot, publish } from '../test/chat.ts'
import { newTeam, type Team } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { beginSchedules, walkSchedules } from './schedules.ts'

theWorld()

const TEN = { kind: 'daily', time: '10:00' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE

function flowWith(when: object, who?: object) {
  return {
    start: 'hi',
    steps: { hi: { block: 'say', text: 'Hi' } },
    entries: [{ kind: 'schedule', id: 'daily', when, ...(who && { who }) }],
  }
}

let team: Team
beforeEach(async () => {
  team = await newTeam()
  await bare().updateTable('workspaces').set({ timezone: 'UTC' }).where('id', '=', team.workspaceId).execute()
})

/** The next ten o'clock, UTC, with so many milliseconds after it. */
function nextTen(afterMs = 0): Date {
  const ten = new Date()
  ten.setUTCHours(10, 0, 0, 0)
  if (ten.getTime() <= Date.now()) ten.setUTCDate(ten.getUTCDate() + 1)
  return new Date(ten.getTime() + afterMs)
}

async function addContacts(botId: string, count: number, isSubscribed = true, tags: string[] = []): Promise<void> {
  const rows = Array.from({ length: count }, () => ({ id: uuidv7(), address: uuidv7() }))
  await inWorkspace(team, ({ db }) =>
    sql`insert into contacts (workspace_id, id, bot_id, channel, address, is_subscribed, tags)
      select ${team.workspaceId}::uuid, r.id, ${botId}::uuid, 'webchat', r.address, ${isSubscribed}, ${tags}::text[]
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, address text)`.execute(db),
  )
}

/** Walks until there is nothing more to do, and takes what was put; returns whom it reached. */
async function walkThrough(): Promise<string[]> {
  const reached: string[] = []
  for (let more = true; more; ) {
    await walkSchedules()
    const taken = await bare()
      .deleteFrom('inbound')
      .where('workspaceId', '=', team.workspaceId)
      .returning('key')
      .execute()
    reached.push(...taken.map(({ key }) => key))
    more = taken.length > 0
  }
  return reached
}

describe('a schedule', () => {
  it('reaches all who are subscribed, once, in pages and with restarts between them', async () => {
    const bot = await newBot(team.olga, flowWith(TEN))
    await addContacts(bot.id, 450)
    await addContacts(bot.id, 5, false)
    await beginSchedules(nextTen(5000))
    await beginSchedules(nextTen(6000))
    const reached = await walkThrough()
    expect(reached.length).toBe(450)
    expect(new Set(reached).size).toBe(450)
    await beginSchedules(nextTen(MINUTE))
    expect(await walkThrough()).toEqual([])
  })

  it('reaches only those whom its condition fits', async () => {
    const who = { match: 'all', rules: [{ name: 'USER_TAGS', operator: 'contains', value: 'vip' }] }
    const bot = await newBot(team.olga, flowWith(TEN, who))
    await addContacts(bot.id, 3, true, ['vip'])
    await addContacts(bot.id, 4)
    await beginSchedules(nextTen(5000))
    expect((await walkThrough()).length).toBe(3)
  })

  it('is caught up with for a day, once, and comes again the day after', async () => {
    const bot = await newBot(team.olga, flowWith(TEN))
    await addContacts(bot.id, 2)
    await beginSchedules(nextTen(-HOUR))
    expect(await walkThrough()).toEqual([])
    await beginSchedules(nextTen(20 * HOUR))
    expect((await walkThrough()).length).toBe(2)
    await beginSchedules(nextTen(24 * HOUR))
    expect((await walkThrough()).length).toBe(2)
  })

  it('does not make up for times before it was published, or before it was changed', async () => {
    const bot = await newBot(team.olga, flowWith(TEN))
    await addContacts(bot.id, 2)
    const later = nextTen(2 * HOUR)
    await beginSchedules(later)
    expect(await walkThrough()).toEqual([])
    await publish(team.olga, bot.id, flowWith({ kind: 'daily', time: '11:00' }))
    await beginSchedules(later)
    expect(await walkThrough()).toEqual([])
  })

  it('passes by while the bot is paused', async () => {
    const bot = await newBot(team.olga, flowWith(TEN))
    await addContacts(bot.id, 2)
    await as(team.olga).patch(`/bots/${bot.id}`, { status: 'paused' })
    await beginSchedules(nextTen(5000))
    await as(team.olga).patch(`/bots/${bot.id}`, { status: 'live' })
    await beginSchedules(nextTen(HOUR))
    expect(await walkThrough()).toEqual([])
  })
})
