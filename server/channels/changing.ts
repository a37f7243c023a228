/** Gives connected channels new keys, looks whether they still work, and disconnects them. */
import { sql } from 'kysely'
import type { ConnectedChannel, NewChannel } from '../../shared/channels.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { findBot } from '../bots/bots.ts'
import { publish } from '../bus.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { about, type ChannelAt, findChannel, readChannel } from './channels.ts'
import { refuseOtherPage, saveConnected } from './connecting.ts'
import { channelFailed } from './failing.ts'
import { asked, chosenAccount, formOf, knownChannel, tried } from './given.ts'
import { dropHook, ensureHook } from './hook-addresses.ts'
import { openLineById, pickedFor, readLineById } from './lines.ts'
import { findOrphans, findUnchecked } from './look-ups.ts'

const AT_ONCE = 4

/** Gives the channel new keys, all of them; its place, its address and its conversations stay. */
export async function reconnectChannel(actor: Actor, at: ChannelAt, given: NewChannel): Promise<ConnectedChannel> {
  const channel = knownChannel(at.channel)
  const before = await readChannel(actor, at)
  if (before.status === 'connecting') throw new Refusal('conflict', 'This channel is being connected.')
  const form = formOf(channel, given.form)
  const { account, connectionId } = await chosenAccount(actor.workspaceId, channel, given.integration)
  const { hook, picked } = await inWorkspace(actor, async (tx) => {
    await mayChange(tx, actor, at)
    const row = await findChannel(tx, at)
    const hook = await ensureHook(tx, {
      definition: channel.definition,
      channelId: before.id,
      through: account.through,
    })
    return { hook, picked: given.place ?? pickedFor(row) }
  })
  const connected = await tried(() => channel.connect({ form, place: picked, hook }, account))
  if (connected.place !== before.place) {
    await asked(() => channel.disconnect({ ...account, hook, secrets: connected.secrets }))
    const words = `These keys belong to “${connected.label}”, not to “${before.label}”; disconnect the channel to change what it speaks as.`
    throw new Refusal('conflict', words)
  }
  await inWorkspace(actor, async (tx) => {
    const bot = await mayChange(tx, actor, at)
    const row = await findChannel(tx, at)
    if (row.id !== before.id) throw new Refusal('conflict', 'This channel was disconnected meanwhile.')
    if (bot.kind === 'page') await refuseOtherPage(tx, at, { ...connected, id: row.id })
    await setAccount(tx, row.id, connectionId)
    await saveConnected(tx, { id: row.id, channel, connected, picked, wasConnecting: false })
    await record(tx, markOf(actor), 'channel.reconnected', {
      ...about({ ...row, label: connected.label }, at),
      after: { label: connected.label },
    })
  })
  publish('channel', actor.workspaceId)
  return readChannel(actor, at)
}

/** Asks the provider whether the channel works and writes here, and keeps what was found. */
export async function checkChannel(actor: Actor, at: ChannelAt): Promise<ConnectedChannel> {
  const { id, status } = await readChannel(actor, at)
  if (status === 'connecting') throw new Refusal('conflict', 'This channel is being connected.')
  await inWorkspace(actor, async (tx) => void (await mayChange(tx, actor, at)))
  await check({ workspaceId: actor.workspaceId, id })
  return readChannel(actor, at)
}

/** Looks after channels that were not looked at for a day, some at once; a schedule of the worker. */
export async function checkChannels(): Promise<void> {
  await inTurns(await findUnchecked(100), check)
}

/** Takes away the channels of deleted bots, which were silent since then; a schedule of the worker. */
export async function removeOrphans(): Promise<void> {
  await inTurns(await findOrphans(100), async ({ workspaceId, id }) => {
    await leaveProvider(workspaceId, id)
    await inWorkspace({ workspaceId }, (tx) => removeRows(tx, id))
  })
}

/** Disconnects the channel: the bot is silent there at once. Conversations stay; a provider that does not answer is no hindrance. */
export async function disconnectChannel(actor: Actor, at: ChannelAt): Promise<void> {
  const { id } = await readChannel(actor, at)
  await inWorkspace(actor, async (tx) => void (await mayChange(tx, actor, at)))
  await leaveProvider(actor.workspaceId, id)
  await inWorkspace(actor, async (tx) => {
    await mayChange(tx, actor, at)
    const row = await findChannel(tx, at)
    if (row.id !== id) return
    await removeRows(tx, id)
    await record(tx, markOf(actor), 'channel.disconnected', { ...about(row, at), before: { label: row.label } })
  })
  publish('channel', actor.workspaceId)
}

async function mayChange(tx: Tx, actor: Actor, { botId }: ChannelAt) {
  await stillMay(tx, actor, 'channels:manage')
  return findBot(tx, actor, botId, 'editor')
}

async function check({ workspaceId, id }: { workspaceId: string; id: string }): Promise<void> {
  const open = await readLineById(workspaceId, id)
  const found = open
    ? ((await asked(() => open.channel.check(open.line))) ?? NOT_UNDERSTOOD)
    : { ok: false as const, message: 'The account that this channel goes through is not connected.' }
  await inWorkspace({ workspaceId }, async (tx) => {
    const problem = found.ok ? null : found.message.slice(0, 500)
    if (problem !== null) await channelFailed(tx, id, problem)
    await tx.db
      .updateTable('channels')
      .set({ checkedAt: sql<string>`now()`, problem, ...(found.ok && { status: 'connected' }) })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .where('status', '!=', 'connecting')
      .execute()
  })
  publish('channel', workspaceId)
}

const NOT_UNDERSTOOD = { ok: false as const, message: 'The answer of the provider could not be understood.' }

async function leaveProvider(workspaceId: string, id: string): Promise<void> {
  const open = await openLineById(workspaceId, id)
  if (open) await asked(() => open.channel.disconnect(open.line))
}

async function removeRows(tx: Tx, id: string): Promise<void> {
  const at = { workspaceId: tx.workspaceId, id }
  const row = await tx.db
    .deleteFrom('channels')
    .where('workspaceId', '=', at.workspaceId)
    .where('id', '=', at.id)
    .returning('channel')
    .executeTakeFirst()
  await tx.db
    .deleteFrom('channelPlaces')
    .where('workspaceId', '=', at.workspaceId)
    .where('channelId', '=', at.id)
    .execute()
  if (row) await dropHook(tx, { channel: row.channel, channelId: id })
}

async function setAccount(tx: Tx, id: string, connectionId: string | null): Promise<void> {
  if (connectionId !== null) {
    const account = await tx.db
      .selectFrom('connections')
      .select('id')
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', connectionId)
      .forShare()
      .executeTakeFirst()
    if (!account) throw new Refusal('conflict', 'The account was disconnected meanwhile.')
  }
  await tx.db
    .updateTable('channels')
    .set({ connectionId })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', id)
    .execute()
}

async function inTurns<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const walk = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, walk))
}
