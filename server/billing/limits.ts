/** How much a workspace may hold (W3, L2): every creation reserves its room under the workspace's lock. */
import { sql } from 'kysely'
import { limitOf, type Plan, type Resource } from '../../shared/plans.ts'
import { type Locked, lockWorkspace } from '../access/still-may.ts'
import type { Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { tellOwners } from '../mail/owners.ts'
import { linkTo } from '../mail/settings.ts'

const TOLD_AT = [80, 100]
let defaultPlan: Plan = 'self-hosted'

/** Tells which plan a new workspace has. */
export function setDefaultPlan(plan: Plan): void {
  defaultPlan = plan
}

export function planOfNewWorkspace(): Plan {
  return defaultPlan
}

/** What is counted of each resource; a pending invitation holds a seat (M7), and who is merged with another bot user is that one. */
export const COUNTS = {
  members: sql<number>`(select count(*) from members where workspace_id = ${sql.ref('w.id')})
    + (select count(*) from invitations where workspace_id = ${sql.ref('w.id')} and status = 'pending' and expires_at > now())`,
  bots: sql<number>`(select count(*) from bots where workspace_id = ${sql.ref('w.id')} and deleted_at is null)`,
  contacts: sql<number>`(select count(*) from contacts where workspace_id = ${sql.ref('w.id')} and not is_over_limit and merged_into is null)`,
} as const satisfies Record<Resource, unknown>

/** Makes sure that `count` more fit, and holds the lock so that they still do at the commit. Refuses with `limit-reached`. */
export async function reserve(tx: Tx, resource: Resource, count = 1): Promise<void> {
  const locked = await lockWorkspace(tx)
  const limit = limitOf(locked.plan, locked.extras, resource)
  if (limit === null) return
  const used = await countOf(tx, resource)
  if (used + count > limit) throw limitReached(resource, limit, used)
  await tellNear(tx, locked, { resource, before: used, after: used + count, limit })
}

/** A pending invitation becomes a member in its own seat; only a plan that was lowered meanwhile can leave no room for it. */
export async function seatIsLeft(tx: Tx, { plan, extras }: Locked): Promise<void> {
  const limit = limitOf(plan, extras, 'members')
  if (limit === null) return
  const { members } = await tx.db
    .selectFrom('members')
    .select((e) => e.fn.countAll<number>().as('members'))
    .where('workspaceId', '=', tx.workspaceId)
    .executeTakeFirstOrThrow()
  if (members + 1 > limit) throw limitReached('members', limit, members)
}

async function countOf(tx: Tx, resource: Resource): Promise<number> {
  const row = await tx.db
    .selectFrom('workspaces as w')
    .select(COUNTS[resource].as('used'))
    .where('w.id', '=', tx.workspaceId)
    .executeTakeFirstOrThrow()
  return row.used
}

function limitReached(resource: Resource, limit: number, used: number): Refusal {
  return new Refusal('limit-reached', `The plan allows ${limit} ${resource}; ${used} are in use.`, {
    extra: { resource, limit, used },
  })
}

/** Owners are told when 80 and 100 % are passed; of bot users by letter too, since these come without anyone's doing (L3). */
async function tellNear(
  tx: Tx,
  { name }: Locked,
  is: { resource: Resource; before: number; after: number; limit: number },
): Promise<void> {
  const { resource, before, after, limit } = is
  const percent = TOLD_AT.findLast((each) => before * 100 < each * limit && after * 100 >= each * limit)
  if (percent === undefined) return
  await record(tx, { kind: 'system', reason: 'limits' }, 'limit.neared', {
    target: { kind: 'limit', id: resource },
    data: { resource, percent, limit, used: after },
  })
  if (resource !== 'contacts') return
  const values = { workspaceName: name, resource, percent, link: linkTo(`/w/${tx.workspaceId}/usage`) }
  await tellOwners(tx, { kind: 'limit-neared', workspaceName: name, values })
}
