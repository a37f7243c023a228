/** Connects a channel to a bot: room for it is kept, the provider is asked, and what it gave is sealed. The provider is asked outside of any transaction. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Account, Channel, Connected, Hook } from '../../channels/channel.ts'
import { CHANNELS_LIMIT, type ConnectedChannel, type NewChannel } from '../../shared/channels.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { findBot } from '../bots/bots.ts'
import { publish } from '../bus.ts'
import { seal } from '../crypto.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { about, type ChannelAt, pageOf, readChannel } from './channels.ts'
import { asked, chosenAccount, formOf, knownChannel, tried } from './given.ts'
import { dropHook, ensureHook } from './hook-addresses.ts'
import { lineBox } from './lines.ts'
import { findPlaces } from './look-ups.ts'
import { keepPlace, refuseTaken, setUpAgain } from './places.ts'
import { sealRegistered } from './registered.ts'

/** For so long somebody else's try to connect the same channel is waited for; what began before was cut off. */
const UNDER_WAY = sql<boolean>`created_at > now() - interval '3 minutes'`

/** Connects the channel once the provider has accepted the keys. Refuses with `limit-reached` beyond the eighth (W4), and with `conflict` what is connected already. */
export async function connectChannel(actor: Actor, at: ChannelAt, given: NewChannel): Promise<ConnectedChannel> {
  const channel = knownChannel(at.channel)
  const form = formOf(channel, given.form)
  const { account, connectionId } = await chosenAccount(actor.workspaceId, channel, given.integration)
  if (given.place) await refuseTaken(actor, at.channel, given.place)

  const id = uuidv7()
  const picked = given.place ?? null
  const hook = await begin(actor, at, { id, channel, connectionId, account })
  const connected = await tried(() => channel.connect({ form, place: picked, hook }, account)).catch(async (error) => {
    await giveUp(actor, at, id)
    throw error
  })
  await finish(actor, at, { id, channel, connected, picked }).catch(async (error) => {
    await giveUp(actor, at, id)
    await undo(channel, { account, hook, connected })
    throw error
  })
  publish('channel', actor.workspaceId)
  return readChannel(actor, at)
}

interface Beginning {
  id: string
  channel: Channel
  connectionId: string | null
  account: Account
}

/** Keeps the room: a row that is being connected, and the address that the provider will write to. */
function begin(actor: Actor, at: ChannelAt, { id, channel, connectionId, account }: Beginning): Promise<Hook> {
  const { definition } = channel
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'channels:manage')
    const bot = await findBot(tx, actor, at.botId, 'editor')
    await removeCutOff(tx, at)
    const others = await tx.db
      .selectFrom('channels')
      .select(['channel', 'label', 'settings'])
      .where('workspaceId', '=', tx.workspaceId)
      .where('botId', '=', at.botId)
      .execute()
    const same = others.find((each) => each.channel === at.channel)
    if (same) throw alreadyThere(definition.label, same.label)
    if (bot.kind === 'page') refuseOtherFamily(channel, pageOf(others).family)
    const used = others.length + 1 // Web chat is always there.
    if (used >= CHANNELS_LIMIT) throw limitReached(used)

    await tx.db
      .insertInto('channels')
      .values({
        workspaceId: tx.workspaceId,
        id,
        botId: at.botId,
        channel: at.channel,
        connectionId,
        connectedBy: actor.userId,
      })
      .execute()
    return ensureHook(tx, { definition, channelId: id, through: account.through })
  })
}

/** Seals what the provider gave. Refuses where the place has a bot, or the account was disconnected meanwhile. */
function finish(
  actor: Actor,
  at: ChannelAt,
  { id, channel, connected, picked }: { id: string; channel: Channel; connected: Connected; picked: string | null },
): Promise<void> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'channels:manage')
    const bot = await findBot(tx, actor, at.botId, 'editor')
    if (bot.kind === 'page') await refuseOtherPage(tx, at, { ...connected, id })
    await keepPlace(tx, actor, { channel: at.channel, channelId: id, place: connected.place })
    await saveConnected(tx, { id, channel, connected, picked, wasConnecting: true })
    const row = { id, channel: at.channel, label: connected.label }
    await record(tx, markOf(actor), 'channel.connected', {
      ...about(row, at),
      after: { label: connected.label, place: connected.place },
    })
  })
}

