/** Messages on their way to providers: one bot user's at a time each, many at once, and none so many that others have no room. */
import { setTimeout as wait } from 'node:timers/promises'
import { log } from '../log.ts'
import type { Busy, OutboundHead } from './look-ups.ts'
import type { Pause } from './sending.ts'

/** How many at once: in all, of a workspace, and of a place (a channel of a bot). Bulk has half of it. */
const MOST = 256
const MOST_OF_A_WORKSPACE = 128
const MOST_OF_A_PLACE = 96
const PAUSE_AFTER_FAULT_MS = 500
/** A wait that is longer is found by the poll, or waits again. */
const LONGEST_WAIT_MS = 60_000

interface Flight {
  workspaceId: string
  place: string
  lane: number
  isBulk: boolean
  done: Promise<void>
}

/** What is in the air in this worker. `landed` is called when there may be room, or something to do, again. */
export class Flights {
  readonly #landed: () => void
  readonly #flying = new Map<string, Flight>()
  /** Places that had no room: with all they have, or with their bulk only. */
  readonly #crowded = new Map<string, 'all' | 'bulk'>()
  readonly #resting = new Map<string, number>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #landings = 0

  constructor(landed: () => void) {
    this.#landed = landed
  }

  /** What is not to be read: keys that fly, and places that rest or have no room. */
  busy(): Omit<Busy, 'workspaces'> {
    const now = Date.now()
    for (const [place, until] of this.#resting) if (until <= now) this.#resting.delete(place)
    const crowded = [...this.#crowded]
    const places = crowded.flatMap(([place, what]) => (what === 'all' ? [place] : []))
    return {
      keys: [...this.#flying.keys()],
      places: [...places, ...this.#resting.keys()],
      bulkOf: crowded.flatMap(([place, what]) => (what === 'bulk' ? [place] : [])),
    }
  }

  isBusy(lane: number): boolean {
    return [...this.#flying.values()].some((flight) => flight.lane === lane)
  }

  /** Whether there is room for these heads of one key; where there is none their place waits until something lands. */
  hasRoom({ workspaceId, place, isBulk }: OutboundHead): boolean {
    const all = [...this.#flying.values()]
    const ofWorkspace = all.filter((flight) => flight.workspaceId === workspaceId)
    const ofPlace = ofWorkspace.filter((flight) => flight.place === place)
    const part = isBulk ? 0.5 : 1
    const isFull =
      all.length >= MOST * part ||
      ofWorkspace.length >= MOST_OF_A_WORKSPACE * part ||
      ofPlace.length >= MOST_OF_A_PLACE * part
    if (isFull && this.#crowded.get(place) !== 'all') this.#crowded.set(place, isBulk ? 'bulk' : 'all')
    return !isFull
  }

  start({ key, workspaceId, place, lane, isBulk }: OutboundHead, send: () => Promise<Pause>): void {
    const done = send()
      .then((pause) => this.#wait(place, pause))
      .catch(async (error) => {
        log.error({ err: error, box: 'outbound' }, 'sending waiting messages failed')
        await wait(PAUSE_AFTER_FAULT_MS)
      })
      .finally(() => this.#land(key))
    this.#flying.set(key, { workspaceId, place, lane, isBulk, done })
  }

  /** Waits for what flies, as long as the patience lasts; the rest is found started by whoever owns its lane next. */
  async stop(patienceMs: number): Promise<void> {
    const patience = new AbortController()
    const landed = Promise.all([...this.#flying.values()].map(({ done }) => done))
    await Promise.race([landed, wait(patienceMs, undefined, { signal: patience.signal }).catch(() => {})])
    patience.abort()
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #wait(place: string, pause: Pause): void {
    if (pause && 'accountRestsUntil' in pause) this.#resting.set(place, pause.accountRestsUntil)
    if (pause) this.#wakeAt('wakeAt' in pause ? pause.wakeAt : pause.accountRestsUntil)
  }

  #wakeAt(instant: number): void {
    const ms = instant - Date.now()
    if (ms > LONGEST_WAIT_MS) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#landed()
    }, Math.max(ms, 0) + 1)
    this.#timers.add(timer)
  }

  /** Not at each landing: what is read again and has no room is read in vain. */
  #land(key: string): void {
    this.#flying.delete(key)
    this.#landings += 1
    if (this.#landings <= this.#flying.size / 4) return
    this.#landings = 0
    this.#crowded.clear()
    this.#landed()
  }
}
