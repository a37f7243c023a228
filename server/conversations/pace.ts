/** How fast an account sends: at its pace, and not at all while the provider asked for a rest. All of an account goes out by one lane, so the worker that owns the lane keeps the pace by itself. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { OpenLine } from '../channels/lines.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'

/** Turns are given for so long ahead; what does not get one waits in its table. */
const AHEAD_MS = 500
/** Who gains a lane sends nothing for so long: what the owner before had begun is out by then, and its pace is past. */
export const SILENCE_MS = 1000
/** Turns stand apart by so much more than the pace says, since not all messages travel equally fast. */
const SLACK = 1.1
const MOST_PACERS = 10_000

/** When the account may send again, in milliseconds of `Date.now()`. */
export interface Resting {
  until: number
}

/** Where the message may go. */
export interface Turn {
  /** Resolves when the call may be made: at once, where nothing has held the message up since it got its turn. */
  gate: () => Promise<void>
}

/** Waits for its turn, half a second at most; else says how long the account rests. The lane is owned since this instant of `performance.now()`. */
export async function turnOf(line: OpenLine, ownedSince: number): Promise<Turn | Resting> {
  return pacerOf(line, ownedSince).turn()
}

/** The provider asked for a rest: nothing of the account goes out before, whichever worker sends for it then. */
export async function restFor({ workspaceId, id }: OpenLine, seconds: number): Promise<void> {
  pacers.get(id)?.rest(seconds)
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`insert into channel_paces (workspace_id, channel_id, rest_until)
      select ${workspaceId}::uuid, id, clock_timestamp() + make_interval(secs => ${seconds}) from channels where workspace_id = ${workspaceId} and id = ${id}
      on conflict (workspace_id, channel_id) do update set rest_until = greatest(channel_paces.rest_until, excluded.rest_until)`.execute(
      db,
    ),
  )
}

const pacers = new Map<string, Pacer>()

function pacerOf(line: OpenLine, ownedSince: number): Pacer {
  const { pace } = line.channel.definition
  const known = pacers.get(line.id)
  if (known?.pace === pace && known.ownedSince >= ownedSince) return known
  if (pacers.size >= MOST_PACERS) for (const [id, { isIdle }] of pacers) if (isIdle) pacers.delete(id)
  const restsFor = readRest(line)
  const pacer = new Pacer({ pace, ownedSince, restsFor })
  pacers.set(line.id, pacer)
  restsFor.catch(() => {
    if (pacers.get(line.id) === pacer) pacers.delete(line.id) // Whoever waits hears of it, and the next asks again.
  })
  return pacer
}

/** For how many milliseconds the account still rests, as whoever sent for it before has written down. */
async function readRest({ workspaceId, id }: OpenLine): Promise<number> {
  const { rows } = await look({ workspaceId }, (db) =>
    sql<{
      ms: number
    }>`select (extract(epoch from rest_until - clock_timestamp()) * 1000)::float8 as ms from channel_paces
      where workspace_id = ${workspaceId} and channel_id = ${id} and rest_until is not null`.execute(db),
  )
  return rows[0]?.ms ?? 0
}

interface Paced {
  pace: number
  ownedSince: number
  restsFor: Promise<number>
}

/** By a clock that no one sets back. */
class Pacer {
  readonly pace: number
  readonly ownedSince: number
  readonly #gapMs: number
  readonly #known: Promise<void>
  #next: number
  #last = Number.NEGATIVE_INFINITY
  #restUntil = 0

  constructor({ pace, ownedSince, restsFor }: Paced) {
    this.pace = pace
    this.ownedSince = ownedSince
    this.#gapMs = (SLACK / pace) * 1000
    this.#next = ownedSince + SILENCE_MS
    this.#known = restsFor.then((ms) => {
      this.#restUntil = Math.max(this.#restUntil, performance.now() + ms)
    })
    this.#known.catch(() => {}) // Told by each turn that waits for it.
  }

  get isIdle(): boolean {
    return Math.max(this.#next, this.#restUntil) < performance.now() - SILENCE_MS
  }

  rest(seconds: number): void {
    this.#restUntil = Math.max(this.#restUntil, performance.now() + seconds * 1000)
  }

  async turn(): Promise<Turn | Resting> {
    await this.#known
    const now = performance.now()
    if (this.#restUntil > now) return fromNow(this.#restUntil - now)
    const due = Math.max(now, this.#next)
    if (due - now > AHEAD_MS) return fromNow(Math.max(due - now - AHEAD_MS, this.#gapMs / 2))
    this.#next = due + this.#gapMs
    if (due > now) await wait(due - now)
    const restMs = this.#restUntil - performance.now()
    return restMs > 0 ? fromNow(restMs) : { gate: () => this.#gate() }
  }

  /** Messages that were held up come together here, and go on one by one. */
  async #gate(): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, this.#last + this.#gapMs)
    this.#last = at
    this.#next = Math.max(this.#next, at + this.#gapMs)
    if (at > now) await wait(at - now)
  }
}

function fromNow(ms: number): Resting {
  return { until: Date.now() + ms }
}
