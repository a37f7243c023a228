/** What waits to be taken through a flow: what a person did, and what happened otherwise. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Event } from '../../engine/event.ts'
import { Incoming } from '../../shared/messages.ts'
import { Id, Instant } from '../../shared/text.ts'
import { keyOf, placeOf, type Whereabouts } from '../contacts/contacts.ts'
import type { Tx } from '../db/in-workspace.ts'
import { laneOf } from './lanes.ts'

/** What a waiting row holds. `at` is when it happened; `clientId` the id of the message, where it is one. */
export const InboundBody = z.object({
  botId: Id,
  channel: z.string(),
  address: z.string(),
  clientId: Id,
  at: Instant,
  event: Event,
})
export type InboundBody = z.output<typeof InboundBody>

/** An event of one bot user that waits. */
export interface InboundRow {
  id: string
  lane: number
  key: string
  body: InboundBody
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

/** Stores the events with the rest of the transaction; they are taken up after it. */
export async function putInbound(tx: Tx, rows: InboundRow[], dueAt = new Date()): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into inbound (workspace_id, id, lane, key, body, due_at)
    select ${tx.workspaceId}::uuid, r.*, ${dueAt.toISOString()}::timestamptz from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, lane smallint, key text, body jsonb)`.execute(tx.db)
}
