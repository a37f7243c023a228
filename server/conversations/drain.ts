/** Drains a box of waiting work: reads the heads of the owned lanes, workspace by workspace in turn, and works on them in batches, one batch at a time for a workspace and group of lanes. */
import { sql } from 'kysely'
import { bare } from '../db/database.ts'
import { log } from '../log.ts'

export type Box = 'inbound' | 'outbound'

/** A waiting row at the head of its key. */
export interface Head {
  workspaceId: string
  id: string
  lane: number
  key: string
  attempts: number
}

/** Works on heads of one workspace, in order for each key. What cannot be done is put off or laid aside by the work itself. */
export type Work = (workspaceId: string, heads: Head[]) => Promise<void>

export interface Drain {
  /** There is new work; of this workspace, if it is named. */
  wake(workspaceId?: string): void
  isBusy(lane: number): boolean
  /** Takes no more, and waits for what is in flight. */
  stop(): Promise<void>
}

const POLL_MS = 1000
const GROUPS = 1
const MOST_OF_A_LANE = 8
const MOST_IN_FLIGHT = 4
const PAUSE_AFTER_FAULT_MS = 500

/** Drains the box of the lanes that `owned` names, until it is stopped. Half of the lanes are read while the other half is written. */
export function drain(box: Box, owned: () => number[], work: Work): Drain {
  const groups = Array.from({ length: GROUPS }, (_, index) => {
    return new Group(box, () => owned().filter((lane) => lane % GROUPS === index), work)
  })
  return {
    wake: (workspaceId) => groups.forEach((group) => void group.wake(workspaceId)),
    isBusy: (lane) => groups.some((group) => group.isBusy(lane)),
    stop: async () => void (await Promise.all(groups.map((group) => group.stop()))),
  }
}

interface InFlight {
  done: Promise<void>
  lanes: Set<number>
  hasMore: boolean
}

class Group {
  readonly #box: Box
  readonly #lanes: () => number[]
  readonly #work: Work
  readonly #inFlight = new Map<string, InFlight>()
  readonly #running: Promise<void>
  #reading: ReadonlySet<number> = new Set()
  #hasWork = true
  #isStopped = false
  #stir = () => {}

  constructor(box: Box, lanes: () => number[], work: Work) {
    this.#box = box
    this.#lanes = lanes
    this.#work = work
    this.#running = this.#run()
  }

  /** A workspace that is worked on is read again when its batch is done, not before. */
  wake(workspaceId?: string): void {
    const busy = workspaceId === undefined ? undefined : this.#inFlight.get(workspaceId)
    if (busy) busy.hasMore = true
    else this.#readSoon()
  }

  #readSoon(): void {
    this.#hasWork = true
    this.#stir()
  }

  isBusy(lane: number): boolean {
    return this.#reading.has(lane) || [...this.#inFlight.values()].some(({ lanes }) => lanes.has(lane))
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#stir()
    await this.#running
    await Promise.all([...this.#inFlight.values()].map(({ done }) => done))
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      if (!this.#hasWork || this.#inFlight.size >= MOST_IN_FLIGHT) await this.#rest()
      if (this.#isStopped) return
      this.#hasWork = false
      try {
        await this.#startBatches()
      } catch (error) {
        log.error({ err: error, box: this.#box }, 'reading waiting work failed')
        await new Promise((resume) => setTimeout(resume, PAUSE_AFTER_FAULT_MS))
        this.#hasWork = true
      }
    }
  }

  /** Until there is news: new work, a batch done, or the poll that is the net below. */
  async #rest(): Promise<void> {
    await new Promise<void>((resume) => {
      const timer = setTimeout(() => {
        this.#hasWork = true
        resume()
      }, POLL_MS)
      this.#stir = () => {
        clearTimeout(timer)
        resume()
      }
    })
    this.#stir = () => {}
  }

  async #startBatches(): Promise<void> {
    const lanes = this.#lanes()
    if (lanes.length === 0) return
    this.#reading = new Set(lanes)
    try {
      const heads = await readHeads(this.#box, lanes, [...this.#inFlight.keys()])
      for (const [workspaceId, batch] of Map.groupBy(heads, (head) => head.workspaceId)) this.#start(workspaceId, batch)
    } finally {
      this.#reading = new Set()
    }
  }

  #start(workspaceId: string, batch: Head[]): void {
    const done = this.#work(workspaceId, batch)
      .catch((error) => log.error({ err: error, box: this.#box }, 'a batch of waiting work failed'))
      .finally(() => {
        this.#inFlight.delete(workspaceId)
        if (inFlight.hasMore) this.#readSoon()
        else this.#stir()
      })
    const lanes = new Set(batch.map((head) => head.lane))
    const inFlight = { done, lanes, hasMore: batch.length >= MOST_OF_A_LANE }
    this.#inFlight.set(workspaceId, inFlight)
  }
}

/**
 * The first due rows of each workspace in each lane; keys whose first row is put off wait with it. Steps from workspace to
 * workspace over the index, so that one with a flood keeps nobody waiting and costs no more than the others.
 */
async function readHeads(box: Box, lanes: number[], busy: string[]): Promise<Head[]> {
  const table = sql.table(box)
  const { rows } = await sql<Head>`
    with recursive having_work (lane, workspace_id) as (
      select l.lane, f.workspace_id from unnest(${lanes}::smallint[]) as l (lane)
      cross join lateral (select workspace_id from ${table} w where w.lane = l.lane and w.error_id is null order by workspace_id limit 1) f
      union all
      select h.lane, n.workspace_id from having_work h
      cross join lateral (select workspace_id from ${table} w where w.lane = h.lane and w.error_id is null and w.workspace_id > h.workspace_id
        order by workspace_id limit 1) n
    )
    select w.workspace_id, w.id, w.lane, w.key, w.attempts from having_work h
    cross join lateral (
      select * from ${table} i
      where i.lane = h.lane and i.workspace_id = h.workspace_id and i.error_id is null and i.due_at <= now()
        and not exists (select from ${table} p where p.lane = h.lane and p.workspace_id = h.workspace_id and p.error_id is null
          and p.attempts > 0 and p.due_at > now() and p.key = i.key)
      order by i.id limit ${MOST_OF_A_LANE}
    ) w
    where h.workspace_id <> all(${busy}::uuid[])`.execute(bare())
  return rows
}
