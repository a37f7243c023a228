/** How many chat turns a second: message in, flow, reply stored and fanned out; against bare single-row inserts on the same PostgreSQL. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { hearAnnouncements } from '../server/announce.ts'
import { subscribe } from '../server/bus.ts'
import { receive } from '../server/conversations/receive.ts'
import { bare } from '../server/db/database.ts'
import { inWorkspace } from '../server/db/in-workspace.ts'
import { startWorker } from '../server/worker.ts'
import { DEFAULT_FLOW_THEME } from '../shared/flow-theme.ts'
import { type Figure, inTurns, percentile, round } from './figures.ts'

const CONNECTIONS = 32
const VISITORS = 64
const SECONDS = 4

/** On an open, migrated database at `url` that is used for nothing else; the worker runs in this process, as it does by default. */
export async function benchTurns(url: string): Promise<Figure[]> {
  const inserts = await bareInserts(url)
  const stops = [await hearAnnouncements(), await startWorker()]
  try {
    const [bot, large] = [await newBot(FLOW), await newBot(padded(FLOW, 5000))]
    await talk(bot, VISITORS, 1) // Warms up what a running server has warm.
    const turns = await talk(bot, VISITORS, SECONDS)
    const pauses = await talkAt(bot, 200, SECONDS)
    const bySize = await inTurns(
      3,
      () => talk(large, VISITORS, SECONDS / 2),
      () => talk(bot, VISITORS, SECONDS / 2),
    )
    const kept = await countMessages([bot, large])
    return [
      { name: 'turns: bare single-row inserts, 32 connections', value: Math.round(inserts), unit: 'inserts/s' },
      { name: `turns: ${VISITORS} chats at once`, value: Math.round(turns), unit: 'turns/s' },
      { name: 'turns: against bare inserts', value: round((turns / inserts) * 100), unit: '%' },
      { name: 'turns: p50 at 200/s', value: round(percentile(pauses, 0.5)), unit: 'ms' },
      { name: 'turns: p99 at 200/s', value: round(percentile(pauses, 0.99)), unit: 'ms' },
      {
        name: 'turns: cost through a stored flow of 5,000 blocks, against one of 3',
        value: round(bySize.limit / bySize.ours),
        unit: 'times',
      },
      { name: 'turns: messages kept of those said', value: round((kept / (said * 2)) * 100), unit: '%' },
    ]
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

/** A bot of the bench, alone in its workspace. */
export interface BenchBot {
  workspaceId: string
  botId: string
  flowId: string
}

let said = 0

/** Single-row inserts a second, by 32 connections. */
export async function bareInserts(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  await pool.query('create table if not exists bench_inserts (id uuid primary key, text text not null)')
  let done = 0
  const end = performance.now() + SECONDS * 1000
  const work = async () => {
    for (; performance.now() < end; done++) {
      await pool.query({
        name: 'bare',
        text: 'insert into bench_inserts values ($1, $2)',
        values: [uuidv7(), 'a message'],
      })
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  await pool.query('drop table bench_inserts')
  await pool.end()
  return done / SECONDS
}

/** Visitors who write again as soon as they are answered; returns turns a second. */
export async function talk(bot: BenchBot, visitors: number, seconds: number): Promise<number> {
  let turns = 0
  const end = performance.now() + seconds * 1000
  const visitor = async () => {
    for (const ask = asker(bot); performance.now() < end; turns++) await ask()
  }
  await Promise.all(Array.from({ length: visitors }, visitor))
  return turns / seconds
}

/** Turns begun at an even pace, whatever becomes of those before; returns how many milliseconds each took. */
export async function talkAt(bot: BenchBot, perSecond: number, seconds: number): Promise<number[]> {
  const askers = Array.from({ length: VISITORS }, () => asker(bot))
  const pauses: Array<Promise<number>> = []
  const started = performance.now()
  while (performance.now() - started < seconds * 1000) {
    const due = ((performance.now() - started) / 1000) * perSecond
    while (pauses.length < due) pauses.push(timed(askers[pauses.length % VISITORS] ?? asker(bot)))
    await new Promise((resume) => setTimeout(resume, 1))
  }
  return Promise.all(pauses)
}

async function timed(ask: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await ask()
  return performance.now() - started
}

/** One visitor with an open connection; asking resolves when the answer has come over it. */
function asker({ workspaceId, botId }: BenchBot): () => Promise<void> {
  const address = randomUUID()
  return () =>
    new Promise((resolve, reject) => {
      const clientId = randomUUID()
      said += 1
      const stop = subscribe(`visitor:${botId}:${address}`, (message) => {
        if (typeof message !== 'object' || message === null || Reflect.get(message, 'author') !== 'bot') return
        stop()
        resolve()
      })
      const event = { kind: 'text', text: 'How much is it?' } as const
      receive({
        workspaceId,
        botId,
        channel: 'webchat',
        address,
        externalId: `${address}/${clientId}`,
        clientId,
        event,
      }).catch(reject)
    })
}

export const FLOW = {
  start: 'ask',
  steps: {
    ask: { block: 'set', field: 'last_question', value: '{{LAST_INPUT}}', next: 'which' },
    which: {
      block: 'decide',
      when: { match: 'all', rules: [{ name: 'last_question', operator: 'contains', value: 'much' }] },
      next: 'price',
      otherwise: 'price',
    },
    price: { block: 'ask', text: 'It is 12 at {{BOT_CURRENT_TIME}}. Anything else?', kind: 'text', next: 'ask' },
  },
}

/** The same flow among so many blocks. */
function padded(flow: typeof FLOW, size: number) {
  const others = Array.from({ length: size - Object.keys(flow.steps).length }, (_, index) => [
    `other-${index}`,
    { block: 'say', text: `Answer ${index} for {{USER_NAME}}`, next: `other-${index + 1}` },
  ])
  return { ...flow, steps: { ...flow.steps, ...Object.fromEntries(others) } }
}

export async function newBot(flowOfBot: object): Promise<BenchBot> {
  const [workspaceId, botId, flowId, versionId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const theme = JSON.stringify(DEFAULT_FLOW_THEME)
  await inWorkspace({ workspaceId }, async ({ db }) => {
    await db
      .insertInto('workspaces')
      .values({ id: workspaceId, name: 'Bench', plan: 'self-hosted', flowTheme: theme })
      .execute()
    await db
      .insertInto('bots')
      .values({ workspaceId, id: botId, name: 'Hal', kind: 'omni', theme, publicKey: botId })
      .execute()
    const flow = {
      workspaceId,
      id: flowId,
      botId,
      name: 'Main',
      draft: JSON.stringify(flowOfBot),
      publishedVersionId: versionId,
    }
    await db.insertInto('flows').values(flow).execute()
    await db
      .insertInto('flowVersions')
      .values({ workspaceId, id: versionId, flowId, number: 1, graph: JSON.stringify(flowOfBot) })
      .execute()
  })
  return { workspaceId, botId, flowId }
}

/** Each turn is one message of the visitor and one of the bot. */
async function countMessages(bots: BenchBot[]): Promise<number> {
  const workspaces = bots.map(({ workspaceId }) => workspaceId)
  const { rows } = await sql<{
    kept: number
  }>`select count(*)::int as kept from messages where workspace_id = any(${workspaces}::uuid[])`.execute(bare())
  return rows[0]?.kept ?? 0
}
