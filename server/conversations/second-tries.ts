/** What happens to waiting work that failed: put off with growing pauses, and after the last attempt laid aside in the error log. */
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import type { Box, Head } from './look-ups.ts'

/** How often something is tried, and the first and longest pause in between; each is three times the one before. */
export interface Tries {
  attempts: number
  firstPauseS: number
  longestPauseS: number
}

/** For our own work: what fails four times has a fault of its own. */
const USUAL: Tries = { attempts: 4, firstPauseS: 0.5, longestPauseS: 60 }
/** For what others have to take: some eleven minutes, in which a provider may be back. */
export const PATIENT: Tries = { attempts: 8, firstPauseS: 1, longestPauseS: 300 }

export function isLastAttempt(head: Pick<Head, 'attempts'>, tries = USUAL): boolean {
  return head.attempts + 1 >= tries.attempts
}

/** How long to wait before the next attempt, in seconds, with some chance in it so that not all come at once. */
export function pauseOf({ attempts }: Pick<Head, 'attempts'>, { firstPauseS, longestPauseS } = USUAL): number {
  return Math.min(firstPauseS * 3 ** attempts, longestPauseS) * (0.75 + Math.random() / 2)
}

/** Tries again later. */
export async function putOff(box: Box, head: Head): Promise<void> {
  const pause = pauseOf(head)
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
