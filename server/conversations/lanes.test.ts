/** Workers share the lanes, and one that is killed or stands still loses nothing: each message is answered once and in order. */
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { look } from '../db/in-workspace.ts'
import { killAll, startProgram } from '../test/chaos/processes.ts'
import { ECHO, newBot, rest, until } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'
import { startWorker } from '../worker.ts'
import { LANES, laneOf, ownLanes } from './lanes.ts'
import { receive } from './receive.ts'

const world = theWorld()
const { olga } = world
const FIXTURE = join(import.meta.dirname, '../test/worker.fixture.ts')

afterEach(killAll)

async function startWorkerProcess(): Promise<ChildProcess> {
  return (await startProgram([FIXTURE, world.url()])).child
}

describe('the lanes', () => {
  it('of a key are always the same, and keys spread over all of them', () => {
    expect(laneOf('webchat:a:b')).toBe(laneOf('webchat:a:b'))
    const lanes = new Set(Array.from({ length: 2000 }, (_, index) => laneOf(`webchat:bot:${index}`)))
    expect([...lanes].sort((a, b) => a - b)).toEqual(Array.from({ length: LANES }, (_, lane) => lane))
  })

  it('are shared fairly among the workers alive, each by one only', async () => {
    const idle = { isBusy: () => false, changed: () => {} }
    const first = await ownLanes(idle)
    expect(first.owned().length).toBe(LANES)
    const second = await ownLanes(idle)
    const shares = () => Promise.resolve([first.owned().length, second.owned().length])
    expect(await until(shares, ([one, two]) => one === LANES / 2 && two === LANES / 2)).toEqual([LANES / 2, LANES / 2])
    expect(first.owned().filter((lane) => second.owned().includes(lane))).toEqual([])
    await second.stop()
    expect(
      await until(
        () => Promise.resolve(first.owned().length),
        (count) => count === LANES,
      ),
    ).toBe(LANES)
    await first.stop()
  })

  it('are not given away while something of them is in flight', async () => {
    const first = await ownLanes({ isBusy: () => true, changed: () => {} })
    const second = await ownLanes({ isBusy: () => false, changed: () => {} })
    await new Promise((resume) => setTimeout(resume, 1200))
    expect(second.owned()).toEqual([])
    await Promise.all([first.stop(), second.stop()])
  })
})

describe('a killed worker', () => {
  it('loses nothing and repeats nothing: 500 messages, two workers, SIGKILL in the middle', async () => {
    const bot = await newBot(olga, ECHO)
    const workers = [await startWorkerProcess(), await startWorkerProcess()]
    const write = writers(bot.id, 25)
    await write(0, 10)
    workers[0]?.kill('SIGKILL')
    await write(10, 20)

    expect(await chatsOf(bot.id, { each: 40, of: 25 })).toEqual(echoes(20, 25))
    workers[1]?.kill('SIGTERM')
    const { rows } = await sql`select id from inbound where error_id is not null`.execute(bare())
    expect(rows).toEqual([])
  }, 40_000)
})

describe('a worker that stands still', () => {
  it('is cut off, and its lanes go on without it; it comes back, takes its share, and answers nothing again', async () => {
    const bot = await newBot(olga, ECHO)
    const stop = await startWorker()
    const worker = await startWorkerProcess()
    const shares = async () => [await lanesOf(process.pid), await lanesOf(worker.pid)]
    const half = [LANES / 2, LANES / 2]
    expect(await until(shares, (now) => String(now) === String(half))).toEqual(half)
    const write = writers(bot.id, 25)
    await write(0, 4)
    worker.kill('SIGSTOP')
    await write(4, 8)
    expect(await until(shares, ([mine]) => mine === LANES)).toEqual([LANES, 0])
    expect(await chatsOf(bot.id, { each: 16, of: 25 })).toEqual(echoes(8, 25))

    worker.kill('SIGCONT')
    await write(8, 10)
    expect(await until(shares, (now) => String(now) === String(half))).toEqual(half)
    await write(10, 12)
    expect(await chatsOf(bot.id, { each: 24, of: 25 })).toEqual(echoes(12, 25))
    await rest(200) // For what it might still do a second time.
    expect(await chatsOf(bot.id, { each: 24, of: 25 })).toEqual(echoes(12, 25))
    await stop()
  }, 60_000)
})

/** Lets so many people write at once, one word in each round. */
function writers(botId: string, count: number) {
  const addresses = Array.from({ length: count }, () => randomUUID())
  return async (from: number, to: number) => {
    for (let round = from; round < to; round++) {
      await Promise.all(
        addresses.map((address) => receive({ ...at(botId, address, `word ${round}`), workspaceId: world.acme })),
      )
    }
  }
}

function at(botId: string, address: string, text: string) {
  const clientId = randomUUID()
  return {
    botId,
    channel: 'webchat',
    address,
    externalId: `${address}/${clientId}`,
    clientId,
    event: { kind: 'text', text } as const,
  }
}

/** What was said in every chat of the bot, once there are `each` lines in all of them. */
async function chatsOf(botId: string, { each, of }: { each: number; of: number }): Promise<string[][]> {
  const read = async () => {
    const { rows } = await look({ workspaceId: world.acme }, (db) =>
      sql<{
        lines: string[]
      }>`select array_agg(m.author || ': ' || (m.content->>'text') order by m.seq) as lines from conversations v
        join messages m on m.workspace_id = v.workspace_id and m.conversation_id = v.id
        where v.workspace_id = ${world.acme} and v.bot_id = ${botId} group by v.id`.execute(db),
    )
    return rows.map(({ lines }) => lines)
  }
  return until(read, (chats) => chats.reduce((sum, lines) => sum + lines.length, 0) >= each * of)
}

/** So many chats, in each of which so many words are answered. */
function echoes(words: number, chats: number): string[][] {
  const lines = Array.from({ length: words }, (_, round) => [`contact: word ${round}`, `bot: You said word ${round}`])
  return Array.from({ length: chats }, () => lines.flat())
}

/** How many lanes a process holds: no other locks of a session are exclusive. */
async function lanesOf(pid: number | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from pg_locks l join pg_stat_activity s on s.pid = l.pid and s.datname = current_database()
    where l.locktype = 'advisory' and l.mode = 'ExclusiveLock' and l.objsubid = 2 and l.granted
      and s.application_name like ${`switchboard ${pid} %`}`.execute(bare())
  return rows[0]?.count ?? 0
}
