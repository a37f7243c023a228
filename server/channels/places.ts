/** Where a bot can speak: the places of an account, each with one bot of the whole installation. */
import type { Channel, Done, Place } from '../../channels/channel.ts'
import type { ChannelPlace } from '../../shared/channels.ts'
import { type Actor, mayUseBot } from '../access/actor.ts'
import { needPower, readBot } from '../bots/bots.ts'
import type { Tx } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'
import type { ChannelAt } from './channels.ts'
import { asked, chosenAccount, knownChannel, tried } from './given.ts'
import { openLineById } from './lines.ts'
import { findPlaces, type PlaceRow } from './look-ups.ts'

/** The places of the account that can be picked; those that have a bot say so (W8). */
export async function listPlaces(
  actor: Actor,
  at: ChannelAt,
  integration: string | undefined,
): Promise<ChannelPlace[]> {
  await readBot(actor, at.botId)
  needPower(actor, at.botId, 'editor')
  const channel = knownChannel(at.channel)
  const { account } = await chosenAccount(actor.workspaceId, channel, integration)
  const places = await tried(() => channel.places?.(account) ?? NONE)
  const taken = await findPlaces(
    at.channel,
    places.map(({ id }) => id),
  )
  return places.map((place) =>
    show(
      actor,
      place,
      taken.find((each) => each.place === place.id),
    ),
  )
}

/** The channel has nothing to pick. */
const NONE: Promise<Done<Place[]>> = Promise.resolve({ ok: true, data: [] })

function show(actor: Actor, { id, label, detail }: Place, taken: PlaceRow | undefined): ChannelPlace {
  const place = { id, label, detail: detail ?? null }
  if (!taken) return { ...place, takenBy: null }
  return {
    ...place,
    takenBy: isTold(actor, taken) ? { botId: taken.botId, botName: taken.botName } : { botId: null, botName: null },
  }
}

/** Which bot it is, is told to those who see that bot (M3). */
function isTold(actor: Actor, { workspaceId, botId }: PlaceRow): boolean {
  return workspaceId === actor.workspaceId && mayUseBot(actor, botId, 'viewer')
}

/** Refuses before the provider is asked, since asking it would already lead its messages here. */
export async function refuseTaken(actor: Actor, channel: string, place: string): Promise<void> {
  const [taken] = await findPlaces(channel, [place])
  if (taken) throw takenBy(isTold(actor, taken) ? taken.botName : null)
}

/** Takes the place for this channel; who comes second is refused, and not told by whom where they do not see that bot. */
export async function keepPlace(
  tx: Tx,
  actor: Actor,
  { channel, channelId, place }: { channel: string; channelId: string; place: string },
): Promise<void> {
  const kept = await tx.db
    .insertInto('channelPlaces')
    .values({ channel, place, workspaceId: tx.workspaceId, channelId })
    .onConflict((conflict) => conflict.columns(['channel', 'place']).doNothing())
    .returning('place')
    .executeTakeFirst()
  if (kept) return
  const ours = await tx.db
    .selectFrom('channelPlaces as p')
    .innerJoin('channels as c', (join) =>
      join.onRef('c.workspaceId', '=', 'p.workspaceId').onRef('c.id', '=', 'p.channelId'),
    )
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'c.workspaceId').onRef('b.id', '=', 'c.botId'))
    .select(['p.channelId', 'c.botId', 'b.name'])
    .where('p.workspaceId', '=', tx.workspaceId)
    .where('p.channel', '=', channel)
    .where('p.place', '=', place)
    .executeTakeFirst()
  if (ours?.channelId === channelId) return
  throw takenBy(ours && mayUseBot(actor, ours.botId, 'viewer') ? ours.name : null)
}

/** Whoever connected second had the provider write to them before they were refused: the one who has the place gets its messages back. */
export async function setUpAgain({ workspaceId, channelId }: PlaceRow): Promise<void> {
  const open = await openLineById(workspaceId, channelId)
  if (!open) return
  const { channel, line, picked } = open
  const form = formAgain(channel, line.secrets)
  if (form) await asked(() => channel.connect({ form, place: picked ?? null, hook: line.hook }, line))
}

/** What was filled in, out of what is kept of it. */
function formAgain({ definition }: Channel, secrets: Record<string, unknown>): Record<string, unknown> | undefined {
  const names = Object.keys(definition.form.shape)
  return definition.form.safeParse(Object.fromEntries(Object.entries(secrets).filter(([name]) => names.includes(name))))
    .data
}

function takenBy(botName: string | null): Refusal {
  const words = botName === null ? 'Another bot speaks there already.' : `The bot “${botName}” speaks there already.`
  return new Refusal('conflict', words)
}
