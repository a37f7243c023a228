/** Workers share the lanes, and a killed one loses nothing: each message is answered once and in order. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { look } from '../db/in-workspace.ts'
import { ECHO, newBot, until } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'
import { LANES, laneOf, ownLanes } from './lanes.ts'
import { receive } from './receive.ts'

const world = theWorld()
const { olga } = world
const FIXTURE = join(import.meta.dirname, '../test/worker.fixture.ts')

async function startWorkerProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [FIXTURE, world.url()], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((ready, failed) => {
    child.stdout?.once('data', ready)
    child.once('exit', () => failed(new Error('the worker did not start')))
  })
  return child
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
    const addresses = Array.from({ length: 25 }, () => randomUUID())
    const write = async (from: number, to: number) => {
      for (let round = from; round < to; round++) {
        await Promise.all(
          addresses.map((address) => receive({ ...at(bot.id, address, `word ${round}`), workspaceId: world.acme })),
        )
      }
    }
    await write(0, 10)
    workers[0]?.kill('SIGKILL')
    await write(10, 20)

    const chats = await until(chatsOf(bot.id), (rows) => rows.reduce((sum, row) => sum + row.lines.length, 0) >= 1000)
    workers[1]?.kill('SIGTERM')
    const expected = Array.from({ length: 20 }, (_, round) => [
      `contact: word ${round}`,
      `bot: You said word ${round}`,
    ]).flat()
    expect(chats.length).toBe(25)
    for (const { lines } of chats) expect(lines).toEqual(expected)
    const { rows } = await sql`select id from inbound where error_id is not null`.execute(bare())
    expect(rows).toEqual([])
  }, 40_000)
})

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

function chatsOf(botId: string) {
  return async () => {
    const { rows } = await look({ workspaceId: world.acme }, (db) =>
      sql<{
        lines: string[]
      }>`select array_agg(m.author || ': ' || (m.content->>'text') order by m.seq) as lines from conversations v
        join messages m on m.workspace_id = v.workspace_id and m.conversation_id = v.id
        where v.workspace_id = ${world.acme} and v.bot_id = ${botId} group by v.id`.execute(db),
    )
    return rows
  }
}
