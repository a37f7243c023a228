/** Limits hold, are shown as meters, and are told in time (W3, L2, L3). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { newBot, newTeam, type Team } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { reserve } from './limits.ts'

const world = theWorld()
let team: Team
let botId: string
beforeEach(async () => {
  team = await newTeam('scale')
  botId = await newBot(team.workspaceId)
})

const takeBot = () =>
  inWorkspace(team, async (tx) => {
    await reserve(tx, 'bots')
    const bot = { id: uuidv7(), name: 'Bot', kind: 'page', theme: '{}', publicKey: uuidv7() }
    await tx.db
      .insertInto('bots')
      .values({ workspaceId: tx.workspaceId, ...bot })
      .execute()
  })
const meters = async () => (await as(team.adam).get('/usage')).body

describe('limits', () => {
  it('hold under any concurrency (L2, attack 100, invariant 17)', async () => {
    const taken = await Promise.allSettled(Array.from({ length: 12 }, takeBot))
    expect(taken.filter((each) => each.status === 'fulfilled')).toHaveLength(4)
    expect((await meters()).meters).toContainEqual({ resource: 'bots', used: 5, limit: 5 })
    await expect(takeBot()).rejects.toMatchObject({
      code: 'limit-reached',
      more: { resource: 'bots', limit: 5, used: 5 },
    })
  })

  it('grow by extras, and a lower plan stops creation but deletes nothing (W3, invariant 17)', async () => {
    await change({ plan: 'free', extras: '{"bots":1}' })
    await takeBot()
    await change({ extras: '{}' })
    expect((await meters()).meters).toContainEqual({ resource: 'bots', used: 2, limit: 1 })
    await expect(takeBot()).rejects.toMatchObject({ code: 'limit-reached' })
  })

  it('are none on the self-hosted plan (L4)', async () => {
    await change({ plan: 'self-hosted' })
    await Promise.all(Array.from({ length: 8 }, takeBot))
    expect(await meters()).toMatchObject({
      plan: { id: 'self-hosted', name: 'Self-hosted' },
      meters: [
        { resource: 'bots', used: 9, limit: null },
        { resource: 'contacts', limit: null },
        { resource: 'members', used: 3, limit: null },
      ],
    })
  })

  it('are told to the owners when 80 and 100 % are passed, each once (L3)', async () => {
    await change({ plan: 'free' })
    for (let count = 0; count < 200; count += 40) await takeContacts(40)
    const told = await bare()
      .selectFrom('events')
      .select('data')
      .where('workspaceId', '=', team.workspaceId)
      .where('kind', '=', 'limit.neared')
      .orderBy('id')
      .execute()
    expect(told.map(({ data }) => data)).toMatchObject([
      { percent: 80, used: 160 },
      { percent: 100, used: 200 },
    ])
    const letters = await bare().selectFrom('letters').select('kind').where('recipient', '=', team.olga.email).execute()
    expect(letters).toEqual([{ kind: 'limit-neared' }, { kind: 'limit-neared' }])
    await expect(takeContacts(1)).rejects.toMatchObject({ code: 'limit-reached' })
  })

  it('of next door are nobody’s business (W1)', async () => {
    expect(await as(world.rex).get(`/api/workspaces/${team.workspaceId}/usage`)).toHaveStatus(404)
  })
})

function change(to: { plan?: 'free' | 'self-hosted'; extras?: string }) {
  return bare().updateTable('workspaces').set(to).where('id', '=', team.workspaceId).execute()
}

function takeContacts(count: number) {
  return inWorkspace(team, async (tx) => {
    await reserve(tx, 'contacts', count)
    await sql`insert into contacts (workspace_id, id, bot_id, channel, address)
      select ${tx.workspaceId}, gen_random_uuid(), ${botId}, 'webchat', gen_random_uuid()::text from generate_series(1, ${count}::int)`.execute(
      tx.db,
    )
  })
}
