/** Drains a box of waiting work: reads the heads of the owned lanes, workspace by workspace in turn, and works on them in batches, one batch at a time for a workspace. */
import { setTimeout as rest } from 'node:timers/promises'
import { log } from '../log.ts'
import { type Box, type Head, MOST_OF_A_LANE, readHeads } from './look-ups.ts'

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
const MOST_IN_FLIGHT = 4
const PAUSE_AFTER_FAULT_MS = 500
const MOST_REMEMBERED = 10_000

/** Drains the box of the lanes that `owned` names, until it is stopped. */
export function drain(box: Box, owned: () => number[], work: Work): Drain {
  return drainWith({ box, read: (lanes, busy) => readHeads(box, lanes, busy) }, owned, work)
}

/** What waits and how its heads are read; workspaces that are worked on are left out. */
export interface Source<H extends Head> {
  box: Box
  read: (lanes: number[], busyWorkspaces: string[]) => Promise<H[]>
}

/** Drains what is read in another way. */
export function drainWith<H extends Head>(
  source: Source<H>,
  owned: () => number[],
  work: (workspaceId: string, heads: H[]) => Promise<void>,
): Drain {
  return new Drainer(source, owned, work)
}

interface InFlight {
  done: Promise<void>
  lanes: Set<number>
  hasMore: boolean
}

class Drainer<H extends Head> implements Drain {
  readonly #source: Source<H>
  readonly #lanes: () => number[]
  readonly #work: (workspaceId: string, heads: H[]) => Promise<void>
  readonly #inFlight = new Map<string, InFlight>()
  readonly #running: Promise<void>
  readonly #turns = new Map<string, number>()
  #turn = 0
  #reading: ReadonlySet<number> = new Set()
  #hasWork = true
  #isStopped = false
  #stir = () => {}

  constructor(source: Source<H>, lanes: () => number[], work: (workspaceId: string, heads: H[]) => Promise<void>) {
    this.#source = source
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
      while (!this.#isStopped && (!this.#hasWork || this.#inFlight.size >= MOST_IN_FLIGHT)) await this.#rest()
      if (this.#isStopped) return
      this.#hasWork = false
      try {
        await this.#startBatches()
      } catch (error) {
        log.error({ err: error, box: this.#source.box }, 'reading waiting work failed')
        await rest(PAUSE_AFTER_FAULT_MS)
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
      const heads = await this.#source.read(lanes, [...this.#inFlight.keys()])
      this.#startFairly([...Map.groupBy(heads, (head) => head.workspaceId)])
    } finally {
      this.#reading = new Set()
    }
  }

  /** As many as may be in flight, those first whose turn was longest ago. */
  #startFairly(batches: Array<[workspaceId: string, batch: H[]]>): void {
    const turnOf = ([workspaceId]: [string, H[]]) => this.#turns.get(workspaceId) ?? 0
    const inTurn = batches.toSorted((a, b) => turnOf(a) - turnOf(b))
    const room = MOST_IN_FLIGHT - this.#inFlight.size
    for (const [workspaceId, batch] of inTurn.slice(0, room)) this.#start(workspaceId, batch)
    if (inTurn.length > room) this.#hasWork = true
  }

  #start(workspaceId: string, batch: H[]): void {
    if (this.#turns.size > MOST_REMEMBERED) this.#turns.clear()
    this.#turn += 1
    this.#turns.set(workspaceId, this.#turn)
    const done = this.#work(workspaceId, batch)
      .catch(async (error) => {
        log.error({ err: error, box: this.#source.box }, 'a batch of waiting work failed')
        await rest(PAUSE_AFTER_FAULT_MS)
      })
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
