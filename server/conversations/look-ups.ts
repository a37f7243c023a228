/** What the worker looks up across workspaces: the waiting work that is next, and what is due. */
import { sql } from 'kysely'
import { webchatDefinition } from '../../channels/webchat/definition.ts'
import { bare } from '../db/database.ts'

export const MOST_OF_A_LANE = 8
/** All of an account waits in one lane, our own web chat's in all of them. */
const MOST_OF_AN_ACCOUNT = 64

export type Box = 'inbound' | 'outbound'

/** A waiting row at the head of its key. */
export interface Head {
  workspaceId: string
  id: string
  lane: number
  key: string
  attempts: number
  /** whether something has to be asked of the provider first */
  needsFetch?: boolean
  /** whether it lets everything else go first */
  isBulk?: boolean
}

/**
 * The first due rows of each workspace in each lane; keys whose first row is put off wait with it. Steps from workspace to
 * workspace over the index, so that one with a flood keeps nobody waiting and costs no more than the others.
 */
export async function readHeads(box: Box, lanes: number[], busy: string[]): Promise<Head[]> {
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
    select w.workspace_id, w.id, w.lane, w.key, w.attempts, w.is_bulk, ${box === 'inbound' ? sql`w.needs_fetch` : sql`false`} as needs_fetch from having_work h
    cross join lateral (
      select * from ${table} i
      where i.lane = h.lane and i.workspace_id = h.workspace_id and i.error_id is null and i.due_at <= now()
        and not exists (select from ${table} p where p.lane = h.lane and p.workspace_id = h.workspace_id and p.error_id is null
          and p.is_held and p.due_at > now() and p.key = i.key)
      order by i.is_bulk, i.id limit ${MOST_OF_A_LANE}
    ) w
    where h.workspace_id <> all(${busy}::uuid[])`.execute(bare())
  return rows
}

/** What is worked on already, and is left out: by workspace, by key, by place, and of places where only the bulk waits. */
export interface Busy {
  workspaces: string[]
  keys: string[]
  places: string[]
  bulkOf: string[]
}

/** A message that waits to be sent. */
export interface OutboundHead extends Head {
  /** the channel and the bot: what one account sends */
  place: string
  isBulk: boolean
}

/**
 * The first due messages of each place in each lane, bulk behind all others; keys whose first row is put off wait with it.
 * Steps from place to place, so that one which rests keeps nobody waiting, however much waits there.
 */
export async function readOutbound(lanes: number[], busy: Busy): Promise<OutboundHead[]> {
  const { rows } = await sql<OutboundHead>`
    with recursive having_work (lane, workspace_id, place) as (
      select l.lane, f.workspace_id, f.place from unnest(${lanes}::smallint[]) as l (lane)
      cross join lateral (select workspace_id, place from outbound w where w.lane = l.lane and w.error_id is null
        order by workspace_id, place limit 1) f
      union all
      select h.lane, n.workspace_id, n.place from having_work h
      cross join lateral (select workspace_id, place from outbound w where w.lane = h.lane and w.error_id is null
        and (w.workspace_id, w.place) > (h.workspace_id, h.place) order by workspace_id, place limit 1) n
    )
    select w.workspace_id, w.id, w.lane, w.key, w.attempts, w.place, w.is_bulk from having_work h
    cross join lateral (
      select * from outbound i
      where i.lane = h.lane and i.workspace_id = h.workspace_id and i.place = h.place and i.error_id is null and i.due_at <= now()
        and i.is_bulk <= (h.place <> all(${busy.bulkOf}::text[])) and i.key <> all(${busy.keys}::text[])
        and not exists (select from outbound p where p.workspace_id = h.workspace_id and p.error_id is null
          and p.is_held and p.due_at > now() and p.key = i.key)
      order by i.is_bulk, i.id limit case when h.place like ${`${webchatDefinition.name}:%`} then ${MOST_OF_A_LANE}::int else ${MOST_OF_AN_ACCOUNT}::int end
    ) w
    where h.workspace_id <> all(${busy.workspaces}::uuid[]) and h.place <> all(${busy.places}::text[])
    order by w.is_bulk, w.id`.execute(bare())
  return rows
}

/** A call that waits, at the head of its workspace. */
export interface WaitingCall {
  workspaceId: string
  id: string
  lane: number
  attempts: number
}

/** The calls of each workspace that are due, oldest first, at most `most` of each; those in flight are left out. */
export async function readCalls(lanes: number[], inFlight: string[], most: number): Promise<WaitingCall[]> {
  const { rows } = await sql<WaitingCall>`
    with recursive having_work (lane, workspace_id) as (
      select l.lane, f.workspace_id from unnest(${lanes}::smallint[]) as l (lane)
      cross join lateral (select workspace_id from calls w where w.lane = l.lane and w.error_id is null order by workspace_id limit 1) f
      union all
      select h.lane, n.workspace_id from having_work h
      cross join lateral (select workspace_id from calls w where w.lane = h.lane and w.error_id is null and w.workspace_id > h.workspace_id
        order by workspace_id limit 1) n
    )
    select c.workspace_id, c.id, c.lane, c.attempts from having_work h
    cross join lateral (
      select * from calls i where i.lane = h.lane and i.workspace_id = h.workspace_id and i.error_id is null and i.due_at <= now()
        and i.id <> all(${inFlight}::uuid[])
      order by i.due_at, i.id limit ${most}
    ) c
    order by c.due_at, c.id`.execute(bare())
  return rows
}

/** The workspaces that have due timers in these lanes, and in how many milliseconds the next one is due. */
export async function readTimers(lanes: number[]): Promise<{ workspaceIds: string[]; nextInMs: number | null }> {
  const { rows } = await sql<{ workspaceIds: string[] | null; nextInMs: number | null }>`
    select (select array_agg(distinct t.workspace_id) from timers t where t.lane = any(${lanes}::smallint[]) and t.due_at <= now()) as workspace_ids,
      (select (extract(epoch from min(n.due_at) - now()) * 1000)::float8 from unnest(${lanes}::smallint[]) as l (lane)
        cross join lateral (select due_at from timers t where t.lane = l.lane and t.due_at > now() order by due_at limit 1) n) as next_in_ms`.execute(
    bare(),
  )
  return { workspaceIds: rows[0]?.workspaceIds ?? [], nextInMs: rows[0]?.nextInMs ?? null }
}

/** A schedule of a published flow, with the clock it goes by. */
export interface Scheduled {
  workspaceId: string
  flowId: string
  entryId: string
  botId: string
  detail: unknown
  timezone: string
  isLive: boolean
  publishedAt: string | null
}

export async function readSchedules(): Promise<Scheduled[]> {
  const { rows } = await sql<Scheduled>`
    select e.workspace_id, e.flow_id, e.entry_id, e.bot_id, e.detail, w.timezone, b.status = 'live' as is_live, v.published_at
    from flow_entries e
    join workspaces w on w.id = e.workspace_id and w.deleted_at is null
    join bots b on b.workspace_id = e.workspace_id and b.id = e.bot_id and b.deleted_at is null
    join flows f on f.workspace_id = e.workspace_id and f.id = e.flow_id and f.deleted_at is null
    left join flow_versions v on v.workspace_id = f.workspace_id and v.id = f.published_version_id
    where e.kind = 'schedule'`.execute(bare())
  return rows
}

/** Workspaces in which a schedule still has bot users to reach. */
export async function readOpenRuns(): Promise<string[]> {
  const { rows } = await sql<{ workspaceId: string }>`
    select distinct workspace_id from schedule_runs where done_at is null`.execute(bare())
  return rows.map(({ workspaceId }) => workspaceId)
}

/** Forgets what schedules did long ago; too old to be caught up with anyway. */
export async function forgetOldRuns(): Promise<void> {
  await sql`delete from schedule_runs where done_at < now() - interval '7 days' and occurrence not like 'since %'`.execute(
    bare(),
  )
}
