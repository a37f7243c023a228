/** Worker processes that send, and are killed in the middle of it: nothing is lost or overtaken, and nothing goes out twice that must not. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Delivery } from '../../channels/channel.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { type Account, newAccount, newReader, queue, type Reader, statusesOf } from '../test/accounts.ts'
import { as } from '../test/as.ts'
import { rest } from '../test/chat.ts'
import { type Counterpart, startCounterpart } from '../test/counterpart.ts'
import { theWorld } from '../test/world.ts'
import { settleByKey } from './doubt.ts'

const world = theWorld()
const { mia } = world
const FIXTURE = join(import.meta.dirname, '../test/sender.fixture.ts')
const running = new Set<ChildProcess>()
const providers = new Set<() => Promise<void>>()
afterEach(async () => {
  await Promise.all([...running].map(kill))
  await Promise.all([...providers].map((close) => close()))
  providers.clear()
})

const Taken = z.object({
  message: z.object({ id: z.string(), seq: z.number(), part: z.number(), key: z.string() }),
  to: z.object({ address: z.string() }),
  at: z.number(),
})
type Taken = z.output<typeof Taken>

/** A provider that remembers what it took, and answers after a while. */
async function startProvider(answer: (taken: Taken, count: number) => Promise<Delivery>) {
  const taken: Taken[] = []
  const server: Counterpart = await startCounterpart(async (_, response) => {
    const one = Taken.parse(JSON.parse(server.asked[taken.length]?.body ?? ''))
    taken.push(one)
    response.end(JSON.stringify(await answer(one, taken.length)))
  })
  providers.add(server.close)
  return { url: server.url, taken }
}

interface How {
  repeat?: 'told' | 'unknown'
  pace?: number
}

async function startSender(counterpart: string, { repeat = 'unknown', pace = 1000 }: How = {}): Promise<ChildProcess> {
  const order = JSON.stringify({ database: world.url(), counterpart, repeat, pace, inDoubt: 'hold' })
  const child = spawn(process.execPath, [FIXTURE, order], { stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  await new Promise((ready, failed) => {
    child.stdout?.once('data', ready)
    child.once('exit', () => failed(new Error('the worker did not start')))
  })
  return child
}

async function kill(child: ChildProcess | undefined): Promise<void> {
  if (!child) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  running.delete(child)
  await ended
}

async function until<T>(ask: () => Promise<T> | T, isGood: (answer: T) => boolean, seconds = 80): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const answer = await ask()
    if (isGood(answer) || Date.now() > end) return answer
    await rest(50)
  }
}

/** For what was begun and of which there is no news. */
async function letAMinutePass(): Promise<void> {
  await sql`update outbound set started_at = started_at - interval '1 minute', due_at = now() where started_at < now() - interval '1 second'`.execute(
    bare(),
  )
}

async function crowdOf(account: Account, size: number): Promise<Reader[]> {
  return Promise.all(Array.from({ length: size }, () => newReader(account)))
}

async function fill(readers: Reader[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++)
    await Promise.all(readers.map((reader) => queue(reader, `word ${round}`)))
}

async function allStatuses(readers: Reader[]): Promise<string[]> {
  return (await Promise.all(readers.map(statusesOf))).flat()
}

/** For each person the numbers of what they got, in the order in which they got it. */
function numbersOf(taken: Taken[], { address }: Reader): number[] {
  return taken.flatMap(({ message, to }) => (to.address === address ? [message.seq] : []))
}

