/** Which lanes of the waiting work this process owns: a session advisory lock each, in fair shares among the workers alive. */
import type pg from 'pg'
import { connect } from '../db/database.ts'
import { log } from '../log.ts'

export const LANES = 64

const LANE = 5_743_022
const PRESENCE = 5_743_023
const TICK_MS = 500
/** Who has not looked around for so long stands still, and keeps its lanes from those who work. */
const STILL_AFTER_S = 5

/** The lane of a key: the same in every process, for ever. */
export function laneOf(key: string): number {
  let hash = 2_166_136_261
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 16_777_619)
  return (hash >>> 0) % LANES
}

/** The lanes of this process; `isBusy` says whether work of a lane is in flight, and such a lane is not given away. */
export interface Lanes {
  owned(): number[]
  /** since which instant of `performance.now()` a lane is this process's; of one that is not, now */
  since(lane: number): number
  stop(): Promise<void>
}

/** Begins to own lanes, and keeps the shares fair as workers come and go. `changed` is called when there are new ones. */
export async function ownLanes(on: { isBusy: (lane: number) => boolean; changed: () => void }): Promise<Lanes> {
  const owner = new Owner(on)
  await owner.tick()
  return { owned: () => owner.owned(), since: (lane) => owner.since(lane), stop: () => owner.stop() }
}

class Owner {
  readonly #on: { isBusy: (lane: number) => boolean; changed: () => void }
  readonly #owned = new Map<number, number>()
  /** Owned, but no longer worked on: given away as soon as nothing of them is in flight. */
  readonly #leaving = new Set<number>()
  #client: pg.PoolClient | undefined
  #timer: NodeJS.Timeout | undefined
  #ticking: Promise<void> | undefined
  #isStopped = false

  constructor(on: { isBusy: (lane: number) => boolean; changed: () => void }) {
    this.#on = on
  }

  owned(): number[] {
    return [...this.#owned.keys()].filter((lane) => !this.#leaving.has(lane))
  }

  since(lane: number): number {
    return this.#owned.get(lane) ?? performance.now()
  }

  tick(): Promise<void> {
    clearTimeout(this.#timer)
    this.#ticking = this.#balance()
      .catch((error) => this.#lost(error))
      .finally(() => {
        if (!this.#isStopped) this.#timer = setTimeout(() => void this.tick(), TICK_MS)
      })
    return this.#ticking
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#ticking
    clearTimeout(this.#timer)
    this.#release()
  }

  async #balance(): Promise<void> {
    const client = this.#client ?? (await this.#connect())
    await endStill(client)
    const { workers, free } = await lookAround(client)
    const share = Math.ceil(LANES / Math.max(workers, 1))
    await this.#giveAway(client, share)
    const wanted = Math.min(share - this.#owned.size, free.length)
    if (wanted > 0) await this.#take(client, shuffled(free).slice(0, wanted))
  }

  async #giveAway(client: pg.PoolClient, share: number): Promise<void> {
    const surplus = this.owned().length - share
    for (const lane of surplus > 0 ? this.owned().slice(-surplus) : []) this.#leaving.add(lane)
    const idle = [...this.#leaving].filter((lane) => !this.#on.isBusy(lane))
    if (idle.length === 0) return
    await client.query(`select pg_advisory_unlock(${LANE}, lane) from unnest($1::int[]) as lane`, [idle])
    for (const lane of idle) this.#forget(lane)
  }

  async #take(client: pg.PoolClient, lanes: number[]): Promise<void> {
    const tried = await client.query<{ lane: number; got: boolean }>(
      `select lane, pg_try_advisory_lock(${LANE}, lane) as got from unnest($1::int[]) as lane`,
      [lanes],
    )
    const taken = tried.rows.filter((row) => row.got)
    for (const { lane } of taken) this.#owned.set(lane, performance.now())
    if (taken.length > 0) this.#on.changed()
  }

  async #connect(): Promise<pg.PoolClient> {
    const client = await connect()
    this.#client = client
    client.on('error', this.#lost)
    await client.query(`select pg_advisory_lock_shared(${PRESENCE}, 0)`)
    return client
  }

  readonly #lost = (error: unknown): void => {
    if (!this.#client) return
    log.warn({ err: error }, 'the lanes lost their connection')
    this.#release()
  }

  #release(): void {
    const client = this.#client
    this.#client = undefined
    this.#owned.clear()
    this.#leaving.clear()
    client?.removeListener('error', this.#lost)
    client?.on('error', () => {}) // It is closed for good; what it still complains of is known.
    client?.release(true)
  }

  #forget(lane: number): void {
    this.#owned.delete(lane)
    this.#leaving.delete(lane)
  }
}

/**
 * A process that was stopped, or whose machine is gone without a word, keeps its locks: those of its lanes, and those of a
 * transaction that it was in. Its connections are ended; should it wake up, it finds them lost and begins anew.
 */
async function endStill(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct s.application_name as name, pg_terminate_backend(a.pid)
    from pg_locks l join pg_stat_activity s on s.pid = l.pid and s.datname = current_database()
      join pg_stat_activity a on a.datname = s.datname and a.usename = s.usename and a.application_name = s.application_name
    where l.locktype = 'advisory' and l.classid = ${PRESENCE} and l.objsubid = 2 and l.granted
      and s.state = 'idle' and s.state_change < clock_timestamp() - interval '${STILL_AFTER_S} seconds'
      and s.application_name like 'switchboard %' and s.application_name <> current_setting('application_name')`,
  )
  for (const { name } of rows) log.warn({ process: name }, 'a worker that stood still was cut off')
}

async function lookAround(client: pg.PoolClient): Promise<{ workers: number; free: number[] }> {
  const { rows } = await client.query<{ classid: number; objid: number }>(
    `select classid::int, objid::int from pg_locks where locktype = 'advisory' and classid in (${LANE}, ${PRESENCE})
      and objsubid = 2 and granted and database = (select oid from pg_database where datname = current_database())`,
  )
  const taken = new Set(rows.filter((row) => row.classid === LANE).map((row) => row.objid))
  const free = Array.from({ length: LANES }, (_, lane) => lane).filter((lane) => !taken.has(lane))
  return { workers: rows.filter((row) => row.classid === PRESENCE).length, free }
}

function shuffled(lanes: number[]): number[] {
  return lanes
    .map((lane) => ({ lane, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ lane }) => lane)
}
