/** Which workspaces a person belongs to: the one question that looks across workspaces. */
import { sql } from 'kysely'
import { RESTORABLE_DAYS } from '../../shared/workspaces.ts'
import { bare } from '../db/database.ts'

/** Their workspaces by name; deleted ones only for owners, as long as they can bring them back (W12). */
export function workspacesOf(userId: string) {
  return bare()
    .selectFrom('members as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspaceId')
    .leftJoin('workspaceLogos as l', 'l.workspaceId', 'w.id')
    .select([
      'w.id',
      'w.name',
      'w.timezone',
      'w.flowTheme',
      'w.businessHours',
      'w.isCodeAllowed',
      'w.plan',
      'w.isDemo',
      'w.createdAt',
      'w.deletedAt',
      'l.etag',
    ])
    .where('m.userId', '=', userId)
    .where((e) =>
      e.or([
        e('w.deletedAt', 'is', null),
        e.and([
          e('m.role', '=', 'owner'),
          e('w.deletedAt', '>', sql<string>`now() - make_interval(days => ${RESTORABLE_DAYS})`),
        ]),
      ]),
    )
    .orderBy('w.name')
    .orderBy('w.id')
    .execute()
}
