/** The end of a workspace (W12): stopped at once, brought back within 30 days, then removed with everything in it. */
import { sql } from 'kysely'
import { RESTORABLE_DAYS, type Workspace } from '../../shared/workspaces.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { wantsProof } from '../access/may.ts'
import { stillMay } from '../access/still-may.ts'
import { forgetHere } from '../access/who.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { invalid, Refusal } from '../errors.ts'
import { tellOwners } from '../mail/owners.ts'
import { linkTo } from '../mail/settings.ts'
import { findWorkspace, restorableUntil, showWorkspace } from './workspaces.ts'

/** Deletes the actor's workspace after its name was typed and the password given; its bots, keys and links stop at once. */
export async function deleteWorkspace(actor: Actor, typedName: string): Promise<{ restorableUntil: string }> {
  wantsProof(actor)
  const until = await inWorkspace(actor, async (tx) => {
    const { name } = await stillMay(tx, actor, 'workspace:manage')
    if (typedName.trim() !== name) throw invalid('/name', 'Type the name of the workspace as it is.', 'name-differs')

    const deletedAt = new Date().toISOString()
    await tx.db
      .updateTable('workspaces')
      .set({ deletedAt, deletedBy: actor.userId })
      .where('id', '=', tx.workspaceId)
      .execute()
    await record(tx, markOf(actor), 'workspace.deleted', { target: { kind: 'workspace', id: tx.workspaceId, name } })
    await tellOwners(tx, {
      kind: 'workspace-deleted',
      workspaceName: name,
      values: {
        workspaceName: name,
        byName: actor.name,
        restorableUntil: restorableUntil(deletedAt),
        link: linkTo('/workspaces'),
      },
    })
    return restorableUntil(deletedAt)
  })
  forgetHere()
  return { restorableUntil: until }
}

/** Brings a deleted workspace back; after 30 days it is `gone`. */
export async function restoreWorkspace(actor: Actor): Promise<Workspace> {
  const row = await inWorkspace(actor, async (tx) => {
    await refuseUnlessDeletedOwner(tx, actor)
    const { numUpdatedRows } = await tx.db
      .updateTable('workspaces')
      .set({ deletedAt: null, deletedBy: null })
      .where('id', '=', tx.workspaceId)
      .where('deletedAt', '>', oldestRestorable())
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refusal('gone', 'The workspace can no longer be brought back.')

    const restored = await findWorkspace(tx)
    const target = { kind: 'workspace', id: tx.workspaceId, name: restored.name }
    await record(tx, markOf(actor), 'workspace.restored', { target })
    return restored
  })
  forgetHere()
  return showWorkspace(row)
}

async function refuseUnlessDeletedOwner(tx: Tx, actor: Actor): Promise<void> {
  const { rows } = await sql<{ isDeleted: boolean; isOwner: boolean }>`
    select deleted_at is not null as "isDeleted", exists (select from members m
      where m.workspace_id = w.id and m.id = ${actor.memberId} and m.role = 'owner') as "isOwner"
    from workspaces w where w.id = ${tx.workspaceId} for no key update`.execute(tx.db)
  if (!rows[0]?.isOwner) throw new Refusal('not-found')
  if (!rows[0].isDeleted) throw new Refusal('conflict', 'The workspace is not deleted.')
}

function oldestRestorable(): string {
  return new Date(Date.now() - RESTORABLE_DAYS * 86_400_000).toISOString()
}
