/** Takes in what providers tell: their messages, and signs of what became of ours. Each becomes a row that waits. */
import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Channel } from '../../channels/channel.ts'
import type { Inbound } from '../../channels/inbound.ts'
import { CAPTION_LIMIT, cutText, LABEL_LIMIT, TEXT_LIMIT } from '../../shared/messages.ts'
import { keyOf } from '../contacts/contacts.ts'
import { log } from '../log.ts'
import { InboundBody, storable } from './inbound.ts'
import { type Arrived, keep } from './receive.ts'

/** The channel of a bot at which it arrived; `id` is that of its row, `place` the account that it speaks as. */
interface HeardAt {
  workspaceId: string
  id: string
  botId: string
  place: string
  channel: Pick<Channel, 'definition' | 'profile'>
}

/**
 * Keeps all of it in its order; resolves when it is kept. What was kept before is dropped, for ever. What no flow could ever
 * take, such as an empty text, is left out. Where the address is one for several places, each place is taken in by itself.
 */
export async function takeIn(at: HeardAt, inbound: readonly Inbound[]): Promise<void> {
  const arrived = inbound.flatMap((each) => arrivedFrom(at, each))
  await Promise.all(arrived.map((each) => keep(at.workspaceId, each)))
}

function arrivedFrom(at: HeardAt, inbound: Inbound): Arrived[] {
  const { data: body, error } = InboundBody.safeParse(storable(bodyOf(at, inbound)))
  if (error) {
    log.warn({ channel: at.channel.definition.name, channelId: at.id, kind: inbound.kind }, 'cannot be taken in')
    return []
  }
  const said = inbound.kind === 'message' || inbound.kind === 'echo' ? inbound.said : undefined
  return [
    {
      key: keyFor(at, inbound),
      body,
      // Accounts may call their messages alike, and a bot may speak through another one by now.
      source: `${at.channel.definition.name}:${at.botId}:${at.place}`,
      externalId: nameOf(inbound),
      needsFetch: said?.kind === 'sent-file',
      isFetchForNew: 'told' in body && body.told?.asksProfile === true,
    },
  ]
}

/** A receipt says nothing of the person; where it waits for its message, nobody waits behind it. */
function keyFor({ botId, channel, id }: HeardAt, inbound: Inbound): string {
  if (inbound.kind === 'receipt') return keyOf({ channel: 'receipt', botId, address: `${id}/${inbound.externalId}` })
  return keyOf({ channel: channel.definition.name, botId, address: inbound.address })
}

function bodyOf(at: HeardAt, inbound: Inbound): unknown {
  const where = {
    botId: at.botId,
    channel: at.channel.definition.name,
    address: 'address' in inbound ? inbound.address : '',
    at: notLater(inbound.at),
  }
  if (inbound.kind !== 'message') return { ...where, channelId: at.id, sign: signOf(inbound) }
  const { said, externalId, replyTo, replyWith, profile } = inbound
  const asksProfile = at.channel.profile !== undefined && profile === undefined
  const told = { channelId: at.id, name: externalId, replyTo, replyWith, profile, ...(asksProfile && { asksProfile }) }
  const message = { ...where, clientId: uuidv7(), told }
  if (said.kind === 'sent-file') return { ...message, file: cutSaid(said) }
  if (said.kind !== 'unsupported') return { ...message, event: cutSaid(said) }
  return { ...message, event: { kind: 'text', text: `[${cutText(said.what, 100)}]` }, isSilent: true }
}

function signOf(inbound: Exclude<Inbound, { kind: 'message' }>): unknown {
  if (inbound.kind === 'echo') return { ...inbound, said: cutSaid(inbound.said) }
  if (inbound.kind === 'edited') return { ...inbound, text: cutText(inbound.text, TEXT_LIMIT) }
  return inbound
}

type Said = Extract<Inbound, { kind: 'echo' }>['said']

/** Within what we keep of a message. */
function cutSaid(said: Said): Said {
  switch (said.kind) {
    case 'text':
      return { ...said, text: cutText(said.text, TEXT_LIMIT) }
    case 'choice':
      return said.label === undefined ? said : { ...said, label: cutText(said.label, LABEL_LIMIT) }
    case 'sent-file':
      return said.text === undefined ? said : { ...said, text: cutText(said.text, CAPTION_LIMIT) }
    case 'start':
      return said.ref === undefined ? said : { ...said, ref: cutText(said.ref, 100) }
    default:
      return said
  }
}

/** By what it is known when it comes again. An instant tells two changes of one message apart; without one they are kept each time. */
function nameOf(inbound: Inbound): string | null {
  switch (inbound.kind) {
    case 'message':
      return short(inbound.externalId)
    case 'echo':
      return short(`echo ${inbound.externalId}`)
    case 'edited':
    case 'reaction':
      return inbound.at === undefined ? null : short(`${inbound.kind} ${inbound.at} ${inbound.externalId}`)
    case 'reach':
      return inbound.at === undefined ? null : short(`${inbound.reach} ${inbound.at} ${inbound.address}`)
    default:
      return null
  }
}

function short(name: string): string {
  return name.length <= 200 ? name : createHash('sha256').update(name).digest('base64url')
}

/** A clock that is ahead does not put a message after those that follow it. */
function notLater(at: string | undefined): string {
  const now = new Date()
  const then = at === undefined ? now : new Date(at)
  return (then < now ? then : now).toISOString()
}
