/** How many letters were written by programs on a day, so that a flow in a circle does not flood anybody. */
import { sql } from 'kysely'
import { bare } from '../db/database.ts'
import type { Tx } from '../db/in-workspace.ts'

/** Counts one more of these today (UTC); false when there have been `most` already. */
export async function mayWriteOneMore(tx: Tx, what: string, most: number): Promise<boolean> {
  const { rows } = await sql`
    insert into letter_counts as c (workspace_id, what, day, count) values (${tx.workspaceId}, ${what}, (now() at time zone 'UTC')::date, 1)
    on conflict (workspace_id, what, day) do update set count = c.count + 1 where c.count < ${most} returning count`.execute(
    tx.db,
  )
  return rows.length > 0
}

/** Forgets the counts of days gone by; a schedule of the worker. */
export async function forgetOldLetterCounts(): Promise<void> {
  await sql`delete from letter_counts where day < (now() at time zone 'UTC')::date - 1`.execute(bare())
}
