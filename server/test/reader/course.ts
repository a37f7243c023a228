/** One course of a model: rows come, workers and their lanes come and go, and in the end everything must be done, once and in order. */
import { vi } from 'vitest'
import type { Box } from '../../conversations/look-ups.ts'
import { randomBy } from '../chaos/random.ts'
import { type Broken, House, type Risks, rest } from './house.ts'
import { type Hands, Worker } from './worker.ts'

export interface Course {
  seed: number
  box: Box
  /** nothing goes wrong, and all the workers stay as they are */
  isCalm?: boolean
  /** instead of what chance says */
  risks?: Partial<Risks>
  broken?: Broken
}

export interface Outcome {
  faults: string[]
  /** from being there until it took effect, of the row that waited longest */
  longestWaitMs: number
  /** since the trouble was over */
  doneAfterMs: number
}

const LANES = 8
const ROWS = 24
const TROUBLE_MS = 3000
const PATIENCE_MS = 20_000
const NO_RISKS: Risks = {
  staleRead: 0,
  failedRead: 0,
  failedCommit: 0,
  lostCommit: 0,
  lostWake: 0,
  refusedSend: 0,
  lostAnswer: 0,
}

/** Runs while vitest holds `setTimeout` and `Date`; moves the clock itself. */
export async function runCourse(course: Course): Promise<Outcome> {
  const run = new Run(course)
  const done = run.toItsEnd()
  let isOver = false
  void done.finally(() => {
    isOver = true
  })
  while (!isOver) {
    await new Promise((resume) => setImmediate(resume)) // Everything that waits for no clock goes as far as it can.
    if (!isOver) vi.advanceTimersToNextTimer()
  }
  return done
}

interface Put {
  id: string
  key: string
  at: number
}

class Run {
  readonly #box: Box
  readonly #isCalm: boolean
  readonly #house: House
  readonly #hands: Hands = new Map()
  readonly #put: Put[] = []
  readonly #keys: Array<{ key: string; workspaceId: string; lane: number }>
  #workers: Worker[] = []
  #isTrouble: boolean
  #isOver = false

