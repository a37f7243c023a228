/** The whole way of a message with all its hand-overs: a signed webhook in, kept, through the flow, and out to the provider; web, worker and provider in processes of their own. */
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { setSecretsKeys } from '../server/crypto.ts'
import { type ChaosBot, startInstallation } from '../server/test/chaos/installation.ts'
import { killAll } from '../server/test/chaos/processes.ts'
import { type Provider, startProvider } from '../server/test/chaos/provider.ts'
import { type Figure, percentile, round } from './figures.ts'
import { bareInserts } from './turns.ts'

/** So many on Telegram, each of which may send some thirty messages a second. */
const BOTS = 40
const SECONDS = 5
const PEOPLE = 400
const FLOOD = 4000

/** On an open, migrated database at `url` that is used for nothing else. */
export async function benchWay(url: string): Promise<Figure[]> {
  setSecretsKeys([{ id: 'bench', bytes: Buffer.alloc(32, 7) }])
  const inserts = await bareInserts(url)
  try {
    const provider = await startProvider(1, { lost: 0, refused: 0 })
    const installation = await startInstallation(url, provider, { rounds: BOTS })
    await installation.startWorker()
    const bots = installation.bots.filter(({ channel }) => channel === 'telegram')
    await flood(bots, provider, PEOPLE)
    const pauses = await knockAt(bots, 200)
    await arrived(provider, told)
    const speed = await flood(bots, provider, FLOOD)
    return [
      { name: 'way: webhook acknowledged p50 at 200/s', value: round(percentile(pauses, 0.5)), unit: 'ms' },
      { name: 'way: webhook acknowledged p99 at 200/s', value: round(percentile(pauses, 0.99)), unit: 'ms' },
      { name: 'way: from webhook to provider', value: Math.round(speed), unit: 'turns/s' },
      {
        name: 'way: against bare inserts',
        value: round((speed / inserts) * 100),
        unit: '%',
        of: `${Math.round(inserts)}/s`,
      },
    ]
  } finally {
    await killAll()
    await agent.close()
  }
}

const agent = new Agent({ connections: 64 })
let told = 0

/** Webhooks at an even pace, whatever becomes of those before; milliseconds until each was acknowledged. */
async function knockAt(bots: ChaosBot[], perSecond: number): Promise<number[]> {
  const pauses: Array<Promise<number>> = []
  const started = performance.now()
  while (performance.now() - started < SECONDS * 1000) {
    const due = ((performance.now() - started) / 1000) * perSecond
    while (pauses.length < due) pauses.push(timed(bots))
    await wait(1)
  }
  return Promise.all(pauses)
}

async function timed(bots: ChaosBot[]): Promise<number> {
  const started = performance.now()
  await knock(bots)
  return performance.now() - started
}

/** So many webhooks as fast as they are taken; turns a second until the last answer has reached the provider. */
async function flood(bots: ChaosBot[], provider: Provider, count: number): Promise<number> {
  const started = performance.now()
  let left = count
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (left-- > 0) await knock(bots)
    }),
  )
  await arrived(provider, told)
  return count / ((performance.now() - started) / 1000)
}

/** Everybody's answers are at the provider. */
async function arrived(provider: Provider, count: number): Promise<void> {
  while ((await provider.taken()).length < count) await wait(50)
}

/** One person of many writes to one of the bots. */
async function knock(bots: ChaosBot[]): Promise<void> {
  told += 1
  const bot = bots[told % bots.length]
  if (!bot) throw new Error('no bot to write to')
  const id = 49_150_000_000 + (told % PEOPLE)
  const from = { id, is_bot: false, first_name: 'Ann' }
  const message = {
    message_id: told,
    date: Math.floor(Date.now() / 1000),
    chat: { id, type: 'private' },
    from,
    text: 'Hi',
  }
  const { statusCode, body } = await request(bot.hook.url, {
    method: 'POST',
    dispatcher: agent,
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': bot.hook.secret },
    body: JSON.stringify({ update_id: told, message }),
  })
  await body.dump()
  if (statusCode !== 200) throw new Error(`a webhook was answered ${statusCode}`)
}