describe('three workers of which one is killed', () => {
  it('lose nothing, keep the order, and hold what is in doubt instead of sending it twice', async () => {
    const provider = await startProvider(async () => {
      await rest(40)
      return { ok: true }
    })
    const account = await newAccount(world.acme)
    const readers = await crowdOf(account, 20)
    const workers = await Promise.all([1, 2, 3].map(() => startSender(provider.url)))
    await fill(readers, 3)
    await until(
      () => provider.taken.length,
      (count) => count >= 30,
    )
    await kill(workers[0])
    await fill(readers, 3)

    const statuses = await until(
      () => allStatuses(readers),
      (all) => all.every((one) => one !== 'queued'),
    )
    const keys = provider.taken.map(({ message }) => message.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const reader of readers)
      expect(numbersOf(provider.taken, reader)).toEqual(numbersOf(provider.taken, reader).toSorted((a, b) => a - b))
    const [sent, held] = ['sent', 'held'].map((status) => statuses.filter((one) => one === status).length)
    expect((sent ?? 0) + (held ?? 0)).toBe(120)
    expect(keys.length).toBeGreaterThanOrEqual(sent ?? 0)
    expect(keys.length).toBeLessThanOrEqual((sent ?? 0) + (held ?? 0))
  }, 120_000)

  it('settle by the echo what was on its way; what never reached the provider is held', async () => {
    const provider = await startProvider(async ({ message }) => {
      setTimeout(() => void inWorkspace({ workspaceId: world.acme }, (tx) => settleByKey(tx, message.key)), 300)
      await rest(100)
      return { ok: true }
    })
    const account = await newAccount(world.acme)
    const readers = await crowdOf(account, 12)
    const how = { repeat: 'told' } as const
    const workers = await Promise.all([1, 2].map(() => startSender(provider.url, how)))
    await fill(readers, 4)
    await until(
      () => provider.taken.length,
      (count) => count >= 12,
    )
    await kill(workers[0])
    await rest(1500)
    await letAMinutePass()
    const statuses = await until(
      () => allStatuses(readers),
      (all) => all.every((one) => one !== 'queued'),
    )
    const keys = provider.taken.map(({ message }) => message.key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(statuses.filter((one) => one === 'sent').length).toBe(keys.length)
    expect(statuses.filter((one) => one === 'held').length).toBe(48 - keys.length)
  }, 120_000)
})

describe('a message of three parts', () => {
  it('goes on behind the part at which its worker was killed', async () => {
    const never = new Promise<Delivery>(() => {})
    const provider = await startProvider(({ message }, count) =>
      message.part === 1 && count === 2 ? never : Promise.resolve({ ok: true }),
    )
    const account = await newAccount(world.acme)
    const ann = await newReader(account)
    const worker = await startSender(provider.url)
    await queue(ann, { kind: 'cards', cards: [{ title: 'Tea' }, { title: 'Ice' }, { title: 'Milk' }] })
    await until(
      () => provider.taken.length,
      (count) => count === 2,
    )
    await kill(worker)
    await startSender(provider.url)
    expect(
      await until(
        () => statusesOf(ann),
        ([status]) => status === 'held',
      ),
    ).toEqual(['held'])
    await as(mia).put(`/conversations/${ann.conversationId}/messages/1/settlement`, { arrived: true })
    expect(
      await until(
        () => statusesOf(ann),
        ([status]) => status === 'sent',
      ),
    ).toEqual(['sent'])
    expect(provider.taken.map(({ message }) => message.part)).toEqual([0, 1, 2])
  }, 90_000)
})

describe('the pace of an account', () => {
  it('is never exceeded in any second, by three workers together', async () => {
    const provider = await startProvider(async () => ({ ok: true }))
    const account = await newAccount(world.acme)
    const readers = await crowdOf(account, 60)
    await Promise.all([1, 2, 3].map(() => startSender(provider.url, { pace: 15 })))
    await fill(readers, 1)
    await until(
      () => provider.taken.length,
      (count) => count === 60,
    )
    const times = provider.taken.map(({ at }) => at).sort((a, b) => a - b)
    expect(times.length).toBe(60)
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))
    expect(most).toBeLessThanOrEqual(15)
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(12_000)
  }, 120_000)
})

describe('a message that went out', () => {
  it('is not sent again while it cannot be written down; the writing is', async () => {
    const provider = await startProvider(async () => {
      await sql`revoke delete on outbound from tenant`.execute(bare())
      setTimeout(() => void sql`grant delete on outbound to tenant`.execute(bare()), 1500)
      return { ok: true }
    })
    const account = await newAccount(world.acme)
    const ann = await newReader(account)
    await startSender(provider.url)
    await queue(ann, 'Hello')
    expect(
      await until(
        () => statusesOf(ann),
        ([status]) => status === 'sent',
      ),
    ).toEqual(['sent'])
    expect(provider.taken.length).toBe(1)
  }, 90_000)
})
