/** What happens to waiting work that failed: put off with growing pauses, and after the last attempt laid aside in the error log. */
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import type { Box, Head } from './look-ups.ts'

const ATTEMPTS = 4
const FIRST_PAUSE_S = 0.5

export function isLastAttempt(head: Head): boolean {
  return head.attempts + 1 >= ATTEMPTS
}

/** Tries again later; the pause triples each time, with some chance in it so that not all come at once. */
export async function putOff(box: Box, head: Head): Promise<void> {
  const pause = FIRST_PAUSE_S * 3 ** head.attempts * (0.75 + Math.random() / 2)
  await inWorkspace(head, ({ db }) =>
    sql`update ${sql.table(box)} set attempts = attempts + 1, is_held = true, due_at = clock_timestamp() + make_interval(secs => ${pause})
      where workspace_id = ${head.workspaceId} and id = ${head.id}`.execute(db),
  )
}

/** Leaves the row where it is, out of the way of those behind it, until somebody retries its line of the error log. */
export async function layAside(tx: Tx, box: Box, head: Pick<Head, 'id'>, errorId: string): Promise<void> {
  await sql`update ${sql.table(box)} set attempts = attempts + 1, error_id = ${errorId}
    where workspace_id = ${tx.workspaceId} and id = ${head.id}`.execute(tx.db)
}
