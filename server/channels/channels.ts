/** The channels of a bot as they are shown: which there are, and what each is connected to. */
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { ChannelDefinition } from '../../channels/channel.ts'
import { CHANNELS } from '../../channels/channels.ts'
import { CHANNEL_DEFINITIONS } from '../../channels/definitions.ts'
import {
  CHANNELS_LIMIT,
  type ChannelImpact,
  ChannelInfo,
  ChannelSettings,
  type ChannelSettingsChange,
  ConnectedChannel,
} from '../../shared/channels.ts'
import { type Actor, markOf, mayDo, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { findBot } from '../bots/bots.ts'
import { publish } from '../bus.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { nameOf } from './failing.ts'
import { shownHook } from './hook-addresses.ts'
import { openRegistered } from './registered.ts'

/** A channel of a bot, by its name. */
export interface ChannelAt {
  botId: string
  channel: string
}

/** All channels there are, with what this bot is connected to. */
export async function listChannels(actor: Actor, botId: string): Promise<ChannelInfo[]> {
  const bot = mayUseBot(actor, botId, 'viewer')
    ? await look(actor, (db) =>
        db
          .selectFrom('bots')
          .select('kind')
          .where('workspaceId', '=', actor.workspaceId)
          .where('id', '=', botId)
          .where('deletedAt', 'is', null)
          .executeTakeFirst(),
      )
    : undefined
  if (!bot) throw new Refusal('not-found')
  const rows = await look(actor, (db) => connected(db, actor.workspaceId).where('c.botId', '=', botId).execute())
  const isFull = rows.length + 1 >= CHANNELS_LIMIT
  const page = bot.kind === 'page' ? { taken: pageOf(rows) } : null
  return CHANNEL_DEFINITIONS.map((definition) => {
    const row = rows.find(({ channel }) => channel === definition.name)
    const blockedBy = row ? null : isElsewhere(definition, page) ? 'page' : isFull ? 'limit' : null
    return ChannelInfo.parse({ ...describe(definition), blockedBy, connected: row ? show(actor, row) : null })
  })
}

/** One channel of the bot; `not-found` where it is not connected. */
export async function readChannel(actor: Actor, { botId, channel }: ChannelAt): Promise<ConnectedChannel> {
  const row = mayUseBot(actor, botId, 'viewer')
    ? await look(actor, (db) =>
        connected(db, actor.workspaceId)
          .where('c.botId', '=', botId)
          .where('c.channel', '=', channel)
          .executeTakeFirst(),
      )
    : undefined
  if (!row) throw new Refusal('not-found')
  return show(actor, row)
}

/** Changes what becomes of messages in doubt. */
export async function changeSettings(
  actor: Actor,
  at: ChannelAt,
  change: ChannelSettingsChange,
): Promise<ConnectedChannel> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'channels:manage')
    await findBot(tx, actor, at.botId, 'editor')
    const row = await findChannel(tx, at)
    const before = ChannelSettings.parse(row.settings)
    const after = { ...before, ...change }
    if (after.inDoubt === before.inDoubt) return
    await tx.db
      .updateTable('channels')
      .set({ settings: sql`settings || ${JSON.stringify(change)}::jsonb`, updatedAt: sql<string>`now()` })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', row.id)
      .execute()
    await record(tx, markOf(actor), 'channel.changed', { ...about(row, at), before, after })
  })
  publish('channel', actor.workspaceId)
  return readChannel(actor, at)
}

