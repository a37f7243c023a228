/** How fast an account sends: at its pace over all workers together, and not at all while the provider asked for a rest. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { OpenLine } from '../channels/lines.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { gathering } from './gathering.ts'

/** Places in the row of an account are given out for so long ahead; what does not get one waits in its table. */
const AHEAD_S = 0.5
/** Who is later than this at the door has lost the place. Places stand wider apart by as much, so that the pace is never exceeded. */
const LATE_MS = 100

/** When the account may send again, in milliseconds of `Date.now()`. */
export interface Resting {
  until: number
}

/** A place in the row: good until it is late. */
export interface Slot {
  isLate: () => boolean
}

const takers = new Map<string, { pace: number; take: ReturnType<typeof takerOf> }>()
const MOST_TAKERS = 1000

/** Waits for its turn, half a second at most; else says how long the account rests. */
export async function slotOf(line: OpenLine): Promise<Slot | Resting> {
  const { pace } = line.channel.definition
  const known = takers.get(line.id)
  if (takers.size > MOST_TAKERS) takers.clear()
  const taker = known?.pace === pace ? known : { pace, take: takerOf(line.id, pace) }
  takers.set(line.id, taker)
  const given = await taker.take(line.workspaceId, null)
  if ('until' in given) return given
  await wait(Math.max(0, given.from - now()))
  const until = rests.get(line.id) ?? 0
  return until > Date.now() ? { until } : { isLate: () => now() > given.late }
}

/** What this worker was asked for itself: places that were given out before are void. */
const rests = new Map<string, number>()

/** The provider asked for a rest: all workers see it, and nothing of the account goes out before. */
export async function restFor({ workspaceId, id }: OpenLine, seconds: number): Promise<void> {
  if (rests.size > MOST_TAKERS) rests.clear()
  rests.set(id, Date.now() + seconds * 1000)
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`insert into channel_paces (workspace_id, channel_id, rest_until)
      select ${workspaceId}::uuid, id, clock_timestamp() + make_interval(secs => ${seconds}) from channels where workspace_id = ${workspaceId} and id = ${id}
      on conflict (workspace_id, channel_id) do update set rest_until = greatest(channel_paces.rest_until, excluded.rest_until)`.execute(
      db,
    ),
  )
}

interface Given {
  from: number
  late: number
}

/** Those who ask together are given places by one statement. */
function takerOf(channelId: string, pace: number) {
  const gap = (1 + LATE_MS / 1000) / pace
  return gathering<null, Given | Resting>(async (workspaceId, asking) => {
    const asked = now()
    const { start, granted, at } = await reserve({ workspaceId, channelId, gap, count: asking.length })
    clock.heard({ asked, at, received: now() })
    return asking.map((_, index) => {
      const due = start + index * gap * 1000
      if (index < granted) return { from: clock.latest(due), late: clock.earliest(due) + LATE_MS }
      return { until: Date.now() + Math.max(start + granted * gap * 1000 - at - AHEAD_S * 1000, gap * 500) }
    })
  })
}

interface Reserved {
  /** of the first place, and of the statement: milliseconds by the clock of the database */
  start: number
  at: number
  granted: number
}

async function reserve(wanted: {
  workspaceId: string
  channelId: string
  gap: number
  count: number
}): Promise<Reserved> {
  const { workspaceId, channelId, gap, count } = wanted
  const update = sql<Reserved>`
    update channel_paces p set next_at = s.start + make_interval(secs => s.granted * ${gap}::float8)
    from (
      select x.start, x.at, greatest(0, least(${count}::int, 1 + floor(extract(epoch from x.at - x.start + make_interval(secs => ${AHEAD_S})) / ${gap}::float8)::int)) as granted
      from (
        select greatest(q.next_at, q.rest_until, t.at) as start, t.at
        from channel_paces q cross join (select clock_timestamp() as at) t
        where q.workspace_id = ${workspaceId} and q.channel_id = ${channelId} for update of q
      ) x
    ) s
    where p.workspace_id = ${workspaceId} and p.channel_id = ${channelId}
    returning extract(epoch from s.start)::float8 * 1000 as start, extract(epoch from s.at)::float8 * 1000 as at, s.granted`
  const { rows } = await inWorkspace({ workspaceId }, async ({ db }) => {
    const known = await update.execute(db)
    if (known.rows.length > 0) return known
    await sql`insert into channel_paces (workspace_id, channel_id)
      select ${workspaceId}::uuid, id from channels where workspace_id = ${workspaceId} and id = ${channelId} on conflict do nothing`.execute(
      db,
    )
    return update.execute(db)
  })
  // An account that was disconnected meanwhile has no pace; what asks for it finds out next.
  return rows[0] ?? { start: Date.now(), at: Date.now(), granted: count }
}

/** A clock that no one sets back. */
function now(): number {
  return performance.timeOrigin + performance.now()
}

const KNOWN_FOR_MS = 60_000

/** How far the database's clock may stand from ours, as narrow as the quickest answers tell. */
class Clock {
  #low = Number.NEGATIVE_INFINITY
  #high = Number.POSITIVE_INFINITY
  #since = 0

  heard({ asked, at, received }: { asked: number; at: number; received: number }): void {
    const isOld = received - this.#since > KNOWN_FOR_MS
    const low = isOld ? asked - at : Math.max(this.#low, asked - at)
    const high = isOld ? received - at : Math.min(this.#high, received - at)
    const isOdd = low > high // One of the clocks was set.
    this.#low = isOdd ? asked - at : low
    this.#high = isOdd ? received - at : high
    if (isOld || isOdd) this.#since = received
  }

  earliest(instant: number): number {
    return instant + this.#low
  }

  latest(instant: number): number {
    return instant + this.#high
  }
}

const clock = new Clock()
