/** Messages as rows: stored with their number, queued for sending, and told to those who watch. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { ActorMark, EventKind } from '../../shared/events.ts'
import type { Tx } from '../db/in-workspace.ts'
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
  if (placed.length === 0) return
  for (const each of placed) tell(tx, each)
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
  }))
  await sql`insert into messages (workspace_id, conversation_id, seq, id, author, member_id, content, status, step_id, at)
    select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(conversation_id uuid, seq bigint, id uuid, author text, member_id uuid, content jsonb, status text, step_id text, at timestamptz)`.execute(
    tx.db,
  )
}

async function insertOutbound(tx: Tx, queued: Placed[]): Promise<void> {
  if (queued.length === 0) return
  const rows = queued.map(({ conversationId, key, message }) => ({
    id: uuidv7(),
    lane: laneOf(key),
    key,
    conversation_id: conversationId,
    seq: message.seq,
  }))
  await sql`insert into outbound (workspace_id, id, lane, key, conversation_id, seq)
    select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, lane smallint, key text, conversation_id uuid, seq bigint)`.execute(tx.db)
}

function tell(tx: Tx, { conversationId, botId, key, by, member, message }: Placed): void {
  const data = { conversationId, botId, key, seq: message.seq, message: { ...message, member } }
  tx.facts.push({ workspaceId: tx.workspaceId, id: uuidv7(), kind: kindOf(message), actor: by, data })
}

function kindOf({ author, status }: NewMessage): EventKind {
  if (author === 'system') return 'message.noted'
  return status === 'queued' ? 'message.queued' : 'message.received'
}
