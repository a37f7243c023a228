/** Drains a box of waiting work: reads the heads of the owned lanes, workspace by workspace in turn, and works on them in batches, one batch at a time for a workspace. */
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
/** Batches of a workspace begin so far apart: what comes meanwhile costs little more than one message alone. */
const BREATH_MS = 4
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
  startedAt: number
}

class Drainer<H extends Head> implements Drain {
  readonly #source: Source<H>
  readonly #lanes: () => number[]
  readonly #work: (workspaceId: string, heads: H[]) => Promise<void>
  readonly #inFlight = new Map<string, InFlight>()
  /** Done too soon for the next batch of the workspace to begin. */
  readonly #breathing = new Map<string, InFlight>()
  readonly #running: Promise<void>
  readonly #polling: NodeJS.Timeout
  readonly #turns = new Map<string, number>()
  #turn = 0
  /** Batches that were read and found no room yet, for the lanes of then. */
  #ready: Array<[workspaceId: string, batch: H[]]> = []
  #readyFor = ''
  /** Whose work came after the last read began; undefined where it may be anybody's. */
  readonly #woken = new Set<string | undefined>()
  #reading: ReadonlySet<number> = new Set()
  #hasWork = true
  #isStopped = false
  #stir = () => {}

  constructor(source: Source<H>, lanes: () => number[], work: (workspaceId: string, heads: H[]) => Promise<void>) {
    this.#source = source
    this.#lanes = lanes
    this.#work = work
    this.#polling = setInterval(() => this.#readSoon(), POLL_MS)
    this.#running = this.#run()
  }

  /** A workspace that is worked on is read again when its batch is done, not before. */
  wake(workspaceId?: string): void {
    const busy = this.#busyWith(workspaceId)
    for (const each of busy) each.hasMore = true
    if (workspaceId !== undefined && busy.length > 0) return
    this.#woken.add(workspaceId)
    this.#readSoon()
  }

  #busyWith(workspaceId: string | undefined): InFlight[] {
    if (workspaceId === undefined) return [...this.#inFlight.values(), ...this.#breathing.values()]
    const busy = this.#inFlight.get(workspaceId) ?? this.#breathing.get(workspaceId)
    return busy ? [busy] : []
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
    clearInterval(this.#polling)
    this.#stir()
    await this.#running
    await Promise.all([...this.#inFlight.values()].map(({ done }) => done))
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      while (!this.#isStopped && !this.#mayStart()) await this.#rest()
      if (this.#isStopped) return
      try {
        if (this.#ready.length === 0) await this.#readBatches()
        this.#startReady()
      } catch (error) {
        log.error({ err: error, box: this.#source.box }, 'reading waiting work failed')
        await rest(PAUSE_AFTER_FAULT_MS)
        this.#hasWork = true
      }
    }
  }

  #mayStart(): boolean {
    return this.#inFlight.size < MOST_IN_FLIGHT && (this.#hasWork || this.#ready.length > 0)
  }

  /** Until there is news: new work, a batch done, or the poll that is the net below. */
  async #rest(): Promise<void> {
    await new Promise<void>((resume) => {
      this.#stir = resume
    })
    this.#stir = () => {}
  }

  /** Those first whose turn was longest ago. */
  async #readBatches(): Promise<void> {
    this.#hasWork = false
    this.#woken.clear()
    const lanes = this.#lanes()
    if (lanes.length === 0) return
    this.#reading = new Set(lanes)
    try {
      const heads = await this.#source.read(lanes, [...this.#inFlight.keys(), ...this.#breathing.keys()])
      const turnOf = ([workspaceId]: [string, H[]]) => this.#turns.get(workspaceId) ?? 0
      this.#ready = [...Map.groupBy(heads, (head) => head.workspaceId)].sort((a, b) => turnOf(a) - turnOf(b))
      this.#readyFor = lanes.join()
    } finally {
      this.#reading = new Set()
    }
  }

  /** As many as may be in flight; the others when these are done. What is ready is of no worth once lanes have come or gone. */
  #startReady(): void {
    if (this.#ready.length > 0 && this.#lanes().join() !== this.#readyFor) {
      this.#ready = []
      this.#hasWork = true
    }
    const room = MOST_IN_FLIGHT - this.#inFlight.size
    for (const [workspaceId, batch] of this.#ready.splice(0, room)) this.#start(workspaceId, batch)
  }

  #start(workspaceId: string, batch: H[]): void {
    if (this.#turns.size > MOST_REMEMBERED) this.#turns.clear()
    this.#turn += 1
    this.#turns.set(workspaceId, this.#turn)
    const done = this.#work(workspaceId, batch)
      .catch(async (error) => {
        log.error({ err: error, box: this.#source.box }, 'a batch of waiting work failed')
        await rest(PAUSE_AFTER_FAULT_MS)
        inFlight.hasMore = true
      })
      .finally(() => this.#end(workspaceId, inFlight))
    const lanes = new Set(batch.map((head) => head.lane))
    const hasMore = batch.length >= MOST_OF_A_LANE || this.#woken.has(workspaceId) || this.#woken.has(undefined)
    const inFlight = { done, lanes, hasMore, startedAt: Date.now() }
    this.#inFlight.set(workspaceId, inFlight)
  }

  #end(workspaceId: string, ended: InFlight): void {
    this.#inFlight.delete(workspaceId)
    this.#stir()
    const leftMs = ended.startedAt + BREATH_MS - Date.now()
    const goOn = () => {
      this.#breathing.delete(workspaceId)
      if (ended.hasMore) this.#readSoon()
    }
    if (leftMs > 0) {
      this.#breathing.set(workspaceId, ended)
      setTimeout(goOn, Math.min(leftMs, BREATH_MS))
    } else goOn()
  }
}

/** By the timer of all, so that a test which holds the clock holds this too. */
function rest(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms))
}
