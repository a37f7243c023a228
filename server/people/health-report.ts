/** How the installation is, for its operators: sizes, waiting work, letters that did not leave. */
import { sql } from 'kysely'
import { z } from 'zod'
import { Health } from '../../shared/operators.ts'
import { bare, connectionsInUse } from '../db/database.ts'
import { isMailSent } from '../mail/settings.ts'
import { VERSION } from '../version.ts'

const STARTED = new Date(performance.timeOrigin).toISOString()

const Figures = z.object({
  database: z.object({ version: z.string(), sizeMb: z.number() }),
  letters: z.object({ waiting: z.number(), failed: z.number(), kept: z.number() }),
  work: z.record(z.string(), z.number().nullable()),
  totals: z.record(z.string(), z.number()),
})

export async function readHealth(): Promise<z.output<typeof Health>> {
  const { rows } = await figures.execute(bare())
  const { database, letters, work, totals } = Figures.parse(rows[0])
  return Health.parse({
    version: VERSION,
    startedAt: STARTED,
    memoryMb: Math.round(process.memoryUsage().rss / 1_048_576),
    database: { ...database, connections: connectionsInUse() },
    letters: { ...letters, isMailSent: isMailSent() },
    work,
    totals,
  })
}

const figures = sql`select
  json_build_object('version', current_setting('server_version'), 'sizeMb', round(pg_database_size(current_database()) / 1048576.0, 1)) as database,
  (select json_build_object('waiting', count(*) filter (where status = 'waiting'), 'failed', count(*) filter (where status = 'failed'),
    'kept', count(*) filter (where status = 'kept')) from letters) as letters,
  json_build_object('inbound', (select count(*) from inbound), 'outbound', (select count(*) from outbound), 'timers', (select count(*) from timers),
    'oldestInboundSeconds', (select extract(epoch from now() - min(due_at))::float8 from inbound)) as work,
  json_build_object('users', (select count(*) from users), 'workspaces', (select count(*) from workspaces where deleted_at is null),
    'bots', (select count(*) from bots where deleted_at is null), 'contacts', (select count(*) from contacts)) as totals`
