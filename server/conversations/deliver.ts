/** Sends waiting messages through their channels: the third stop of a message. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { Delivery, Outgoing, Recipient, Speaker } from '../../channels/channel.ts'
import type { Speakers } from '../../channels/channels.ts'
import { Content } from '../../shared/messages.ts'
import type { Tx } from '../db/in-workspace.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'
import { log } from '../log.ts'
import { recordError } from './error-logs.ts'
import type { Head } from './look-ups.ts'
import { isLastAttempt, layAside, putOff } from './second-tries.ts'

/**
 * Sends these messages in order for each bot user, and marks them sent. A message whose channel would show it twice is
 * marked as started before; found started by somebody else it is in doubt, and goes to the error log instead of out again.
 */
export async function deliver(workspaceId: string, heads: Head[], channels: Speakers): Promise<void> {
  const waiting = await readWaiting(workspaceId, heads)
  const sent: Waiting[] = []
  const byKey = Map.groupBy(waiting, ({ key }) => key)
  await Promise.all([...byKey.values()].map((ofOneKey) => sendInOrder(ofOneKey, channels, sent)))
  await markSent(workspaceId, sent)
}

const Row = z.object({
  id: z.string(),
  lane: z.number(),
  key: z.string(),
  attempts: z.number(),
  startedAt: z.string().nullable(),
  conversationId: z.string(),
  seq: z.number(),
  messageId: z.string(),
  author: z.enum(['bot', 'member']),
  name: z.string().nullable(),
  content: Content,
  at: z.string(),
  botId: z.string(),
  channel: z.string(),
  address: z.string(),
})
type Waiting = z.output<typeof Row> & { workspaceId: string }

async function readWaiting(workspaceId: string, heads: Head[]): Promise<Waiting[]> {
  const { rows } = await look({ workspaceId }, (db) =>
    sql`
    select o.id, o.lane, o.key, o.attempts, o.started_at, o.conversation_id, o.seq, m.id as message_id, m.author, m.name, m.content, m.at,
      c.bot_id, c.channel, c.address
    from outbound o
    cross join lateral (select bot_id, channel, address from conversations v
      join contacts c using (workspace_id, bot_id, channel) where v.workspace_id = ${workspaceId} and v.id = o.conversation_id
        and c.workspace_id = ${workspaceId} and c.id = v.contact_id limit 1) c
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

async function sendInOrder(ofOneKey: Waiting[], channels: Speakers, sent: Waiting[]): Promise<void> {
  for (const each of ofOneKey) {
    const delivery = await sendOne(each, channels.get(each.channel))
    if (delivery.ok) sent.push(each)
    else if (delivery.isFinal || isLastAttempt(each)) await giveUp(each, delivery.reason)
    else return putOff('outbound', each) // What comes after it waits behind it.
  }
}

async function sendOne(waiting: Waiting, channel: Speaker | undefined): Promise<Delivery> {
  if (!channel) return { ok: false, isFinal: true, reason: `There is no channel “${waiting.channel}”.` }
  if (channel.definition.repeat !== 'harmless') {
    if (waiting.startedAt !== null) return { ok: false, isFinal: true, reason: IN_DOUBT }
    await markStarted(waiting)
  }
  try {
    const delivery = await channel.send(outgoing(waiting), recipient(waiting))
    if (!delivery.ok && channel.definition.repeat !== 'harmless') await markNotStarted(waiting)
    return delivery
  } catch (error) {
    log.warn({ err: error, channel: waiting.channel, outboundId: waiting.id }, 'sending failed')
    return { ok: false, isFinal: channel.definition.repeat !== 'harmless', reason: IN_DOUBT }
  }
}

const IN_DOUBT = 'It is not known whether the message arrived.'

function outgoing({ messageId, seq, author, name, content, at }: Waiting): Outgoing {
  return { id: messageId, seq, author, name: author === 'member' ? name : null, content, at }
}

function recipient({ workspaceId, botId, address }: Waiting): Recipient {
  return { workspaceId, botId, address }
}

async function markStarted({ workspaceId, id }: Waiting): Promise<void> {
  await inWorkspace({ workspaceId }, ({ db }) =>
    db
      .updateTable('outbound')
      .set({ startedAt: sql<string>`now()` })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute(),
  )
}

async function markNotStarted({ workspaceId, id }: Waiting): Promise<void> {
  await inWorkspace({ workspaceId }, ({ db }) =>
    db
      .updateTable('outbound')
      .set({ startedAt: null })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute(),
  )
}

/** Only what is still waiting becomes `sent`, and the fact is told once. */
async function markSent(workspaceId: string, sent: Waiting[]): Promise<void> {
  if (sent.length === 0) return
  await inWorkspace({ workspaceId }, async (tx) => {
    const { rows } = await sql<{ conversationId: string; seq: number }>`
      with done as (delete from outbound where workspace_id = ${workspaceId} and id = any(${sent.map(({ id }) => id)}::uuid[])
        returning conversation_id, seq)
      update messages m set status = 'sent' from done d
      where m.workspace_id = ${workspaceId} and m.conversation_id = d.conversation_id and m.seq = d.seq
      returning m.conversation_id, m.seq`.execute(tx.db)
    const settled = new Set(rows.map((row) => `${row.conversationId}:${row.seq}`))
    for (const each of sent) if (settled.has(`${each.conversationId}:${each.seq}`)) tellDelivered(tx, each, 'sent')
  })
}

async function giveUp(waiting: Waiting, reason: string): Promise<void> {
  const { workspaceId, conversationId, seq, botId, channel } = waiting
  await inWorkspace({ workspaceId }, async (tx) => {
    const detail = { channel, reason }
    const fault = {
      code: 'send-failed',
      message: `A message could not be sent: ${reason}`,
      botId,
      conversationId,
      stepId: null,
      detail,
    }
    await layAside(tx, 'outbound', waiting, await recordError(tx, fault))
    await sql`update outbound set started_at = null where workspace_id = ${workspaceId} and id = ${waiting.id}`.execute(
      tx.db,
    )
    await sql`update messages set status = 'failed' where workspace_id = ${workspaceId} and conversation_id = ${conversationId} and seq = ${seq}`.execute(
      tx.db,
    )
    tellDelivered(tx, waiting, 'failed')
  })
}

function tellDelivered(tx: Tx, { conversationId, botId, seq }: Waiting, status: 'sent' | 'failed'): void {
  const data = { conversationId, botId, seq, status }
  tx.facts.push({
    workspaceId: tx.workspaceId,
    id: uuidv7(),
    kind: 'message.delivered',
    actor: { kind: 'system', reason: 'delivery' },
    data,
  })
}
