/** Links of a template: the lasting one, and those that install it once. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { BotPackage } from '../../engine/pack/package.ts'
import type { Page, Paging } from '../../shared/paging.ts'
import { type FreshTemplateLink, type NewTemplateLink, TemplateLink } from '../../shared/templates.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { hashToken, newToken } from '../crypto.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { findTemplate, linkOf, mayShare, readTemplate, targetOf } from './templates.ts'

/** Newest first. */
export async function listLinks(actor: Actor, templateId: string, query: Paging): Promise<Page<TemplateLink>> {
  await readTemplate(actor, templateId)
  const list = `template-links|${actor.workspaceId}|${templateId}`
  const [before] = query.cursor ? readCursor(list, query.cursor) : []
  const rows = await look(actor, (db) => {
    let read = links(db, actor.workspaceId).where('l.templateId', '=', templateId)
    if (before) read = read.where(sql<SqlBool>`l.id < ${before}::uuid`)
    return read
      .orderBy('l.id', 'desc')
      .limit(query.limit + 1)
      .execute()
  })
  return pageFrom(rows, query.limit, { list, keys: (row) => [row.id], show: (row) => TemplateLink.parse(row) })
}

/** Makes a link that installs the template once, whoever finds it otherwise. */
export async function createLink(
  actor: Actor,
  templateId: string,
  wanted: NewTemplateLink,
): Promise<z.output<typeof FreshTemplateLink>> {
  const [id, token] = [uuidv7(), newToken()]
  await inWorkspace(actor, async (tx) => {
    await mayShare(tx, actor)
    const template = await findTemplate(tx, templateId)
    await tx.db
      .insertInto('templateLinks')
      .values({
        workspaceId: tx.workspaceId,
        id,
        templateId,
        tokenHash: hashToken(token),
        note: wanted.note,
        createdBy: actor.userId,
        expiresAt: sql<string>`now() + make_interval(days => ${wanted.days})`,
      })
      .execute()
    await record(tx, markOf(actor), 'template.link-created', {
      target: targetOf(template),
      after: { note: wanted.note, days: wanted.days },
    })
  })
  const row = await look(actor, (db) => links(db, actor.workspaceId).where('l.id', '=', id).executeTakeFirstOrThrow())
  return { ...TemplateLink.parse(row), link: linkOf(actor.workspaceId, token) }
}

export async function revokeLink(actor: Actor, templateId: string, id: string): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await mayShare(tx, actor)
    const template = await findTemplate(tx, templateId)
    const gone = await tx.db
      .deleteFrom('templateLinks')
      .where('workspaceId', '=', tx.workspaceId)
      .where('templateId', '=', templateId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw new Refusal('not-found')
    await record(tx, markOf(actor), 'template.link-revoked', { target: targetOf(template) })
  })
}

/** A template as its link leads to it. */
export interface Linked {
  workspaceId: string
  templateId: string
  name: string
  description: string
  category: string
  publisher: string
  updatedAt: string
  package: BotPackage
  /** of a link that installs once */
  linkId: string | null
}

/** Looked up inside the workspace that the token names. Anything but an open link is `gone`, in the same words (attack 37). */
export async function behindLink(token: string): Promise<Linked> {
  const [, hex, secret] = /^([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? []
  if (!hex || !secret) throw new Refusal('gone')
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const row = await look({ workspaceId }, (db) => linked(db, workspaceId, secret).executeTakeFirst())
  if (!row) throw new Refusal('gone')
  return { ...row, workspaceId, package: BotPackage.parse(row.package) }
}

/** Uses a link that installs once, for this one installation; refuses with `gone` when another was quicker. */
export async function claimLink({ workspaceId, linkId }: Linked, claim: string): Promise<void> {
  if (linkId === null) return
  const { numUpdatedRows } = await inWorkspace({ workspaceId }, ({ db }) =>
    db
      .updateTable('templateLinks')
      .set({ installedAt: sql<string>`now()`, installedBy: claim })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', linkId)
      .where('installedAt', 'is', null)
      .where('expiresAt', '>', sql<string>`now()`)
      .executeTakeFirstOrThrow(),
  )
  if (numUpdatedRows === 0n) throw new Refusal('gone')
}

/** Nothing was installed after all: the link is open again. */
export async function giveLinkBack({ workspaceId, linkId }: Linked, claim: string): Promise<void> {
  if (linkId === null) return
  await inWorkspace({ workspaceId }, ({ db }) =>
    db
      .updateTable('templateLinks')
      .set({ installedAt: null, installedBy: null })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', linkId)
      .where('installedBy', '=', claim)
      .execute(),
  )
}

/** In the workspace that made it. */
export async function countInstall(of: { workspaceId: string; templateId: string }): Promise<void> {
  await inWorkspace(of, ({ db }) =>
    db
      .updateTable('templates')
      .set((e) => ({ installs: e('installs', '+', 1) }))
      .where('workspaceId', '=', of.workspaceId)
      .where('id', '=', of.templateId)
      .execute(),
  )
}

function links(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('templateLinks as l')
    .select(['l.id', 'l.note', 'l.createdAt', 'l.expiresAt', 'l.installedAt'])
    .select(
      sql<string>`case when l.installed_at is not null then 'installed' when l.expires_at <= now() then 'expired' else 'available' end`.as(
        'state',
      ),
    )
    .where('l.workspaceId', '=', workspaceId)
}

/** The workspace must be there: what it shared ends with it. */
function linked(db: Kysely<DB>, workspaceId: string, secret: string) {
  return db
    .selectFrom('templates as t')
    .innerJoin('workspaces as w', 'w.id', 't.workspaceId')
    .leftJoin('templateLinks as l', (join) =>
      join
        .onRef('l.workspaceId', '=', 't.workspaceId')
        .onRef('l.templateId', '=', 't.id')
        .on('l.tokenHash', '=', hashToken(secret))
        .on('l.installedAt', 'is', null)
        .on('l.expiresAt', '>', sql<string>`now()`),
    )
    .select(['t.id as templateId', 't.name', 't.description', 't.category', 't.publisher', 't.updatedAt', 't.package'])
    .select('l.id as linkId')
    .where('t.workspaceId', '=', workspaceId)
    .where('w.id', '=', workspaceId)
    .where('w.deletedAt', 'is', null)
    .where('t.deletedAt', 'is', null)
    .where((e) => e.or([e('l.id', 'is not', null), e('t.linkToken', '=', secret)]))
}
