/** Whether many bot users cost more than few: a turn among 1,000,000 of them, and a live chat while 100,000 are written to. */
import { sql } from 'kysely'
import { hearAnnouncements } from '../server/announce.ts'
import { publish } from '../server/bus.ts'
import { putInbound, rowFor } from '../server/conversations/inbound.ts'
import { bare } from '../server/db/database.ts'
import { inWorkspace } from '../server/db/in-workspace.ts'
import { startWorker } from '../server/worker.ts'
import { type Figure, inTurns, percentile, round } from './figures.ts'
import { type BenchBot, FLOW, newBot, talk, talkAt } from './turns.ts'

const FEW = 1000
const MANY = 1_000_000
const REACHED = 100_000
const PAGE = 1000

/** On an open, migrated database that is used for nothing else. */
export async function benchGrowth(): Promise<Figure[]> {
  const [small, large] = [await newBot(WITH_NEWS), await newBot(WITH_NEWS)]
  await addPeople(small, FEW)
  await addPeople(large, MANY)
  const stops = [await hearAnnouncements(), await startWorker()]
  try {
    await talk(large, 64, 1)
    await talk(small, 64, 1)
    const bySize = await inTurns(
      3,
      () => talk(large, 64, 2),
      () => talk(small, 64, 2),
    )
    const { seconds, pauses } = await writeToAll(large)
    return [
      {
        name: 'growth: cost of a turn, 1,000,000 bot users against 1,000',
        value: round(bySize.limit / bySize.ours),
        unit: 'times',
      },
      { name: 'growth: 100,000 bot users to be written to, put in line', value: round(seconds), unit: 's' },
      { name: 'growth: live chat p50 meanwhile, at 50/s', value: round(percentile(pauses, 0.5)), unit: 'ms' },
      { name: 'growth: live chat p99 meanwhile, at 50/s', value: round(percentile(pauses, 0.99)), unit: 'ms' },
    ]
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

/** Puts everybody in line as schedules do, while others chat; the chats go on for some seconds after it. */
async function writeToAll(bot: BenchBot): Promise<{ seconds: number; pauses: number[] }> {
  const chats = talkAt(bot, 50, 12)
  const started = performance.now()
  for (let from = 0; from < REACHED; from += PAGE) {
    await inWorkspace(bot, (tx) =>
      putInbound(
        tx,
        Array.from({ length: PAGE }, (_, index) =>
          rowFor(
            { botId: bot.botId, channel: 'webchat', address: addressOf(from + index) },
            { kind: 'entry', flow: bot.flowId, entry: 'news', data: null, depth: 0 },
          ),
        ),
        { isBulk: true },
      ),
    )
    publish('inbound', bot.workspaceId)
  }
  return { seconds: (performance.now() - started) / 1000, pauses: await chats }
}

const WITH_NEWS = { ...FLOW, entries: [{ id: 'news', kind: 'webhook', to: 'price' }] }

function addressOf(number: number): string {
  return `person-${number}`
}

/** People with a conversation each, made in the database. */
async function addPeople({ workspaceId, botId }: BenchBot, count: number): Promise<void> {
  await sql`insert into contacts (workspace_id, id, bot_id, channel, address, name)
    select ${workspaceId}::uuid, gen_random_uuid(), ${botId}::uuid, 'webchat', 'person-' || n, 'Person ' || n
    from generate_series(0, ${count - 1}::int) n`.execute(bare())
  await sql`insert into conversations (workspace_id, id, bot_id, contact_id, channel)
    select workspace_id, gen_random_uuid(), bot_id, id, channel from contacts where workspace_id = ${workspaceId}::uuid`.execute(
    bare(),
  )
  await sql`analyze contacts, conversations`.execute(bare())
}
