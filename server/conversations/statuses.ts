/** What becomes of a message that went out; it never goes back. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { MessageStatus } from '../../shared/conversations.ts'
import type { Tx } from '../db/in-workspace.ts'

/** What may become what. A message that was read was delivered, whatever comes late. */
export const COMES_AFTER = {
  queued: ['failed', 'held'],
  sent: ['queued', 'held'],
  delivered: ['queued', 'held', 'sent'],
  read: ['queued', 'held', 'sent', 'delivered'],
  held: ['queued'],
  failed: ['queued', 'held', 'sent'],
} as const satisfies Partial<Record<MessageStatus, readonly MessageStatus[]>>

export type Fate = keyof typeof COMES_AFTER

/** Before what was not sent as a whole: of its first parts receipts may have come already. */
export const UNFINISHED = ['queued', 'sent', 'delivered', 'read'] as const

export interface Told {
  conversationId: string
  seq: number
  status: Fate
  /** why it failed: a sentence without a secret and without a name, since alike ones stand in one line of the error log */
  reason?: string
}

export interface Found {
  botId: string
  channel: string
}

/** Marks the message and tells those who watch; undefined where it was no news. */
export async function setStatus(
  tx: Tx,
  { conversationId, seq, status, reason }: Told,
  from: readonly MessageStatus[] = COMES_AFTER[status],
): Promise<Found | undefined> {
  const problem = reason === undefined ? null : JSON.stringify({ problem: reason.slice(0, 500).toWellFormed() })
  const { rows } = await sql<Found>`
    update messages m set status = ${status}, marks = nullif(case when ${problem}::jsonb is null then coalesce(m.marks, '{}') - 'problem'
      else coalesce(m.marks, '{}') || ${problem}::jsonb end, '{}')
    from conversations v
    where v.workspace_id = ${tx.workspaceId} and v.id = m.conversation_id and m.workspace_id = ${tx.workspaceId}
      and m.conversation_id = ${conversationId} and m.seq = ${seq} and m.author in ('bot', 'member')
      and m.status = any(${[...from]}::text[])
    returning v.bot_id, v.channel`.execute(tx.db)
  const [found] = rows
  if (found) tellStatus(tx, { conversationId, seq, status, botId: found.botId })
  return found
}

/** Tells the dashboards that watch the conversation. */
export function tellStatus(tx: Tx, data: { conversationId: string; botId: string; seq: number; status: Fate }): void {
  tx.facts.push({
    workspaceId: tx.workspaceId,
    id: uuidv7(),
    kind: 'message.delivered',
    actor: { kind: 'system', reason: 'delivery' },
    data,
  })
}

/** Lets messages that rest be sent again: those under this line of the error log, or this one. Resolves to how many there were. */
export async function releaseMessages(
  tx: Tx,
  which: { errorId: string } | { conversationId: string; seq: number },
): Promise<number> {
  const these =
    'errorId' in which
      ? sql`o.error_id = ${which.errorId}`
      : sql`o.conversation_id = ${which.conversationId} and o.seq = ${which.seq} and o.error_id is not null`
  const released = await sql<{ conversationId: string; seq: number }>`
    update outbound o set error_id = null, attempts = 0, is_held = false, started_at = null, due_at = now()
    where o.workspace_id = ${tx.workspaceId} and ${these} returning o.conversation_id, o.seq`.execute(tx.db)
  for (const { conversationId, seq } of released.rows) await setStatus(tx, { conversationId, seq, status: 'queued' })
  return released.rows.length
}
