/** Messages that wait to be sent, as they are read before: with what they say, and to whom. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Outgoing, Recipient } from '../../channels/channel.ts'
import { Content } from '../../shared/messages.ts'
import { look } from '../db/in-workspace.ts'
import type { Head } from './look-ups.ts'
import { keyOfPart } from './part-keys.ts'

const ReplyWith = z.object({ token: z.string(), until: z.string() })

const Row = z.object({
  id: z.string(),
  lane: z.number(),
  key: z.string(),
  attempts: z.number(),
  /** when somebody began to send the part that is next; who did has not told what became of it */
  startedAt: z.string().nullable(),
  partsSent: z.number(),
  isTyping: z.boolean(),
  conversationId: z.string(),
  seq: z.number(),
  messageId: z.string(),
  author: z.enum(['bot', 'member']),
  name: z.string().nullable(),
  /** undefined where it cannot be read */
  content: Content.optional().catch(undefined),
  at: z.string(),
  botId: z.string(),
  channel: z.string(),
  address: z.string(),
  lastWroteAt: z.string().nullable(),
  unreachable: z.enum(['blocked', 'opted-out']).nullable(),
  /** what the provider gave to answer with */
  replyWith: ReplyWith.nullable().catch(null),
})
export type Waiting = z.output<typeof Row> & { workspaceId: string }

/** Those of these rows that still wait, in order. */
export async function readWaiting(workspaceId: string, heads: Head[]): Promise<Waiting[]> {
  const { rows } = await look({ workspaceId }, (db) =>
    sql`
    select o.id, o.lane, o.key, o.attempts, o.started_at, o.parts_sent, o.is_typing, o.conversation_id, o.seq,
      m.id as message_id, m.author, m.name, m.content, m.at,
      c.bot_id, c.channel, c.address, c.last_wrote_at, c.unreachable, c.reply_with
    from outbound o
    cross join lateral (select c.bot_id, c.channel, c.address, c.last_wrote_at, c.unreachable, v.reply_with
      from conversations v join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
      where v.workspace_id = ${workspaceId} and v.id = o.conversation_id and c.workspace_id = ${workspaceId} limit 1) c
    cross join lateral (select m.id, m.author, m.content, m.at, (select u.name from members r join users u on u.id = r.user_id
        where r.workspace_id = ${workspaceId} and r.id = m.member_id) as name
      from messages m where m.workspace_id = ${workspaceId} and m.conversation_id = o.conversation_id and m.seq = o.seq limit 1) m
    where o.workspace_id = ${workspaceId} and o.id = any(${heads.map(({ id }) => id)}::uuid[]) and o.error_id is null
    order by o.id`.execute(db),
  )
  return Row.array()
    .parse(rows)
    .map((row) => ({ ...row, workspaceId }))
}

/** A part of it as a channel sends it. */
export function outgoing(waiting: Waiting, content: Content, part = 0): Outgoing {
  const { messageId, seq, author, name, at } = waiting
  const key = keyOfPart(messageId, part)
  return { id: messageId, seq, author, name: author === 'member' ? name : null, content, at, part, key }
}

/** What was given to answer with, while it is good. */
export function goodToken(column: unknown): string | null {
  const given = ReplyWith.safeParse(column).data
  return given && Date.parse(given.until) > Date.now() ? given.token : null
}

export function recipient(waiting: Waiting, replyWith: string | null = null): Recipient {
  const { workspaceId, botId, address, lastWroteAt } = waiting
  return { workspaceId, botId, address, replyWith, lastWroteAt }
}
