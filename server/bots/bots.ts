/** Bots of a workspace: made from a starter, shown, changed, and taken away. */
import { randomBytes } from 'node:crypto'
import { type Kysely, type SqlBool, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { STARTERS } from '../../engine/starters.ts'
import { Bot, type BotChange, type BotKind, type NewBot } from '../../shared/bots.ts'
import type { FlowTheme } from '../../shared/flow-theme.ts'
import type { Page, Paging } from '../../shared/paging.ts'
import { type Actor, type BotPower, markOf, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { reserve } from '../billing/limits.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { invalid, Refusal } from '../errors.ts'
import { linkTo } from '../mail/settings.ts'
import { insertFields } from './field-rows.ts'
import { type FreshFlow, HAS_UNPUBLISHED_CHANGES, insertFlow, rowsOf } from './flow-rows.ts'
import { freshFlows } from './starter-package.ts'

/** The workspace's bots, oldest first, those that this actor may see (M3). */
export async function listBots(actor: Actor, query: Paging): Promise<Page<Bot>> {
  const list = `bots|${actor.workspaceId}`
  const [at, id] = query.cursor ? readCursor(list, query.cursor) : []
  const rows = await look(actor, (db) => {
    let read = bots(db, actor)
    if (actor.bots) read = read.where(sql<SqlBool>`b.id = any(${[...actor.bots.keys()]}::uuid[])`)
    if (at && id) read = read.where(sql<SqlBool>`(b.created_at, b.id) > (${at}::timestamptz, ${id}::uuid)`)
    return read
      .orderBy('b.createdAt')
      .orderBy('b.id')
      .limit(query.limit + 1)
      .execute()
  })
  return pageFrom(rows, query.limit, { list, keys: (row) => [row.createdAt, row.id], show: (row) => show(actor, row) })
}

export async function readBot(actor: Actor, id: string): Promise<Bot> {
  const row = mayUseBot(actor, id, 'viewer')
    ? await look(actor, (db) => bots(db, actor).where('b.id', '=', id).executeTakeFirst())
    : undefined
  if (!row) throw new Refusal('not-found')
  return show(actor, row)
}

/** Makes a bot whose drafts are the starter's flows. Without a kind it is the omni bot while there is none (W4). */
export async function createBot(actor: Actor, wanted: NewBot): Promise<Bot> {
  const starter = STARTERS.find((each) => each.id === (wanted.starter ?? 'blank'))
  if (!starter) throw invalid('/starter', 'There is no such starter.', 'unknown-starter')

  const id = uuidv7()
  await inWorkspace(actor, async (tx) => {
    const flows = rowsOf(freshFlows(starter))
    const kind = await makeBot(tx, actor, { id, name: wanted.name, kind: wanted.kind, flows })
    await insertFields(tx, id, starter.fields ?? [])
    await record(tx, markOf(actor), 'bot.created', {
      target: { kind: 'bot', id, name: wanted.name },
      after: { name: wanted.name, kind, starter: starter.id },
      data: { botId: id },
    })
  })
  return readBot(actor, id)
}

/** What a new bot is made of. Without a theme it looks as the workspace says (W9). */
export interface BotParts {
  id: string
  name: string
  kind?: BotKind | undefined
  theme?: FlowTheme
  flows: Array<Pick<FreshFlow, 'id' | 'name' | 'isMain' | 'draft'>>
}

/** Every new bot comes this way: under the workspace's lock, by who may, where the plan has room (L2). Returns its kind. */
export async function makeBot(tx: Tx, actor: Actor, { flows, theme, ...parts }: BotParts): Promise<BotKind> {
  if (actor.bots) throw new Refusal('not-allowed', 'Your access is limited to certain bots.')
  await stillMay(tx, actor, 'bots:manage')
  const kind = await kindFor(tx, parts.kind)
  await reserve(tx, 'bots')
  await insertBot(tx, actor, { ...parts, kind })
  for (const flow of flows) await insertFlow(tx, { ...flow, botId: parts.id, by: actor.userId })
  if (theme) await setLook(tx, parts.id, theme)
  return kind
}

/** Changes name, status, look, or the sites that may embed the bot; what stays the same is not recorded. */
export async function changeBot(actor: Actor, id: string, change: BotChange): Promise<Bot> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'bots:manage')
    const before = await findBot(tx, actor, id, 'editor')
    const after = { ...change }
    const changed = Object.keys(after).filter((key) => !isSame(Reflect.get(before, key), Reflect.get(after, key)))
    if (changed.length === 0) return

    const { theme, ...plain } = after
    await tx.db
      .updateTable('bots')
      .set({ ...plain, ...(theme && { theme: JSON.stringify(theme) }), updatedAt: new Date().toISOString() })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    await record(tx, markOf(actor), 'bot.updated', {
      target: { kind: 'bot', id, name: after.name ?? before.name },
      before: pick(before, changed),
      after: pick(after, changed),
      data: { botId: id },
    })
  })
  return readBot(actor, id)
}

/** Takes the bot away: it is silent and its addresses end at once, its conversations are no longer shown. */
export async function deleteBot(actor: Actor, id: string): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'bots:manage')
    const { name } = await findBot(tx, actor, id, 'editor')
    await tx.db
      .updateTable('bots')
      .set({ deletedAt: new Date().toISOString() })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    await tx.db.deleteFrom('memberBots').where('workspaceId', '=', tx.workspaceId).where('botId', '=', id).execute()
    await record(tx, markOf(actor), 'bot.deleted', { target: { kind: 'bot', id, name }, data: { botId: id } })
  })
}

