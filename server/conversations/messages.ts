/** Messages as rows: stored with their number, queued for sending, and told to those who watch. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { webchatDefinition } from '../../channels/webchat/definition.ts'
import type { ActorMark, EventKind } from '../../shared/events.ts'
import { placeOf } from '../contacts/contacts.ts'
import type { Tx } from '../db/in-workspace.ts'
import { type Reader, signed } from '../files/links.ts'
import { laneOf } from './lanes.ts'
import type { NewMessage } from './turns.ts'

/** A message with where it belongs. */
export interface Placed {
  conversationId: string
  botId: string
  /** The bot user's key: what is sent to one bot user stays in order. */
  key: string
  by: ActorMark
  member: { id: string; name: string } | null
  message: NewMessage
}

/** Stores messages, queues those that are to be sent, and tells of all of them after the commit. The row is the record of it: there is no second one in `events`. */
export async function saveMessages(tx: Tx, placed: Placed[]): Promise<void> {
  await tellMessages(tx, placed)
  await storeMessages(tx, placed)
}

/** Tells of them after the commit. Looks for the files in them, so it has to be done before the last statements are sent. */
export async function tellMessages(tx: Tx, placed: Placed[]): Promise<void> {
  for (const each of placed) await tell(tx, each)
}

/** Its statements are on their way at once. */
export async function storeMessages(tx: Tx, placed: Placed[]): Promise<void> {
  if (placed.length === 0) return
  const queued = placed.filter(({ message }) => message.status === 'queued')
  await Promise.all([insertMessages(tx, placed), insertOutbound(tx, queued)])
}

async function insertMessages(tx: Tx, placed: Placed[]): Promise<void> {
  const rows = placed.map(({ conversationId, member, message }) => ({
    conversation_id: conversationId,
    seq: message.seq,
    id: message.id,
    author: message.author,
    member_id: member?.id ?? null,
    content: message.content,
    status: message.status,
    step_id: message.stepId ?? null,
    at: message.at,
    marks: message.marks ?? null,
  }))
  await sql`insert into messages (workspace_id, conversation_id, seq, id, author, member_id, content, status, step_id, at, marks)
    select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(conversation_id uuid, seq bigint, id uuid, author text, member_id uuid, content jsonb, status text, step_id text, at timestamptz,
        marks jsonb)`.execute(tx.db)
}

async function insertOutbound(tx: Tx, queued: Placed[]): Promise<void> {
  if (queued.length === 0) return
  const rows = queued.map(({ conversationId, key, message }) => ({
    id: uuidv7(),
    lane: sendingLane(key),
    key,
    place: sendingPlace(key),
    conversation_id: conversationId,
    seq: message.seq,
    is_bulk: message.isBulk ?? false,
  }))
  // What goes out at once takes along what waits in front of it.
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, lane smallint, key text, place text, conversation_id uuid, seq bigint, is_bulk boolean)
    ), promoted as (
      update outbound o set is_bulk = false from given g
      where o.workspace_id = ${tx.workspaceId} and o.is_bulk and o.key = g.key and not g.is_bulk
    )
    insert into outbound (workspace_id, id, lane, key, place, conversation_id, seq, is_bulk)
    select ${tx.workspaceId}::uuid, g.* from given g`.execute(tx.db)
}

/** An account has one lane, which keeps its pace. Our own web chat has none to keep: its people are spread over all lanes. */
export function sendingLane(key: string): number {
  return laneOf(placeOf(key).channel === webchatDefinition.name ? key : sendingPlace(key))
}

/** What one account sends: of a channel, for a bot. */
export function sendingPlace(key: string): string {
  const { channel, botId } = placeOf(key)
  return `${channel}:${botId}`
}

/** Contents leave with addresses that open the files in them, for the team and for the other windows of who sent them. */
async function tell(tx: Tx, { conversationId, botId, key, by, member, message }: Placed): Promise<void> {
  const told = await signed({ workspaceId: tx.workspaceId, botId, ...readerOf(message, key) }, message, tx)
  const data = { conversationId, botId, key, seq: message.seq, message: { ...told, member } }
  tx.facts.push({ workspaceId: tx.workspaceId, id: uuidv7(), kind: kindOf(message), actor: by, data })
}

/** What a bot user says is told to them too. */
function readerOf({ author }: NewMessage, key: string): Pick<Reader, 'person'> {
  const { channel, address } = placeOf(key)
  return author === 'contact' ? { person: { channel, address } } : {}
}

function kindOf({ author, status }: NewMessage): EventKind {
  if (author === 'system') return 'message.noted'
  return status === 'queued' ? 'message.queued' : 'message.received'
}