  constructor({ seed, box, isCalm = false, broken, ...course }: Course) {
    const chance = randomBy(seed)
    const upTo = (most: number) => (isCalm ? 0 : chance() * most)
    const risks = {
      staleRead: upTo(0.6),
      failedRead: upTo(0.1),
      failedCommit: upTo(0.15),
      lostCommit: upTo(0.15),
      lostWake: upTo(1),
      refusedSend: upTo(0.1),
      lostAnswer: upTo(0.1),
      ...course.risks,
    }
    this.#box = box
    this.#isCalm = isCalm
    this.#isTrouble = !isCalm
    this.#house = new House({ chance, risks, inDoubt: chance() < 0.5 ? 'hold' : 'resend', broken })
    const workspaces = 1 + this.#house.below(6)
    this.#keys = Array.from({ length: 2 + this.#house.below(8) }, (_, number) => ({
      key: `key ${number}`,
      workspaceId: `workspace ${number % workspaces}`,
      lane: this.#house.below(LANES),
    }))
    for (let count = 1 + this.#house.below(3); count > 0; count--) this.#join()
  }

  async toItsEnd(): Promise<Outcome> {
    const putting = this.#putAll()
    const keeping = [this.#keepLanes(), this.#makeTrouble()]
    await rest(TROUBLE_MS)
    this.#calmDown()
    const calmAt = Date.now()
    await putting
    while (this.#house.table.waiting().length > 0 && Date.now() < calmAt + PATIENCE_MS) await rest(20)
    const doneAfterMs = Date.now() - calmAt
    this.#isOver = true
    await Promise.all([...keeping, this.#stop()])
    return { faults: this.#faults(), longestWaitMs: this.#longestWait(), doneAfterMs }
  }

  async #putAll(): Promise<void> {
    const { table } = this.#house
    for (let number = 0; number < ROWS; number++) {
      const place = this.#keys[this.#house.below(this.#keys.length)]
      if (!place) return
      const id = String(number).padStart(4, '0')
      const failures = !this.#isCalm && this.#house.chance() < 0.05 ? 1 + this.#house.below(2) : 0
      const traits = { attempts: 0, dueAt: 0, isHeld: false, isAside: false, started: null, failures }
      table.put({ ...place, id, ...traits })
      this.#put.push({ id, key: place.key, at: Date.now() })
      this.#tell(place.workspaceId)
      if (this.#house.chance() < 0.7) await rest(this.#house.below(200))
    }
  }

  #tell(workspaceId?: string): void {
    for (const { drain } of this.#workers)
      if (!this.#house.happens('lostWake')) setTimeout(() => drain.wake(workspaceId), 1 + this.#house.below(5))
  }

  #join(): void {
    this.#workers.push(new Worker(this.#house, this.#box, this.#hands))
  }

  #living(): Worker[] {
    return this.#workers.filter(({ state, isLeaving }) => state === 'well' && !isLeaving)
  }

  #any(workers: Worker[]): Worker | undefined {
    return workers[this.#house.below(workers.length)]
  }

  /** Lanes change hands, one after the other: none before nothing of it is in flight. */
  async #keepLanes(): Promise<void> {
    for (; !this.#isOver; await rest(100)) for (let lane = 0; lane < LANES; lane++) this.#keepLane(lane)
  }

  #keepLane(lane: number): void {
    const owner = this.#workers.find(({ lanes }) => lanes.has(lane))
    if (owner && this.#isTrouble && this.#house.chance() < 0.1) owner.leaving.add(lane)
    if (owner && !this.#isGivenAway(owner, lane)) return
    const heir = this.#any(this.#living())
    heir?.lanes.add(lane)
    if (heir && !this.#house.happens('lostWake')) heir.drain.wake()
  }

  #isGivenAway(owner: Worker, lane: number): boolean {
    const isKept = owner.drain.isBusy(lane) && this.#house.broken !== 'lanes given away in flight'
    if (isKept || !owner.leaving.has(lane)) return false
    owner.leaving.delete(lane)
    return owner.lanes.delete(lane)
  }

  async #makeTrouble(): Promise<void> {
    while (this.#isTrouble) {
      await rest(100 + this.#house.below(500))
      if (!this.#isTrouble) return
      const [worker, what] = [this.#any(this.#living()), this.#house.below(6)]
      if (!worker) continue
      if (what === 0) worker.loseLanes()
      if (what === 1) this.#standStill(worker)
      if (what === 2) this.#replace(worker)
      if (what === 3 && this.#living().length < 4) this.#join()
      if (what === 4 && this.#living().length > 1) void worker.leave()
    }
  }

  /** Perhaps the others notice, and cut it off. */
  #standStill(worker: Worker): void {
    worker.state = 'still'
    if (this.#house.chance() < 0.7) setTimeout(() => worker.state === 'still' && worker.loseLanes(), 200)
    setTimeout(() => worker.goOn(), 100 + this.#house.below(1500))
  }

  #replace(worker: Worker): void {
    worker.die()
    this.#workers = this.#workers.filter((each) => each !== worker)
    this.#join()
  }

  #calmDown(): void {
    this.#isTrouble = false
    this.#house.risks = NO_RISKS
    for (const worker of this.#workers) worker.goOn()
  }

  async #stop(): Promise<void> {
    const stopped = Promise.all(this.#workers.map((worker) => worker.leave())).then(() => true)
    const isStopped = await Promise.race([stopped, rest(PATIENCE_MS).then(() => false)])
    if (!isStopped) this.#house.faults.push('a reader does not stop')
  }

  #faults(): string[] {
    const { table, effects, held, doubted, inDoubt, faults } = this.#house
    const found = [...faults, ...table.waiting().map(({ id }) => `${id} still waits`)]
    const counts = new Map([...Map.groupBy(effects, ({ id }) => id)].map(([id, all]) => [id, all.length]))
    const isSend = this.#box === 'outbound'
    for (const { id } of this.#put) {
      const count = counts.get(id) ?? 0
      const mayRepeat = isSend && inDoubt === 'resend' && doubted.has(id)
      if (count === 0 && !held.has(id)) found.push(`${id} never took effect`)
      if (count > 1 && !mayRepeat) found.push(`${id} took effect ${count} times`)
    }
    return [...found, ...this.#disorder()]
  }

  /** Each for the first time behind all before it; what is held may come late, by the hand of who began it. */
  #disorder(): string[] {
    const { effects, held } = this.#house
    const first = [...new Set(effects.map(({ id }) => id))].filter((id) => !held.has(id))
    const keyOf = new Map(this.#put.map(({ id, key }) => [id, key]))
    return [...Map.groupBy(first, (id) => keyOf.get(id))].flatMap(([key, ids]) =>
      ids.join() === ids.toSorted().join() ? [] : [`${key} came as ${ids}`],
    )
  }

  #longestWait(): number {
    const at = new Map(this.#house.effects.toReversed().map((effect) => [effect.id, effect.at]))
    return Math.max(...this.#put.map((put) => (at.get(put.id) ?? put.at) - put.at))
  }
}
