/** Asks again under the workspace's lock: what the door allowed may be over by the time the lock is had. */
import { z } from 'zod'
import { type Extras, type Plan, RESOURCES } from '../../shared/plans.ts'
import { can, leastRole, type Permission, type Role } from '../../shared/roles.ts'
import type { Tx } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'
import type { Actor } from './actor.ts'

const ExtrasColumn = z.partialRecord(z.enum(RESOURCES), z.number().int())

/** The workspace as it is while we hold its lock. */
export interface Locked {
  name: string
  plan: Plan
  extras: Extras
}

/** Takes the workspace's lock; always the first lock of a transaction. Refuses with `not-found` when it is deleted. */
export async function lockWorkspace(tx: Tx): Promise<Locked> {
  const row = await tx.db
    .selectFrom('workspaces')
    .select(['name', 'plan', 'extras'])
    .where('id', '=', tx.workspaceId)
    .where('deletedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return { name: row.name, plan: row.plan, extras: ExtrasColumn.parse(row.extras) }
}

/** Takes the lock and makes sure that the actor is still a member whose role allows it (invariant 8, M6). */
export async function stillMay(tx: Tx, actor: Actor, permission: Permission): Promise<Locked> {
  const [locked, role] = await Promise.all([lockWorkspace(tx), roleNow(tx, actor)])
  if (!role) throw new Refusal('not-found')
  if (!can(role, permission)) throw new Refusal('not-allowed', `This needs the role ${leastRole(permission)} or above.`)
  return locked
}

/** Sent right behind the lock, so it reads what is true once the lock is had. */
async function roleNow(tx: Tx, actor: Actor): Promise<Role | undefined> {
  const row = await tx.db
    .selectFrom('members')
    .select('role')
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', actor.memberId)
    .executeTakeFirst()
  return row?.role
}
