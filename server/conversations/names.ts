/** What providers call messages, in and out: how receipts, edits and answers find the message they are about. */
import { sql } from 'kysely'
import type { Tx } from '../db/in-workspace.ts'

export interface MessageName {
  channelId: string
  /** the provider's */
  name: string
  conversationId: string
  seq: number
}

export type Names = Map<string, MessageName>

export function nameKey({ channelId, name }: Pick<MessageName, 'channelId' | 'name'>): string {
  return `${channelId}/${name}`
}

/** Those of these names that are known. */
export async function findNames(
  tx: Tx,
  wanted: ReadonlyArray<Pick<MessageName, 'channelId' | 'name'>>,
): Promise<Names> {
  if (wanted.length === 0) return new Map()
  const rows = wanted.map(({ channelId, name }) => ({ channel_id: channelId, external_id: name }))
  const found = await sql<MessageName>`
    select n.channel_id, n.external_id as name, n.conversation_id, n.seq
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(channel_id uuid, external_id text)
    join message_names n on n.workspace_id = ${tx.workspaceId} and n.channel_id = r.channel_id and n.external_id = r.external_id`.execute(
    tx.db,
  )
  return new Map(found.rows.map((each) => [nameKey(each), each]))
}

/** Keeps what messages are called; of a channel that was disconnected meanwhile nothing more is told. */
export async function saveNames(tx: Tx, names: readonly MessageName[]): Promise<void> {
  if (names.length === 0) return
  const rows = names.map(({ channelId, name, conversationId, seq }) => ({
    ...{ channel_id: channelId, external_id: name, conversation_id: conversationId, seq },
  }))
  await sql`insert into message_names (workspace_id, channel_id, external_id, conversation_id, seq)
    select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(channel_id uuid, external_id text, conversation_id uuid, seq bigint)
    join channels c on c.workspace_id = ${tx.workspaceId} and c.id = r.channel_id
    on conflict do nothing`.execute(tx.db)
}
