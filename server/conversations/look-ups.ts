/** What the worker looks up across workspaces: the waiting work that is next. */
import { sql } from 'kysely'
import { bare } from '../db/database.ts'

export const MOST_OF_A_LANE = 8

export type Box = 'inbound' | 'outbound'

/** A waiting row at the head of its key. */
export interface Head {
  workspaceId: string
  id: string
  lane: number
  key: string
  attempts: number
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
