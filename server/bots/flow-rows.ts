/** The rows of flows: found, made and written inside a transaction. */
import { sql } from 'kysely'
import type { Flow } from '../../engine/flow.ts'
import type { NamedFlow } from '../../engine/pack/pack.ts'
import type { Actor } from '../access/actor.ts'
import type { Tx } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'

/** A flow of a bot, as a URL names it. */
export interface FlowAt {
  botId: string
  flowId: string
}

/** Puts this graph in the draft's place, under the next number. */
export async function writeDraft(tx: Tx, to: { actor: Actor; flow: FlowRow; graph: Flow }): Promise<void> {
  await tx.db
    .updateTable('flows')
    .set({
      draft: JSON.stringify(to.graph),
      draftNumber: to.flow.draftNumber + 1,
      draftBy: to.actor.userId,
      draftAt: new Date().toISOString(),
    })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', to.flow.id)
    .execute()
}

export interface FlowRow {
  id: string
  name: string
  isMain: boolean
  draft: unknown
  draftNumber: number
  publishedVersionId: string | null
}

/** A flow of the bot, locked. Refuses with `not-found`. */
export async function findFlow(tx: Tx, { botId, flowId }: FlowAt): Promise<FlowRow> {
  const flow = await tx.db
    .selectFrom('flows')
    .select(['id', 'name', 'isMain', 'draft', 'draftNumber', 'publishedVersionId'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .where('id', '=', flowId)
    .where('deletedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!flow) throw new Refusal('not-found')
  return flow
}

/** Those of these flows of the bot that never were published, locked. */
export async function findUnpublished(tx: Tx, botId: string, ids: readonly string[]): Promise<FlowRow[]> {
  if (ids.length === 0) return []
  return tx.db
    .selectFrom('flows')
    .select(['id', 'name', 'isMain', 'draft', 'draftNumber', 'publishedVersionId'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .where(sql<boolean>`id::text = any(${ids})`)
    .where('publishedVersionId', 'is', null)
    .where('deletedAt', 'is', null)
    .forUpdate()
    .execute()
}

/** Whether a flow would do something else if it were published now; where steps lie, and notes, do not count. */
export const HAS_UNPUBLISHED_CHANGES = sql<boolean>`(v.id is null
  or f.draft - '{layout,notes}'::text[] <> v.graph - '{layout,notes}'::text[])`

export interface FreshFlow {
  id: string
  botId: string
  name: string
  isMain: boolean
  draft: Flow
  /** a user's id */
  by: string
}

export async function insertFlow(tx: Tx, { draft, by, ...flow }: FreshFlow): Promise<void> {
  await tx.db
    .insertInto('flows')
    .values({ workspaceId: tx.workspaceId, ...flow, draft: JSON.stringify(draft), draftBy: by })
    .execute()
}

/** The first flow is the main one where none says so. */
export function rowsOf(flows: NamedFlow[]) {
  const hasMain = flows.some(({ isMain }) => isMain)
  return flows.map(({ flow, ...row }, index) => ({ ...row, isMain: hasMain ? row.isMain : index === 0, draft: flow }))
}