/** The bot for a change, locked. Who may not see it finds nothing; who may not do this is told which power it needs. */
export async function findBot(tx: Tx, actor: Actor, id: string, power: BotPower) {
  const bot = await tx.db
    .selectFrom('bots')
    .select(['id', 'name', 'kind', 'status', 'theme', 'allowedOrigins'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!bot || !mayUseBot(actor, id, 'viewer')) throw new Refusal('not-found')
  needPower(actor, id, power)
  return bot
}

export function needPower(actor: Actor, botId: string, power: BotPower): void {
  if (!mayUseBot(actor, botId, power)) throw new Refusal('not-allowed', `This needs the power “${power}” of the bot.`)
}

async function setLook(tx: Tx, id: string, theme: FlowTheme): Promise<void> {
  await tx.db
    .updateTable('bots')
    .set({ theme: JSON.stringify(theme) })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', id)
    .execute()
}

async function kindFor(tx: Tx, wanted: BotKind | undefined): Promise<BotKind> {
  if (wanted === 'page') return wanted
  const omni = await tx.db
    .selectFrom('bots')
    .select(['id', 'name'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('kind', '=', 'omni')
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!omni) return 'omni'
  if (wanted === undefined) return 'page'
  throw new Refusal('one-omni-bot', `“${omni.name}” is the omni bot of this workspace; there can be one.`, {
    extra: { botId: omni.id },
  })
}

async function insertBot(tx: Tx, actor: Actor, bot: { id: string; name: string; kind: BotKind }): Promise<void> {
  const publicKey = randomBytes(12).toString('hex')
  await tx.db
    .insertInto('bots')
    .columns(['workspaceId', 'id', 'name', 'kind', 'theme', 'publicKey', 'createdBy'])
    .expression((e) =>
      e
        .selectFrom('workspaces as w')
        .select([
          'w.id',
          sql<string>`${bot.id}::uuid`.as('botId'),
          sql<string>`${bot.name}`.as('name'),
          sql<string>`${bot.kind}`.as('kind'),
          'w.flowTheme',
          sql<string>`${publicKey}`.as('publicKey'),
          sql<string>`${actor.userId}::uuid`.as('createdBy'),
        ])
        .where('w.id', '=', tx.workspaceId),
    )
    .execute()
  await tx.db.insertInto('botKeys').values({ publicKey, workspaceId: tx.workspaceId, botId: bot.id }).execute()
}

const ANY_UNPUBLISHED = sql<boolean>`exists (select from flows f
  left join flow_versions v on v.workspace_id = f.workspace_id and v.id = f.published_version_id
  where f.workspace_id = b.workspace_id and f.bot_id = b.id and f.deleted_at is null and ${HAS_UNPUBLISHED_CHANGES})`

function bots(db: Kysely<DB>, actor: Actor) {
  return db
    .selectFrom('bots as b')
    .innerJoin('workspaces as w', 'w.id', 'b.workspaceId')
    .innerJoin('flows as f', (join) =>
      join.onRef('f.workspaceId', '=', 'b.workspaceId').onRef('f.botId', '=', 'b.id').on('f.isMain', '=', true),
    )
    .leftJoin('flowVersions as v', (join) =>
      join.onRef('v.workspaceId', '=', 'f.workspaceId').onRef('v.id', '=', 'f.publishedVersionId'),
    )
    .select(['b.id', 'b.name', 'b.kind', 'b.status', 'b.publicKey', 'b.theme', 'b.allowedOrigins', 'b.createdAt'])
    .select(['f.id as mainFlowId', 'v.publishedAt'])
    .select(
      sql<string>`greatest(b.updated_at, (select max(draft_at) from flows
        where workspace_id = b.workspace_id and bot_id = b.id and deleted_at is null))`.as('updatedAt'),
    )
    .select(
      sql<string[]>`array(select channel from channels c where c.workspace_id = b.workspace_id and c.bot_id = b.id
        and c.status <> 'connecting' order by c.created_at)`.as('connected'),
    )
    .select(ANY_UNPUBLISHED.as('hasUnpublishedChanges'))
    .select(
      sql<
        number[]
      >`(select array_agg((select count(*)::int from conversations c where c.workspace_id = b.workspace_id and c.bot_id = b.id
          and c.created_at >= d.day at time zone w.timezone and c.created_at < (d.day + interval '1 day') at time zone w.timezone) order by d.day)
        from generate_series(date_trunc('day', now() at time zone w.timezone) - interval '6 days', date_trunc('day', now() at time zone w.timezone), '1 day') as d(day))`.as(
        'conversations7d',
      ),
    )
    .where('b.workspaceId', '=', actor.workspaceId)
    .where('f.workspaceId', '=', actor.workspaceId)
    .where('w.id', '=', actor.workspaceId)
    .where('b.deletedAt', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof bots>['execute']>>[number]

function show(actor: Actor, row: Row): Bot {
  const power = actor.bots === null ? 'complete' : actor.bots.get(row.id)
  return Bot.parse({
    ...row,
    channels: ['webchat', ...row.connected],
    pageUrl: linkTo(`/chat/${row.publicKey}`),
    power,
  })
}

/** Objects are compared by content; the database gives their keys in an order of its own. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}

function pick(from: object, keys: string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, Reflect.get(from, key)]))
}
