/** A worker of a model: a reader over the lanes that it owns. It may stand still, lose its lanes in the middle of its work, or die. */
import { type Drain, drainWith } from '../../conversations/drain.ts'
import type { Box } from '../../conversations/look-ups.ts'
import { advanceIn } from './advance.ts'
import { deliverIn } from './deliver.ts'
import { type House, type Reach, rest } from './house.ts'
import type { Row } from './table.ts'

const MOST_AT_ONCE = 4

/** Work on a key, by a worker in one of its eras. */
interface Hand {
  worker: Worker
  era: number
}

/** Who works on which keys, in all workers of a house. */
export type Hands = Map<string, Set<Hand>>

export class Worker implements Reach {
  readonly house: House
  readonly lanes = new Set<number>()
  /** owned, but no longer worked on */
  readonly leaving = new Set<number>()
  readonly drain: Drain
  readonly #hands: Hands
  readonly #workspaces = new Set<string>()
  state: 'well' | 'still' | 'dead' = 'well'
  isLeaving = false
  /** ends when the lanes are lost all at once, whatever is in flight */
  era = 0
  #eraOfRead = 0
  #wakes: Array<() => void> = []

  constructor(house: House, box: Box, hands: Hands) {
    this.house = house
    this.#hands = hands
    const work = box === 'inbound' ? advanceIn(this) : deliverIn(this)
    this.drain = drainWith<Row>(
      { box, read: (lanes, busy) => this.#read(lanes, busy) },
      () => [...this.lanes].filter((lane) => !this.leaving.has(lane)),
      (workspaceId, heads) => this.#watch(workspaceId, heads, () => work(workspaceId, heads)),
    )
  }

  /** Does something in the table at one instant. Where it throws it may have been done all the same. */
  async reach<T>(change: () => T): Promise<T> {
    await this.passes(15)
    if (this.house.happens('failedCommit')) throw new Error('the commit failed')
    const result = change()
    const isLost = this.house.happens('lostCommit')
    await this.passes(5)
    if (isLost) throw new Error('the connection was lost behind the commit')
    return result
  }

  /** Up to so many milliseconds, and as long as it stands still; who is dead never comes back. */
  async passes(most: number): Promise<void> {
    await rest(1 + this.house.below(most))
    while (this.state === 'still') await new Promise<void>((resume) => this.#wakes.push(resume))
    if (this.state === 'dead') await new Promise(() => {})
  }

  loseLanes(): void {
    this.era += 1
    this.lanes.clear()
    this.leaving.clear()
  }

  goOn(): void {
    if (this.state === 'still') this.state = 'well'
    for (const wake of this.#wakes.splice(0)) wake()
  }

  die(): void {
    this.state = 'dead'
    this.loseLanes()
    void this.drain.stop()
  }

  /** Finishes what it has in hand, and then gives its lanes away. */
  async leave(): Promise<void> {
    this.isLeaving = true
    await this.drain.stop()
    if (this.#workspaces.size > 0) this.house.faults.push('a reader has stopped, but its work goes on')
    this.lanes.clear()
    this.leaving.clear()
  }

  async #read(lanes: number[], busy: string[]): Promise<Row[]> {
    const { house } = this
    const era = this.era
    await this.passes(10)
    if (house.broken === 'never reads on' && house.effects.length > 0) return []
    if (house.happens('failedRead')) throw new Error('the read failed')
    const heads = house.table.heads(lanes, busy, () => (house.happens('staleRead') ? house.below(300) : 0))
    await this.passes(5)
    this.#eraOfRead = era
    return heads
  }

  /** Two at once on one key are a fault, unless one of them has lost its lanes and does not know. */
  async #watch(workspaceId: string, heads: Row[], work: () => Promise<void>): Promise<void> {
    const { faults } = this.house
    if (this.#workspaces.has(workspaceId)) faults.push(`${workspaceId} is worked on twice at once`)
    this.#workspaces.add(workspaceId)
    if (this.#workspaces.size > MOST_AT_ONCE) faults.push(`${this.#workspaces.size} workspaces are worked on at once`)
    const hand = { worker: this, era: this.#eraOfRead }
    const ofKeys = [...new Set(heads.map(({ key }) => key))].map((key) => ({ key, hands: this.#handsOn(key) }))
    for (const { key, hands } of ofKeys) {
      if (isOwner(hand) && [...hands].some(isOwner)) faults.push(`${key} is in two hands at once`)
      hands.add(hand)
    }
    try {
      await work()
    } finally {
      for (const { hands } of ofKeys) hands.delete(hand)
      this.#workspaces.delete(workspaceId)
    }
  }

  #handsOn(key: string): Set<Hand> {
    const hands = this.#hands.get(key) ?? new Set()
    this.#hands.set(key, hands)
    return hands
  }
}

function isOwner({ worker, era }: Hand): boolean {
  return worker.era === era
}
