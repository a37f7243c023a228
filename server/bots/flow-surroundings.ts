/** What only the server knows of a flow's surroundings: which flows, connections, secrets and members there are. */
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Flows } from '../../engine/checks/check-calls.ts'
import { Flow } from '../../engine/flow.ts'
import type { DB } from '../db/types.ts'

export interface Surroundings {
  flows: ReadonlyArray<{ id: string; name: string; isMain: boolean; isPublished: boolean }>
  integrations: readonly string[]
  secrets: readonly string[]
  members: readonly string[]
  isCodeAllowed: boolean
}

/** One statement, so that it may stand in a look. */
export async function readSurroundings(db: Kysely<DB>, workspaceId: string, botId: string): Promise<Surroundings> {
  const { rows } = await sql<Surroundings>`
    select w.is_code_allowed,
      (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'isMain', f.is_main, 'isPublished', f.published_version_id is not null)), '[]')
        from flows f where f.workspace_id = w.id and f.bot_id = ${botId}::uuid and f.deleted_at is null) as flows,
      (select coalesce(jsonb_agg(c.integration), '[]') from connections c where c.workspace_id = w.id) as integrations,
      (select coalesce(jsonb_agg(s.name), '[]') from secrets s where s.workspace_id = w.id) as secrets,
      (select coalesce(jsonb_agg(m.id), '[]') from members m where m.workspace_id = w.id) as members
    from workspaces w where w.id = ${workspaceId}`.execute(db)
  const [found] = rows
  return found ?? { flows: [], integrations: [], secrets: [], members: [], isCodeAllowed: false }
}

const Published = z.object({ id: z.string(), graph: Flow })

/** The flows of the bot as they are published, by their ids. One statement too. */
export async function readPublished(db: Kysely<DB>, workspaceId: string, botId: string): Promise<Flows> {
  const rows = await db
    .selectFrom('flows as f')
    .innerJoin('flowVersions as v', (join) =>
      join.onRef('v.workspaceId', '=', 'f.workspaceId').onRef('v.id', '=', 'f.publishedVersionId'),
    )
    .select(['f.id', 'v.graph'])
    .where('f.workspaceId', '=', workspaceId)
    .where('f.botId', '=', botId)
    .where('f.deletedAt', 'is', null)
    .execute()
  return new Map(rows.map((row) => Published.parse(row)).map(({ id, graph }) => [id, graph]))
}