/** What is kept of a connected channel. Refuses where it is gone meanwhile. */
export async function saveConnected(
  tx: Tx,
  is: { id: string; channel: Channel; connected: Connected; picked: string | null; wasConnecting: boolean },
): Promise<void> {
  const { id, channel, connected, picked, wasConnecting } = is
  const isThrough = Object.keys(channel.definition.through).length > 0
  const { numUpdatedRows } = await tx.db
    .updateTable('channels')
    .set({
      place: connected.place.slice(0, 300),
      label: connected.label.slice(0, 200),
      registered: sealRegistered(tx.workspaceId, id, connected.registered),
      settings: sql`settings || ${JSON.stringify({ page: pageOfPlace(connected), picked })}::jsonb`,
      sealed: seal(JSON.stringify(connected.secrets), lineBox(tx.workspaceId, id)),
      status: 'connected',
      problem: null,
      checkedAt: sql<string>`now()`,
      updatedAt: sql<string>`now()`,
    })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', id)
    .where('status', wasConnecting ? '=' : '!=', 'connecting')
    .$if(isThrough, (update) => update.where('connectionId', 'is not', null))
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refusal('conflict', 'This channel, or its account, was disconnected meanwhile.')
}

/** A page bot keeps to one Page or business; channels that do not tell whose they are stay out of it. */
export async function refuseOtherPage(
  tx: Tx,
  at: ChannelAt,
  { id, ...connected }: Pick<Connected, 'page' | 'place'> & { id: string },
): Promise<void> {
  const page = pageOfPlace(connected)
  const others = await tx.db
    .selectFrom('channels')
    .select(['channel', 'settings'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', at.botId)
    .where('id', '!=', id)
    .execute()
  const { page: taken } = pageOf(others)
  if (page !== null && taken !== null && taken !== page)
    throw new Refusal('conflict', 'This bot speaks on another Page or business already; a page bot keeps to one.')
}

function pageOfPlace({ page, place }: Pick<Connected, 'page' | 'place'>): string | null {
  return page === undefined ? place : page
}

function refuseOtherFamily({ definition }: Channel, family: string | null): void {
  if (definition.page !== null && (family === null || family === definition.page)) return
  throw new Refusal('conflict', `This bot speaks on one Page or business; ${definition.label} does not belong to it.`)
}

/** A row of somebody who was cut off while connecting makes room; one whose answer is still on its way does not. */
async function removeCutOff(tx: Tx, { botId, channel }: ChannelAt): Promise<void> {
  const gone = await tx.db
    .deleteFrom('channels')
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .where('channel', '=', channel)
    .where('status', '=', 'connecting')
    .where((e) => e.not(UNDER_WAY))
    .returning('id')
    .execute()
  for (const { id } of gone) await dropHook(tx, { channel, channelId: id })
}

async function giveUp(actor: Actor, { channel }: ChannelAt, id: string): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    const gone = await tx.db
      .deleteFrom('channels')
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', id)
      .where('status', '=', 'connecting')
      .returning('id')
      .execute()
    if (gone.length > 0) await dropHook(tx, { channel, channelId: id })
  })
}

/** The provider was already told to write here: whoever has the place gets its messages back, and else it is told to forget. */
async function undo(
  channel: Channel,
  { account, hook, connected }: { account: Account; hook: Hook; connected: Connected },
): Promise<void> {
  const [taken] = await findPlaces(channel.definition.name, [connected.place])
  if (taken) await setUpAgain(taken)
  else await asked(() => channel.disconnect({ ...account, hook, secrets: connected.secrets }))
}

function alreadyThere(label: string, connected: string): Refusal {
  const words = connected
    ? `${label} is connected to “${connected}”; disconnect it first.`
    : `${label} is being connected.`
  return new Refusal('conflict', words)
}

function limitReached(used: number): Refusal {
  return new Refusal(
    'limit-reached',
    `A bot speaks on at most ${CHANNELS_LIMIT} channels, web chat among them; ${used} are in use.`,
    { extra: { resource: 'channels', limit: CHANNELS_LIMIT, used } },
  )
}
