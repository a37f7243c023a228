/** Timers of flows: what is due becomes an event of its chat, in one statement a workspace, so that none is lost or doubled (invariant 31). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { tellHere } from '../bus.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { log } from '../log.ts'
import { readTimers } from './look-ups.ts'

const POLL_MS = 1000
const MOST_AT_ONCE = 500

export interface TimerBox {
  /** Looks at once; with an instant (ISO 8601): at that instant, where nothing is due before. */
  wake(at?: string): void
  isBusy(lane: number): boolean
  stop(): Promise<void>
}

/** Lets the timers of the lanes that `owned` names go off when they are due, until it is stopped. */
export function keepTimers(owned: () => number[]): TimerBox {
  return new Watch(owned)
}

class Watch implements TimerBox {
  readonly #owned: () => number[]
  #lanes: ReadonlySet<number> = new Set()
  #looking: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #wakesAt = 0
  #isAskedAgain = false
  #isStopped = false

  constructor(owned: () => number[]) {
    this.#owned = owned
    this.#sleep(0)
  }

  wake(at?: string): void {
    const inMs = at === undefined ? 0 : Math.max(0, Date.parse(at) - Date.now())
    if (this.#isStopped || inMs >= POLL_MS) return
    if (this.#looking) this.#isAskedAgain = true
    else if (Date.now() + inMs < this.#wakesAt) this.#sleep(inMs)
  }

  isBusy(lane: number): boolean {
    return this.#lanes.has(lane)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#looking
  }

  #sleep(forMs: number): void {
    if (this.#isStopped) return
    clearTimeout(this.#timer)
    this.#wakesAt = Date.now() + forMs
    this.#timer = setTimeout(() => void this.#look(), forMs)
  }

  async #look(): Promise<void> {
    this.#looking = this.#fireAll()
      .catch((error) => {
        log.error({ err: error, box: 'timers' }, 'looking for due timers failed')
        return POLL_MS
      })
      .then((nextInMs) => {
        this.#looking = undefined
        this.#lanes = new Set()
        this.#sleep(this.#isAskedAgain ? 0 : nextInMs)
        this.#isAskedAgain = false
      })
    await this.#looking
  }

  /** Returns in how many milliseconds to look again. */
  async #fireAll(): Promise<number> {
    const lanes = this.#owned()
    if (lanes.length === 0) return POLL_MS
    this.#lanes = new Set(lanes)
    const { workspaceIds, nextInMs } = await readTimers(lanes)
    for (const workspaceId of workspaceIds) await fire(workspaceId, lanes)
    return Math.min(POLL_MS, Math.max(1, Math.ceil(nextInMs ?? POLL_MS)))
  }
}

/** Turns the due timers of a workspace into events, some hundred at a time. */
async function fire(workspaceId: string, lanes: number[]): Promise<void> {
  for (let fired = MOST_AT_ONCE; fired === MOST_AT_ONCE; ) {
    const ids = Array.from({ length: MOST_AT_ONCE }, () => uuidv7())
    const { numAffectedRows = 0n } = await inWorkspace({ workspaceId }, ({ db }) =>
      sql`with due as (
          delete from timers where workspace_id = ${workspaceId} and id in (select id from timers
            where workspace_id = ${workspaceId} and lane = any(${lanes}::smallint[]) and due_at <= now() order by due_at, id limit ${MOST_AT_ONCE})
          returning id, lane, key, body, due_at
        ), numbered as (select d.*, row_number() over (order by due_at, id) as nth from due d)
        insert into inbound (workspace_id, id, lane, key, body)
        select ${workspaceId}::uuid, f.id, n.lane, n.key, n.body from numbered n
        join unnest(${ids}::uuid[]) with ordinality as f (id, nth) on f.nth = n.nth`.execute(db),
    )
    fired = Number(numAffectedRows)
    if (fired > 0) tellHere('inbound', workspaceId)
  }
}
