/** What goes wrong meanwhile: workers die, one stands still, and connections to the database are cut. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Installation } from './installation.ts'
import { kill } from './processes.ts'

export interface Plan {
  /** a worker dies as often */
  killEveryMs: number
  /** for so long one stands still, once */
  stopMs: number
  /** a connection is cut as often, more or less */
  cutEveryMs: number
}

export interface Trouble {
  kills: number
  stops: number
  cuts: number
}

/** Makes trouble until `end` is called, which resolves once all workers are there and well again. */
export async function makeTrouble(at: Installation, on: { database: string; plan: Plan; chance: () => number }) {
  const { plan, chance } = on
  const made: Trouble = { kills: 0, stops: 0, cuts: 0 }
  const workers = await Promise.all([1, 2, 3].map(() => at.startWorker()))
  const stopped = new Set<ChildProcess>()
  const over = new AbortController()

  const starting = new Set<Promise<void>>()
  const replace = (victim: ChildProcess) => {
    workers.splice(workers.indexOf(victim), 1)
    const started = at.startWorker().then((worker) => {
      workers.push(worker)
      starting.delete(started)
    })
    starting.add(started)
  }
  const killing = again(
    over.signal,
    () => plan.killEveryMs,
    async () => {
      const living = workers.filter((worker) => !stopped.has(worker))
      const victim = living[Math.floor(chance() * living.length)]
      if (!victim || living.length < 2) return // One is left to work, or nothing would be tried.
      await kill(victim)
      made.kills += 1
      replace(victim)
    },
  )
  const stopping = again(
    over.signal,
    () => (made.stops === 0 ? plan.killEveryMs * 2 : 60_000),
    async () => {
      const victim = workers.at(-1)
      if (!victim || made.stops > 0) return
      stopped.add(victim)
      victim.kill('SIGSTOP')
      made.stops += 1
      await pause(plan.stopMs, over.signal)
      victim.kill('SIGCONT')
      await wait(1000) // For what it does when it wakes up.
      stopped.delete(victim)
    },
  )
  const cutting = cutConnections(over.signal, on, made)
  return {
    made,
    async end(): Promise<void> {
      over.abort()
      await Promise.all([killing, stopping, cutting])
      await Promise.all(starting)
    },
  }
}

async function cutConnections(
  over: AbortSignal,
  { database, plan, chance }: { database: string; plan: Plan; chance: () => number },
  made: Trouble,
): Promise<void> {
  const client = new pg.Client({ connectionString: database, application_name: 'chaos' })
  await client.connect()
  await again(
    over,
    () => plan.cutEveryMs * (0.5 + chance()),
    async () => {
      const { rows } = await client.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name like 'switchboard %'
          and application_name not like 'switchboard ${process.pid} %' order by pid`,
      )
      const victim = rows[Math.floor(chance() * rows.length)]
      if (!victim) return
      await client.query('select pg_terminate_backend($1)', [victim.pid])
      made.cuts += 1
    },
  )
  await client.end()
}

async function again(over: AbortSignal, every: () => number, work: () => Promise<void>): Promise<void> {
  for (;;) {
    await pause(every(), over)
    if (over.aborted) return
    await work()
  }
}

async function pause(ms: number, over: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal: over }).catch(() => {})
}
