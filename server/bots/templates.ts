/** Templates of a workspace: its bots and flows packed for others; secrets, members and bot users never travel (attack 17). */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { packBot } from '../../engine/pack/pack.ts'
import { BotPackage, type ReportLine } from '../../engine/pack/package.ts'
import type { Page, Paging } from '../../shared/paging.ts'
import {
  type NewTemplate,
  type PackedTemplate,
  Template,
  type TemplateChange,
  TemplateNeeds,
} from '../../shared/templates.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { type Locked, stillMay } from '../access/still-may.ts'
import { newToken } from '../crypto.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { linkTo } from '../mail/settings.ts'
import { emailsOfMembers, readSource } from './packages.ts'

const TEMPLATES_LIMIT = 500

/** The workspace's own templates, newest first. */
export async function listTemplates(actor: Actor, query: Paging): Promise<Page<Template>> {
  const list = `templates|${actor.workspaceId}`
  const [before] = query.cursor ? readCursor(list, query.cursor) : []
  const rows = await look(actor, (db) => {
    let read = templates(db, actor.workspaceId)
    if (before) read = read.where(sql<SqlBool>`t.id < ${before}::uuid`)
    return read
      .orderBy('t.id', 'desc')
      .limit(query.limit + 1)
      .execute()
  })
  return pageFrom(rows, query.limit, { list, keys: (row) => [row.id], show: (row) => show(actor.workspaceId, row) })
}

export async function readTemplate(actor: Actor, id: string): Promise<Template> {
  const row = await look(actor, (db) => templates(db, actor.workspaceId).where('t.id', '=', id).executeTakeFirst())
  if (!row) throw new Refusal('not-found')
  return show(actor.workspaceId, row)
}

/** Packs the bot, or these flows of it, as they are drafted now. */
export async function createTemplate(actor: Actor, wanted: NewTemplate): Promise<z.output<typeof PackedTemplate>> {
  const { bot, flows, ...words } = wanted
  const id = uuidv7()
  const report = await inWorkspace(actor, async (tx) => {
    const locked = await mayShare(tx, actor)
    await templatesFit(tx)
    const packed = await pack(tx, actor, { botId: bot, flows })
    await tx.db
      .insertInto('templates')
      .values({
        ...words,
        workspaceId: tx.workspaceId,
        id,
        package: JSON.stringify(packed.package),
        linkToken: words.visibility === 'private' ? null : newToken(),
        publisher: locked.name,
        madeBy: actor.userId,
      })
      .execute()
    await record(tx, markOf(actor), 'template.created', { target: targetOf({ id, ...words }), after: words })
    return packed.report
  })
  return { template: await readTemplate(actor, id), report }
}

/** Changes words and who finds it; with a bot it is packed anew. What is shared gets a link, and keeps it for as long as it is. */
export async function changeTemplate(
  actor: Actor,
  id: string,
  change: TemplateChange,
): Promise<z.output<typeof PackedTemplate>> {
  const { bot, flows, ...words } = change
  const report = await inWorkspace(actor, async (tx) => {
    const locked = await mayShare(tx, actor)
    const before = await findTemplate(tx, id)
    const packed = bot === undefined ? undefined : await pack(tx, actor, { botId: bot, flows })
    const visibility = words.visibility ?? before.visibility
    await tx.db
      .updateTable('templates')
      .set({
        ...words,
        ...(packed && { package: JSON.stringify(packed.package) }),
        linkToken: visibility === 'private' ? null : (before.linkToken ?? newToken()),
        publisher: locked.name,
        updatedAt: new Date().toISOString(),
      })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    await record(tx, markOf(actor), 'template.updated', {
      target: targetOf({ id, name: words.name ?? before.name }),
      after: { ...words, isPackedAnew: packed !== undefined },
    })
    return packed?.report ?? []
  })
  return { template: await readTemplate(actor, id), report }
}

/** Takes the template away; its links end, what was installed from it stays. */
export async function deleteTemplate(actor: Actor, id: string): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await mayShare(tx, actor)
    const template = await findTemplate(tx, id)
    await tx.db
      .updateTable('templates')
      .set({ deletedAt: new Date().toISOString(), linkToken: null })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    await record(tx, markOf(actor), 'template.deleted', { target: targetOf(template) })
  })
}

/** Of a template, locked. */
export async function findTemplate(tx: Tx, id: string) {
  const template = await tx.db
    .selectFrom('templates')
    .select(['id', 'name', 'visibility', 'linkToken'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!template) throw new Refusal('not-found')
  return template
}

export async function mayShare(tx: Tx, actor: Actor): Promise<Locked> {
  if (actor.bots) throw new Refusal('not-allowed', 'Your access is limited to certain bots.')
  return stillMay(tx, actor, 'templates:manage')
}

export function targetOf({ id, name }: { id: string; name: string }) {
  return { kind: 'template', id, name }
}

/** What of a package is shown before it is installed. */
export function contentsOf(from: BotPackage) {
  const fields = from.fields.map(({ value, ...field }) => field)
  return {
    needs: TemplateNeeds.parse({ ...from.needs, fields }),
    channels: ['webchat'],
    flows: from.flows.map(({ flow, ...rest }) => ({ ...rest, steps: Object.keys(flow.steps).length })),
  }
}

export function linkOf(workspaceId: string, token: string): string {
  return linkTo(`/template/${workspaceId.replaceAll('-', '')}.${token}`)
}

async function pack(
  tx: Tx,
  actor: Actor,
  of: { botId: string; flows?: string[] | undefined },
): Promise<{ package: BotPackage; report: ReportLine[] }> {
  const [source, emails] = [await readSource(tx, actor, of), await emailsOfMembers(tx)]
  return packBot(source, { emails })
}

async function templatesFit(tx: Tx): Promise<void> {
  const { used } = await tx.db
    .selectFrom('templates')
    .select((e) => e.fn.countAll<number>().as('used'))
    .where('workspaceId', '=', tx.workspaceId)
    .where('deletedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (used >= TEMPLATES_LIMIT) throw new Refusal('conflict', `A workspace has at most ${TEMPLATES_LIMIT} templates.`)
}

function templates(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('templates as t')
    .leftJoin('users as u', 'u.id', 't.madeBy')
    .select(['t.id', 't.name', 't.description', 't.category', 't.package', 't.visibility', 't.linkToken', 't.installs'])
    .select(['t.madeBy', 'u.name as madeByName', 't.createdAt', 't.updatedAt'])
    .where('t.workspaceId', '=', workspaceId)
    .where('t.deletedAt', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof templates>['execute']>>[number]

function show(workspaceId: string, row: Row): Template {
  return Template.parse({
    ...row,
    ...contentsOf(BotPackage.parse(row.package)),
    link: row.linkToken && linkOf(workspaceId, row.linkToken),
    madeBy: row.madeBy && { id: row.madeBy, name: row.madeByName ?? '' },
  })
}