/** What falls silent without the channel: conversations that are open, and flows that name it. */
export async function readImpact(actor: Actor, at: ChannelAt): Promise<ChannelImpact> {
  await readChannel(actor, at)
  const conversations = await look(actor, (db) =>
    db
      .selectFrom('conversations')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('workspaceId', '=', actor.workspaceId)
      .where('botId', '=', at.botId)
      .where('channel', '=', at.channel)
      .where('status', '=', 'open')
      .executeTakeFirstOrThrow(),
  )
  const flows = await look(actor, (db) =>
    db
      .selectFrom('flows as f')
      .leftJoin('flowVersions as v', (join) =>
        join.onRef('v.workspaceId', '=', 'f.workspaceId').onRef('v.id', '=', 'f.publishedVersionId'),
      )
      .select(['f.id', 'f.name'])
      .where('f.workspaceId', '=', actor.workspaceId)
      .where('f.botId', '=', at.botId)
      .where('f.deletedAt', 'is', null)
      .where(
        sql<boolean>`(strpos(f.draft::text, ${`"${at.channel}"`}) > 0 or strpos(v.graph::text, ${`"${at.channel}"`}) > 0)`,
      )
      .orderBy('f.name')
      .execute(),
  )
  return { openConversations: Number(conversations.count), flows }
}

/** The channel for a change, locked. */
export async function findChannel(tx: Tx, { botId, channel }: ChannelAt) {
  const row = await tx.db
    .selectFrom('channels')
    .select(['id', 'botId', 'channel', 'label', 'place', 'status', 'settings', 'connectionId'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .where('channel', '=', channel)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return row
}

/** What a fact of a channel tells: never a key. */
export function about(row: { id: string; channel: string; label: string }, { botId }: { botId: string }) {
  return { target: { kind: 'channel', id: row.id, name: nameOf(row) }, data: { botId } }
}

const PageSettings = z.object({ page: z.string().nullish() })

/** Of the channels of a page bot: whose page it speaks on, and which one where that is known. */
export function pageOf(rows: ReadonlyArray<{ channel: string; settings: unknown }>) {
  const family = rows.map(({ channel }) => CHANNELS.get(channel)?.definition.page).find(Boolean) ?? null
  const page = rows.map(({ settings }) => PageSettings.safeParse(settings).data?.page).find(Boolean) ?? null
  return { family, page }
}

function isElsewhere(definition: ChannelDefinition, page: { taken: ReturnType<typeof pageOf> } | null): boolean {
  if (!page || definition.name === 'webchat') return false
  return definition.page === null || (page.taken.family !== null && page.taken.family !== definition.page)
}

function describe({ name, label, description, through, form, page }: ChannelDefinition) {
  return {
    name,
    label,
    description,
    form: z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }),
    through: Object.keys(through),
    hasPlaces: CHANNELS.get(name)?.places !== undefined,
    page,
    isAlwaysThere: name === 'webchat',
  }
}

function connected(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('channels as c')
    .leftJoin('users as u', 'u.id', 'c.connectedBy')
    .leftJoin('connections as a', (join) =>
      join.onRef('a.workspaceId', '=', 'c.workspaceId').onRef('a.id', '=', 'c.connectionId'),
    )
    .leftJoin('channelHooks as h', (join) =>
      join
        .onRef('h.workspaceId', '=', 'c.workspaceId')
        .onRef('h.channel', '=', 'c.channel')
        .on((e) => e.or([e('h.channelId', '=', e.ref('c.id')), e('h.channelId', 'is', null)])),
    )
    .select(['c.id', 'c.channel', 'c.place', 'c.label', 'c.status', 'c.problem', 'c.checkedAt', 'c.registered'])
    .select(['c.settings', 'c.connectedBy', 'u.name as connectedByName', 'c.createdAt as connectedAt', 'a.integration'])
    .select(['h.sealedToken', 'h.tokenHash'])
    .where('c.workspaceId', '=', workspaceId)
}

type Row = Awaited<ReturnType<ReturnType<typeof connected>['executeTakeFirstOrThrow']>>

function show(actor: Actor, row: Row): ConnectedChannel {
  const mayManage = mayDo(actor, 'channels:manage')
  const hookUrl = mayManage && row.status !== 'connecting' ? shownHook(actor.workspaceId, row) : null
  const connectedBy = row.connectedBy === null ? null : { id: row.connectedBy, name: row.connectedByName ?? '' }
  const registered = mayManage ? openRegistered(actor.workspaceId, row) : []
  return ConnectedChannel.parse({ ...row, registered, hookUrl, connectedBy })
}
