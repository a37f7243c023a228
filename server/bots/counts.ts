/** How often the steps of a flow were reached, by people and on days of the workspace's calendar. */
import { sql } from 'kysely'
import { StepCounts } from '../../shared/flows.ts'
import type { Actor } from '../access/actor.ts'
import { look } from '../db/in-workspace.ts'
import type { FlowAt } from './flow-rows.ts'
import { readFlow } from './flows.ts'

/** Of the published version, over so many days with today; of a flow that is not published there are none. */
export async function readCounts(actor: Actor, at: FlowAt, days: number): Promise<StepCounts> {
  const { publishedVersion } = await readFlow(actor, at)
  if (!publishedVersion) return { versionId: null, days, steps: [] }
  const { rows } = await look(actor, (db) =>
    sql`select c.step_id, sum(c.entered)::int as entered, sum(c.answered)::int as answered, sum(c.failed)::int as failed
      from step_counts c join workspaces w on w.id = c.workspace_id
      where c.workspace_id = ${actor.workspaceId} and w.id = ${actor.workspaceId} and c.flow_version_id = ${publishedVersion.id}
        and c.day > (now() at time zone w.timezone)::date - ${days}::int
      group by c.step_id order by c.step_id`.execute(db),
  )
  return StepCounts.parse({ versionId: publishedVersion.id, days, steps: rows })
}
