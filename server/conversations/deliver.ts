/** Sends waiting messages: the third stop of a message. Web chat's go out as they come, those of connected channels by flights. */
import type { Delivery, Line, Speaker } from '../../channels/channel.ts'
import type { Speakers } from '../../channels/channels.ts'
import { NO_ACCOUNT, openLine } from '../channels/lines.ts'
import { ask, serviceUrls } from '../connections/accounts.ts'
import { placeOf } from '../contacts/contacts.ts'
import { signedFor } from '../files/links.ts'
import { log } from '../log.ts'
import { type Drain, drainWith } from './drain.ts'
import { Flights } from './flights.ts'
import type { Lanes } from './lanes.ts'
import { type OutboundHead, readOutbound } from './look-ups.ts'
import { isLastAttempt, putOff } from './second-tries.ts'
import { type SendingWith, sendInOrder } from './sending.ts'
import { type Finished, fail, finishAll } from './settling.ts'
import { outgoing, readWaiting, recipient, type Waiting } from './waiting.ts'

/** What sends of itself, how connected channels are found, and how long the end of the work waits for what is on its way. */
export interface DeliverWith {
  speakers: Speakers
  openLine?: SendingWith['openLine']
  patienceMs?: number
}

const PATIENCE_MS = 10_000

/** Sends what waits in these lanes, until it is stopped. */
export function sendWaiting({ owned, since }: Pick<Lanes, 'owned' | 'since'>, using: DeliverWith): Drain {
  let isStopping = false
  const flights = new Flights(() => draining.wake())
  const sending = { openLine: using.openLine ?? openLine, ownedSince: since, isStopping: () => isStopping }
  const draining = drainWith(
    {
      box: 'outbound',
      read: (lanes, workspaces) => readOutbound(lanes, { workspaces, ...flights.busy() }),
    },
    owned,
    (workspaceId, heads) => deliver(workspaceId, heads, { speakers: using.speakers, flights, sending }),
  )
  return {
    wake: (workspaceId) => draining.wake(workspaceId),
    isBusy: (lane) => draining.isBusy(lane) || flights.isBusy(lane),
    async stop() {
      await draining.stop()
      isStopping = true
      await flights.stop(using.patienceMs ?? PATIENCE_MS)
    },
  }
}

interface Delivering {
  speakers: Speakers
  flights: Flights
  sending: SendingWith
}

/** What goes to providers is let fly; the rest is sent when this resolves. */
async function deliver(workspaceId: string, heads: OutboundHead[], on: Delivering): Promise<void> {
  const byKey = Map.groupBy(heads, ({ key }) => key)
  const instant: OutboundHead[] = []
  const flying = new Map<string, OutboundHead>()
  for (const [key, [head]] of byKey) {
    if (head && isInstant(on.speakers.get(placeOf(key).channel))) instant.push(...(byKey.get(key) ?? []))
    else if (head && on.flights.hasRoom(head)) flying.set(key, head)
  }
  const wanted = [...instant, ...[...flying.keys()].flatMap((key) => byKey.get(key) ?? [])]
  if (wanted.length === 0) return
  const reading = readWaiting(workspaceId, wanted).then((rows) => Map.groupBy(rows, ({ key }) => key))
  for (const [key, head] of flying) {
    on.flights.start(head, async () => sendInOrder((await reading).get(key) ?? [], on.sending))
  }
  const rows = await reading
  const ofInstant = new Set(instant.map(({ key }) => key))
  await sendInstantly(
    workspaceId,
    [...rows].flatMap(([key, ofKey]) => (ofInstant.has(key) ? [ofKey] : [])),
    on.speakers,
  )
}

/** What needs no connecting is our own: sent at once, and sending again does no harm. */
function isInstant(speaker: Speaker | undefined): boolean {
  return speaker?.definition.hook === 'none'
}

async function sendInstantly(workspaceId: string, keys: Waiting[][], speakers: Speakers): Promise<void> {
  const sent: Waiting[] = []
  await Promise.all(keys.map((ofOneKey) => sendKey(ofOneKey, speakers, sent)))
  if (sent.length > 0) await finishAll(workspaceId, sent.map(asFinished))
}

async function sendKey(ofOneKey: Waiting[], speakers: Speakers, sent: Waiting[]): Promise<void> {
  for (const each of ofOneKey) {
    const delivery = await sendOne(each, speakers.get(each.channel))
    if (delivery.ok) sent.push(each)
    else if (delivery.isFinal || isLastAttempt(each)) await fail(each, { reason: delivery.reason })
    else return putOff('outbound', each) // What comes after it waits behind it.
  }
}

async function sendOne(waiting: Waiting, speaker: Speaker | undefined): Promise<Delivery> {
  if (!speaker) return { ok: false, isFinal: true, reason: `There is no channel “${waiting.channel}”.` }
  if (!waiting.content) return { ok: false, isFinal: true, reason: 'What it says cannot be read.' }
  try {
    const message = await signedFor(waiting, outgoing(waiting, waiting.content))
    return await speaker.send(message, recipient(waiting), noLine())
  } catch (error) {
    log.warn({ err: error, channel: waiting.channel, outboundId: waiting.id }, 'sending failed')
    return { ok: false, isFinal: false, reason: 'It failed on the way.' }
  }
}

function noLine(): Line {
  return { secrets: {}, ...NO_ACCOUNT, urls: serviceUrls(), hook: { url: '', secret: '' }, ask }
}

function asFinished(waiting: Waiting): Finished {
  return { waiting, startedAt: waiting.startedAt, channelId: null, externalId: undefined, isLast: true }
}
