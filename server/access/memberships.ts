/** Which workspaces a person belongs to: the one question that looks across workspaces. */
import { bare } from '../db/database.ts'

/** Their workspaces, also those deleted that can still be brought back, by name. */
export function workspacesOf(userId: string) {
  return bare()
    .selectFrom('members as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspaceId')
    .leftJoin('workspaceLogos as l', 'l.workspaceId', 'w.id')
    .select(['w.id', 'w.name', 'w.timezone', 'w.flowTheme', 'w.plan', 'w.isDemo', 'w.createdAt', 'w.deletedAt', 'l.etag'])
    .where('m.userId', '=', userId)
    .orderBy('w.name')
    .orderBy('w.id')
    .execute()
}
