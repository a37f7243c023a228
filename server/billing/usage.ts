/** What a workspace holds of each resource, and how much it may: the meters of the usage page (L2). */
import { z } from 'zod'
import { type Extras, limitOf, PLANS, RESOURCES } from '../../shared/plans.ts'
import type { Usage } from '../../shared/workspaces.ts'
import type { Actor } from '../access/actor.ts'
import { look } from '../db/in-workspace.ts'
import { COUNTS } from './limits.ts'

const ExtrasColumn = z.partialRecord(z.enum(RESOURCES), z.number().int())

/** The plan and the meters of the actor's workspace. */
export async function readUsage(actor: Actor): Promise<Usage> {
  const row = await look(actor, (db) =>
    db
      .selectFrom('workspaces as w')
      .select(['w.plan', 'w.extras', ...RESOURCES.map((resource) => COUNTS[resource].as(resource))])
      .where('w.id', '=', actor.workspaceId)
      .executeTakeFirstOrThrow(),
  )
  const extras: Extras = ExtrasColumn.parse(row.extras)
  return {
    plan: { id: row.plan, name: PLANS[row.plan].name },
    meters: RESOURCES.map((resource) => ({
      resource,
      used: row[resource],
      limit: limitOf(row.plan, extras, resource),
    })),
  }
}
