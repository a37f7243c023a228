/** Opens connected channels for those who send and receive: the adapter with its keys, remembered for some seconds. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Channel, Line } from '../../channels/channel.ts'
import { CHANNELS } from '../../channels/channels.ts'
import { ChannelSettings } from '../../shared/channels.ts'
import { ask, openSecrets, serviceUrls } from '../connections/accounts.ts'
import { unseal } from '../crypto.ts'
import { look } from '../db/in-workspace.ts'
import { log } from '../log.ts'
import { hookOf } from './hook-addresses.ts'
import { Remembered } from './remembered.ts'

/** A connected channel of a bot, ready to be used. */
export interface OpenLine {
  id: string
  workspaceId: string
  botId: string
  channel: Channel
  line: Line
  status: 'connected' | 'failing'
  settings: ChannelSettings
  place: string
  /** the place that was picked where it was connected; an agent's is the business that it belongs to */
  picked?: string | null
  label: string
}

const Keys = z.record(z.string(), z.unknown())
const Picked = z.object({ picked: z.string().nullable().default(null) })
const remembered = new Remembered<OpenLine>()

/**
 * The channel of this bot; undefined where it is not connected, or the account that it is reached through is not, or the bot
 * is deleted. Changes are known at once where the bus carries them, and else after five seconds.
 */
export function openLine(workspaceId: string, botId: string, channel: string): Promise<OpenLine | undefined> {
  return rememberedLine(workspaceId, { botId, channel })
}

/** The channel by the id of its row, remembered as `openLine` does. */
export function openLineById(workspaceId: string, id: string): Promise<OpenLine | undefined> {
  return rememberedLine(workspaceId, { id })
}

/** The channel as it is at this moment. */
export function readLineById(workspaceId: string, id: string): Promise<OpenLine | undefined> {
  return readLine(workspaceId, { id })
}

type Which = { id: string } | { botId: string; channel: string }

function rememberedLine(workspaceId: string, which: Which): Promise<OpenLine | undefined> {
  const key = `${workspaceId}|${'id' in which ? which.id : `${which.botId}|${which.channel}`}`
  return remembered.get(key, () => readLine(workspaceId, which))
}

async function readLine(workspaceId: string, which: Which): Promise<OpenLine | undefined> {
  const row = await look({ workspaceId }, (db) => {
    const of = db
      .selectFrom('channels as c')
      .leftJoin('connections as a', (join) =>
        join.onRef('a.workspaceId', '=', 'c.workspaceId').onRef('a.id', '=', 'c.connectionId'),
      )
      .leftJoin('channelHooks as h', (join) =>
        join
          .onRef('h.workspaceId', '=', 'c.workspaceId')
          .onRef('h.channel', '=', 'c.channel')
          .on((e) => e.or([e('h.channelId', '=', e.ref('c.id')), e('h.channelId', 'is', null)])),
      )
      .select(['c.id', 'c.botId', 'c.channel', 'c.place', 'c.label', 'c.status', 'c.settings', 'c.sealed'])
      .select(['a.id as accountId', 'a.integration', 'a.sealed as accountSealed', 'h.sealedToken', 'h.tokenHash'])
      .where('c.workspaceId', '=', workspaceId)
    const one =
      'id' in which
        ? of.where('c.id', '=', which.id)
        : of
            .where('c.botId', '=', which.botId)
            .where('c.channel', '=', which.channel)
            .where(isOfNoDeletedBot(workspaceId))
    return one.executeTakeFirst()
  })
  return row && openRow(workspaceId, row)
}

function isOfNoDeletedBot(workspaceId: string) {
  return sql<boolean>`exists (select from bots b join workspaces w on w.id = b.workspace_id and w.deleted_at is null
    where b.workspace_id = ${workspaceId} and b.id = c.bot_id and b.deleted_at is null)`
}

type Row = {
  id: string
  botId: string
  channel: string
  place: string
  label: string
  status: string
  settings: unknown
  sealed: Buffer | null
  accountId: string | null
  integration: string | null
  accountSealed: Buffer | null
  sealedToken: Buffer | null
  tokenHash: Buffer | null
}

function openRow(workspaceId: string, row: Row): OpenLine | undefined {
  const channel = CHANNELS.get(row.channel)
  const { status } = row
  if (!channel || !row.sealed || (status !== 'connected' && status !== 'failing')) return undefined
  const secrets = channel.definition.secrets.safeParse(
    Keys.parse(JSON.parse(unseal(row.sealed, lineBox(workspaceId, row.id)))),
  )
  const through = accountOf(workspaceId, channel, row)
  if (!secrets.success || !through) {
    if (!secrets.success) log.warn({ channelId: row.id, channel: row.channel }, 'the keys of a channel cannot be read')
    return undefined
  }
  return {
    id: row.id,
    workspaceId,
    botId: row.botId,
    channel,
    line: {
      secrets: secrets.data,
      ...through,
      urls: serviceUrls(),
      hook: hookOf(workspaceId, { ...row, through: through.through }),
      ask,
    },
    status,
    settings: ChannelSettings.parse(row.settings),
    place: row.place,
    picked: pickedFor(row),
    label: row.label,
  }
}

/** The account that the channel is reached through; undefined where it needs one and has none. */
function accountOf(workspaceId: string, { definition }: Channel, row: Row): Pick<Line, 'through'> | undefined {
  if (Object.keys(definition.through).length === 0) return NO_ACCOUNT
  const { integration, accountId, accountSealed } = row
  if (!integration || !accountId || !accountSealed) return undefined
  return throughOf(definition, integration, openSecrets(workspaceId, { id: accountId, sealed: accountSealed }))
}

export const NO_ACCOUNT: Pick<Line, 'through'> = { through: { integration: '', secrets: {} } }

/** The place that was picked where it was connected. */
export function pickedFor({ settings }: { settings: unknown }): string | null {
  return Picked.parse(settings).picked
}

/** What the channel needs of an account; undefined where the account was connected without it. */
export function throughOf(
  { through }: Channel['definition'],
  integration: string,
  secrets: unknown,
): Pick<Line, 'through'> | undefined {
  const schema = Object.hasOwn(through, integration) ? through[integration] : undefined
  const read = schema?.safeParse(secrets)
  return read?.success ? { through: { integration, secrets: read.data } } : undefined
}

/** Where the box of a channel's keys stands: moved elsewhere it does not open (attack 73). */
export function lineBox(workspaceId: string, id: string): string {
  return `${workspaceId}|channel|${id}|secrets`
}
