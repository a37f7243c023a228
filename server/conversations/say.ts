/** What a member says goes the same way out as what the bot says. */
import { uuidv7 } from 'uuidv7'
import type { Happening } from '../../shared/conversations.ts'
import { lineOf } from '../../shared/message-line.ts'
import type { Content } from '../../shared/messages.ts'
import { type Actor, markOf } from '../access/actor.ts'
import type { Tx } from '../db/in-workspace.ts'
import { type Placed, saveMessages } from './messages.ts'
import type { NewMessage } from './turns.ts'

/** A conversation whose row is locked, as far as speaking in it needs. */
export interface Held {
  id: string
  botId: string
  key: string
  seq: number
}

/** Adds what the member says as the next message of the conversation, to be sent. */
export async function say(tx: Tx, held: Held, by: { actor: Actor; content: Content; id: string }): Promise<NewMessage> {
  const { id, content } = by
  const message = next(held, { id, author: 'member', content, status: 'queued' })
  await keep(tx, held, { message, actor: by.actor })
  await tx.db
    .updateTable('conversations')
    .set({ lastText: lineOf(content).slice(0, 200).toWellFormed(), lastAuthor: 'member', lastMessageAt: message.at })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', held.id)
    .execute()
  return message
}

/** Notes between the messages what a member did with the conversation. */
export async function note(tx: Tx, held: Held, did: { actor: Actor; event: Happening; name: string }): Promise<void> {
  const content = { kind: 'event', event: did.event, name: did.name } as const
  const message = next(held, { id: uuidv7(), author: 'system', content, status: 'sent' })
  await keep(tx, held, { message, actor: did.actor })
}

function next(held: Held, message: Omit<NewMessage, 'seq' | 'at'>): NewMessage {
  held.seq += 1
  return { ...message, seq: held.seq, at: new Date().toISOString() }
}

async function keep(tx: Tx, held: Held, { message, actor }: { message: NewMessage; actor: Actor }): Promise<void> {
  const placed: Placed = {
    conversationId: held.id,
    botId: held.botId,
    key: held.key,
    by: markOf(actor),
    member: message.author === 'member' ? { id: actor.memberId, name: actor.name } : null,
    message,
  }
  await saveMessages(tx, [placed])
  await tx.db
    .updateTable('conversations')
    .set({ seq: message.seq })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', held.id)
    .execute()
}
