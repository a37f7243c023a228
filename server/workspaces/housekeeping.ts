/** What the worker tidies across all workspaces: those deleted long ago, and invitations past their time. */
import { RESTORABLE_DAYS } from '../../shared/workspaces.ts'
import { bare } from '../db/database.ts'
import { removeFilesOf } from '../files/housekeeping.ts'

/** Tables that name a workspace without a foreign key to it. */
const LOOSE = ['events', 'messages', 'letters'] as const

/**
 * Removes every workspace that was deleted more than 30 days ago, with all that belongs to it (W12, attack 105).
 * What stays is a line in `installation` that one was removed and when, without names. Returns how many were removed.
 */
export async function purgeDeletedWorkspaces(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - RESTORABLE_DAYS * 86_400_000).toISOString()
  const due = await bare().selectFrom('workspaces').select('id').where('deletedAt', '<=', before).execute()
  let removed = 0
  for (const { id } of due) {
    if (!(await purge(id, before))) continue
    await removeFilesOf(id)
    removed++
  }
  return removed
}

/** Marks invitations past their time; until then they count for nothing either. */
export async function expireInvitations(): Promise<void> {
  const now = new Date().toISOString()
  await bare()
    .updateTable('invitations')
    .set({ status: 'expired', settledAt: now })
    .where('status', '=', 'pending')
    .where('expiresAt', '<=', now)
    .execute()
}

async function purge(id: string, before: string): Promise<boolean> {
  return bare()
    .transaction()
    .execute(async (db) => {
      // Asked again under the lock: it may have been brought back in this moment.
      const due = await db
        .selectFrom('workspaces')
        .select(['id', 'deletedAt'])
        .where('id', '=', id)
        .where('deletedAt', '<=', before)
        .forUpdate()
        .executeTakeFirst()
      if (!due) return false
      for (const table of LOOSE) await db.deleteFrom(table).where('workspaceId', '=', id).execute()
      await db.deleteFrom('workspaces').where('id', '=', id).execute()
      const value = JSON.stringify({ deletedAt: due.deletedAt, removedAt: new Date().toISOString() })
      await db
        .insertInto('installation')
        .values({ key: `removed-workspace:${id}`, value })
        .execute()
      return true
    })
}
