/** The whole way of a message with all its hand-overs: a signed webhook in, kept, through the flow, and out to the provider; web, worker and provider in processes of their own. */
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { setSecretsKeys } from '../server/crypto.ts'
import { type ChaosBot, startInstallation } from '../server/test/chaos/installation.ts'
import { killAll } from '../server/test/chaos/processes.ts'
import { type Provider, startProvider } from '../server/test/chaos/provider.ts'
import { webhookOf } from '../server/test/chaos/webhooks.ts'
import { type Figure, percentile, round } from './figures.ts'
import { bareInserts } from './turns.ts'

/** Each in a workspace of its own; one on Telegram may send some thirty messages a second. */
const MANY = 60
const SECONDS = 5
const PEOPLE = 400
const WARM_UP = 2000
const FLOOD = 4000

/** On an open, migrated database at `url` that is used for nothing else. */
export async function benchWay(url: string): Promise<Figure[]> {
  setSecretsKeys([{ id: 'bench', bytes: Buffer.alloc(32, 7) }])
  const inserts = await bareInserts(url)
  try {
    const provider = await startProvider(1, { lost: 0, refused: 0 })
    const kinds = [BUSY, ...Array.from({ length: MANY }, () => SMALL)]
    const { bots, startWorker } = await startInstallation(url, provider, { rounds: 1, kinds })
    const at = (channel: string) => bots.filter((bot) => bot.channel === channel)
    const road = { provider, inserts }
    await knockAt(at('telegram'), 200) // Warms up what a running server has warm.
    const alone = await knockAt(at('telegram'), 200)
    await startWorker()
    return [
      ...acknowledged('way, the server alone', alone),
      ...(await walk({ ...road, bots: at('line'), name: 'one busy workspace' })),
      ...(await walk({ ...road, bots: at('telegram'), name: `${MANY} workspaces` })),
    ]
  } finally {
    await killAll()
    await agent.close()
  }
}

const BUSY = { channel: 'line', inDoubt: 'hold' } as const
const SMALL = { channel: 'telegram', inDoubt: 'hold' } as const

interface Road {
  name: string
  bots: ChaosBot[]
  provider: Provider
  /** bare inserts a second */
  inserts: number
}

async function walk({ name, bots, provider, inserts }: Road): Promise<Figure[]> {
  await flood(bots, provider, WARM_UP)
  const pauses = await knockAt(bots, 200)
  await arrived(provider, told)
  const speed = await flood(bots, provider, FLOOD)
  const part = round((speed / inserts) * 100)
  return [
    ...acknowledged(`way, ${name}`, pauses),
    { name: `way, ${name}: from webhook to provider`, value: Math.round(speed), unit: 'turns/s' },
    { name: `way, ${name}: against bare inserts`, value: part, unit: '%', of: `${Math.round(inserts)}/s` },
  ]
}

function acknowledged(where: string, pauses: number[]): Figure[] {
  return [
    { name: `${where}: webhook acknowledged p50 at 200/s`, value: round(percentile(pauses, 0.5)), unit: 'ms' },
    { name: `${where}: webhook acknowledged p99 at 200/s`, value: round(percentile(pauses, 0.99)), unit: 'ms' },
  ]
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
  while ((await provider.count()) < count) await wait(50)
}

/** One person of many writes to one of the bots. */
async function knock(bots: ChaosBot[]): Promise<void> {
  told += 1
  const bot = bots[told % bots.length]
  if (!bot) throw new Error('no bot to write to')
  const address = String(49_150_000_000 + (told % PEOPLE))
  const webhook = webhookOf({ bot, address, number: told, text: 'Hi' })
  const answer = await request(bot.hook.url, { method: 'POST', dispatcher: agent, ...webhook })
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`a webhook was answered ${answer.statusCode}`)
}
