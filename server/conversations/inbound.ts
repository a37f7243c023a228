/** What waits to be taken through a flow: what a person did, and what happened otherwise. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Event } from '../../engine/event.ts'
import { Incoming, MEDIA } from '../../shared/messages.ts'
import { Id, Instant } from '../../shared/text.ts'
import { keyOf, placeOf, type Whereabouts } from '../contacts/contacts.ts'
import type { Tx } from '../db/in-workspace.ts'
import { laneOf } from './lanes.ts'

export type SentFile = z.output<typeof SentFile>
/** A file that is still with the provider. */
export const SentFile = z.object({
  kind: z.literal('sent-file'),
  media: z.enum(MEDIA),
  reference: z.string(),
  name: z.string().optional(),
  text: z.string().optional(),
})

export type Said = z.output<typeof Said>
export const Said = z.union([Incoming, SentFile, z.object({ kind: z.literal('unsupported'), what: z.string() })])

export type Told = z.output<typeof Told>
/** What a provider tells along with a message; `name` is what it calls the message. */
export const Told = z.object({
  channelId: Id,
  name: z.string(),
  replyTo: z.string().optional(),
  replyWith: z.object({ token: z.string(), until: Instant }).optional(),
  profile: z.record(z.enum(['name', 'language', 'timezone', 'phone', 'email']), z.string().optional()).optional(),
  /** whether the provider is to be asked who the person is, should nobody know them yet */
  asksProfile: z.boolean().optional(),
})

export type Sign = z.output<typeof Sign>
/** What happened to messages or to a person at the provider; nothing that a flow answers. */
export const Sign = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('receipt'),
    status: z.enum(['sent', 'delivered', 'read', 'failed']),
    externalId: z.string(),
    ours: z.string().optional(),
    reason: z.string().optional(),
  }),
  z.object({ kind: z.literal('read-until'), status: z.enum(['delivered', 'read']), until: Instant }),
  z.object({
    kind: z.literal('echo'),
    externalId: z.string(),
    said: Said,
    ours: z.string().optional(),
    problem: z.string().optional(),
  }),
  z.object({ kind: z.literal('edited'), externalId: z.string(), text: z.string() }),
  z.object({ kind: z.literal('deleted'), externalId: z.string() }),
  z.object({ kind: z.literal('reaction'), externalId: z.string(), reaction: z.string().nullable() }),
  z.object({ kind: z.literal('reach'), reach: z.enum(['ok', 'blocked', 'opted-out']) }),
])

/** Of whom, by which channel of which bot, and when it happened. */
const At = z.object({ botId: Id, channel: z.string(), address: z.string(), at: Instant })

export type EventBody = z.output<typeof EventBody>
/** `clientId` is the id of the message, where it is one. What is `isSilent` is kept and answered by nobody; `problem` says what is wrong with it. */
const EventBody = At.extend({
  clientId: Id,
  event: Event,
  told: Told.optional(),
  problem: z.string().optional(),
  isSilent: z.boolean().optional(),
})

const FileBody = At.extend({ clientId: Id, file: SentFile, told: Told })

export type SignBody = z.output<typeof SignBody>
const SignBody = At.extend({ channelId: Id, sign: Sign })

/** What a waiting row holds: something to be answered, a file that is to be fetched before, or a sign. */
export const InboundBody = z.union([EventBody, FileBody, SignBody])
export type InboundBody = z.output<typeof InboundBody>

/** An event of one bot user that waits. */
export interface InboundRow {
  id: string
  lane: number
  key: string
  body: EventBody
}

const OF_PERSON: ReadonlySet<string> = new Set(Incoming.options.flatMap((option) => [...option.shape.kind.values]))

/** Whether a person did it, rather than time, a program or a member. */
export function isOfPerson(event: Event): event is Incoming {
  return OF_PERSON.has(event.kind)
}

export function rowFor(at: Whereabouts, event: Event, when = new Date()): InboundRow {
  const { botId, channel, address } = at
  const key = keyOf(at)
  const body = { botId, channel, address, clientId: uuidv7(), at: when.toISOString(), event }
  return { id: uuidv7(), lane: laneOf(key), key, body }
}

/** The same, for the bot user of this key. */
export function rowForKey(key: string, event: Event): InboundRow {
  return rowFor(placeOf(key), event)
}

/** Stores them with the rest of the transaction; they are taken up after it. What `isBulk` lets everything else go first. */
export async function putInbound(
  tx: Tx,
  rows: Array<Omit<InboundRow, 'body'> & { body: InboundBody }>,
  { dueAt = new Date(), isBulk = false } = {},
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into inbound (workspace_id, id, lane, key, body, due_at, is_bulk)
    select ${tx.workspaceId}::uuid, r.*, ${dueAt.toISOString()}::timestamptz, ${isBulk}::boolean
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, lane smallint, key text, body jsonb)`.execute(
    tx.db,
  )
}

/** Without what PostgreSQL cannot store: NUL and halves of a character. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, storable(each)]))
}
