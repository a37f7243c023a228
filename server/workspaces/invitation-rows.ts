/** Invitations as rows: how they are found, shown, and how their two links are made. */
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { Invitation } from '../../shared/invitations.ts'
import type { Page } from '../../shared/paging.ts'
import type { Actor } from '../access/actor.ts'
import { hashToken, newToken, seal, unseal } from '../crypto.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { look, type Tx } from '../db/in-workspace.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { linkTo } from '../mail/settings.ts'

/** The pending invitations, newest first. */
export async function listInvitations(
  actor: Actor,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<Invitation>> {
  const list = `invitations|${actor.workspaceId}`
  const [before] = query.cursor === undefined ? [] : readCursor(list, query.cursor)
  const rows = await look(actor, (db) =>
    invitationQuery(db, actor.workspaceId)
      .where('i.status', '=', 'pending')
      .where('i.expiresAt', '>', sql<string>`now()`)
      .$if(before !== undefined, (q) => q.where('i.id', '<', before ?? ''))
      .orderBy('i.id', 'desc')
      .limit(query.limit + 1)
      .execute(),
  )
  return pageFrom(rows, query.limit, { list, keys: (row) => [row.id], show: showInvitation })
}

/** The invitation for a change, locked; one that is no longer open is a conflict, terminal states never change (invariant 13). */
export async function openInvitation(tx: Tx, id: string): Promise<InvitationRow> {
  await settleExpired(tx)
  const row = await invitationQuery(tx.db, tx.workspaceId).where('i.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  if (row.status !== 'pending') throw new Refusal('conflict', `The invitation is ${row.status}.`)
  return row
}

export async function invitationIn(tx: Tx, id: string): Promise<Invitation> {
  return showInvitation(await invitationQuery(tx.db, tx.workspaceId).where('i.id', '=', id).executeTakeFirstOrThrow())
}

/** What is past its time becomes `expired` and holds its seat no longer (M7). */
export async function settleExpired(tx: Tx): Promise<void> {
  await tx.db
    .updateTable('invitations')
    .set({ status: 'expired', settledAt: sql<string>`now()` })
    .where('workspaceId', '=', tx.workspaceId)
    .where('status', '=', 'pending')
    .where('expiresAt', '<=', sql<string>`now()`)
    .execute()
}

export type InvitationRow = Awaited<ReturnType<ReturnType<typeof invitationQuery>['executeTakeFirstOrThrow']>>

export function invitationQuery(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('invitations as i')
    .leftJoin('letters as l', 'l.id', 'i.letterId')
    .leftJoin('users as u', 'u.id', 'i.invitedBy')
    .select(['i.id', 'i.email', 'i.role', 'i.access', 'i.bots', 'i.message', 'i.status'])
    .select(['i.createdAt', 'i.sentAt', 'i.sentCount', 'i.expiresAt', 'i.sealedToken'])
    .select(['u.id as inviterId', 'u.name as inviterName', 'l.status as delivery'])
    .where('i.workspaceId', '=', workspaceId)
}

export function showInvitation(row: InvitationRow): Invitation {
  const invitedBy = row.inviterId && row.inviterName ? { id: row.inviterId, name: row.inviterName } : null
  return Invitation.parse({ ...row, invitedBy, delivery: row.delivery ?? 'kept' })
}

/**
 * An invitation has two tokens. The one in the letter proves that its reader has the address. The one that the inviter may copy is
 * made from it, one way: it opens the same invitation, but proves nothing about the address, since the inviter knows it too.
 */
export function newInvitationToken(workspaceId: string, id: string) {
  const token = newToken()
  return {
    token,
    columns: {
      tokenHash: hashToken(token),
      linkHash: hashToken(copiedToken(token)),
      sealedToken: seal(token, placeOf(workspaceId, id)),
    },
  }
}

export function letterLink(workspaceId: string, token: string): string {
  return linkTo(`/invitation/${workspaceId.replaceAll('-', '')}.${token}`)
}

/** The link that the inviter copies. */
export function copiedLink(workspaceId: string, token: string): string {
  return letterLink(workspaceId, copiedToken(token))
}

export function tokenOf(workspaceId: string, row: Pick<InvitationRow, 'id' | 'sealedToken'>): string {
  return unseal(row.sealedToken, placeOf(workspaceId, row.id))
}

/** The parts of a token from a link; null when it is none of ours. */
export function readInvitationToken(text: string): { workspaceId: string; hash: Buffer } | null {
  const [, hex, secret] = /^([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/.exec(text) ?? []
  if (!hex || !secret) return null
  return { workspaceId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), hash: hashToken(secret) }
}

function copiedToken(token: string): string {
  return createHash('sha256').update(`copied|${token}`).digest('base64url')
}

function placeOf(workspaceId: string, id: string): string {
  return `${workspaceId}|invitation|${id}|token`
}
