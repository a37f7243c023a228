/** The workspace's logo (W9): re-drawn at a fixed size, shown inside and, to who was given its address, outside. */
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { asPicture, type Picture } from '../pictures.ts'

const SIZE = 256

/** The logo's address; it changes with the picture, and cannot be guessed from the workspace's id. */
export function logoUrl(workspaceId: string, etag: string | null): string | null {
  return etag && `/api/workspaces/${workspaceId}/logo?v=${etag.replaceAll('"', '')}`
}

/** Takes a picture of any usual kind; refuses what is none. */
export async function changeLogo(actor: Actor, upload: Uint8Array): Promise<{ logoUrl: string | null }> {
  const logo = await asPicture(upload, SIZE)
  await inWorkspace(actor, async (tx) => {
    const { name } = await stillMay(tx, actor, 'workspace:manage')
    await tx.db
      .insertInto('workspaceLogos')
      .values({ workspaceId: tx.workspaceId, ...logo })
      .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(logo))
      .execute()
    const target = { kind: 'workspace', id: tx.workspaceId, name }
    await record(tx, markOf(actor), 'workspace.updated', { target, after: { logo: logo.etag } })
  })
  return { logoUrl: logoUrl(actor.workspaceId, logo.etag) }
}

export async function removeLogo(actor: Actor): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    const { name } = await stillMay(tx, actor, 'workspace:manage')
    const gone = await tx.db
      .deleteFrom('workspaceLogos')
      .where('workspaceId', '=', tx.workspaceId)
      .returning('etag')
      .executeTakeFirst()
    if (!gone) return
    const target = { kind: 'workspace', id: tx.workspaceId, name }
    await record(tx, markOf(actor), 'workspace.updated', { target, before: { logo: gone.etag }, after: { logo: null } })
  })
}

/** The picture of a workspace that is not deleted. */
export async function readLogo(workspaceId: string): Promise<Picture> {
  const row = await look({ workspaceId }, (db) =>
    db
      .selectFrom('workspaceLogos as l')
      .innerJoin('workspaces as w', 'w.id', 'l.workspaceId')
      .select(['l.etag', 'l.mime', 'l.bytes'])
      .where('l.workspaceId', '=', workspaceId)
      .where('w.deletedAt', 'is', null)
      .executeTakeFirst(),
  )
  if (!row) throw new Refusal('not-found')
  return row
}
