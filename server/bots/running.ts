/** Bots as they run: what they are at this moment, and published versions made ready once. */
import { sql } from 'kysely'
import { compile, Flow, type RunnableFlow } from '../../engine/flow.ts'
import type { Tx } from '../db/in-workspace.ts'

/** A bot with what its flow may know of it. */
export interface RunningBot {
  id: string
  name: string
  isLive: boolean
  publishedVersionId: string | null
  workspaceName: string
  timezone: string
}

const MOST_KEPT = 500
const ready = new Map<string, RunnableFlow>()

/** The workspace's bots, read anew for each batch: a change of zone, name or status counts from the next turn on (W10). */
export async function runningBots(tx: Tx): Promise<Map<string, RunningBot>> {
  const { rows } = await sql<RunningBot>`
    select b.id, b.name, b.status = 'live' and b.deleted_at is null and w.deleted_at is null as is_live, f.published_version_id,
      w.name as workspace_name, w.timezone
    from workspaces w
    join bots b on b.workspace_id = w.id
    left join flows f on f.workspace_id = b.workspace_id and f.bot_id = b.id and f.is_main
    where w.id = ${tx.workspaceId} and b.workspace_id = ${tx.workspaceId}`.execute(tx.db)
  return new Map(rows.map((bot) => [bot.id, bot]))
}

/** These versions, compiled. A version never changes, so it is kept. */
export async function runnableFlows(tx: Tx, versionIds: ReadonlySet<string>): Promise<Map<string, RunnableFlow>> {
  const missing = [...versionIds].filter((id) => !ready.has(id))
  if (missing.length > 0) await prepare(tx, missing)
  return new Map([...versionIds].flatMap((id) => [...entry(id)]))
}

async function prepare(tx: Tx, versionIds: string[]): Promise<void> {
  const rows = await tx.db
    .selectFrom('flowVersions')
    .select(['id', 'graph'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', 'in', versionIds)
    .execute()
  if (ready.size + rows.length > MOST_KEPT) ready.clear()
  for (const row of rows) ready.set(row.id, compile(Flow.parse(row.graph)))
}

function entry(id: string): Array<[string, RunnableFlow]> {
  const flow = ready.get(id)
  return flow ? [[id, flow]] : []
}
