/** What members do with conversations: take over and give back, assign, resolve, read, and answer (B6). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Conversation, Message, NewMessage as Said } from '../../shared/conversations.ts'
import type { EventKind } from '../../shared/events.ts'
import type { Content } from '../../shared/messages.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { runningBots } from '../bots/running.ts'
import { publish } from '../bus.ts'
import { keyOf, placeOf } from '../contacts/contacts.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { invalid, Refusal } from '../errors.ts'
import { kindOf } from '../files/content.ts'
import { fileAt } from '../files/files.ts'
import { agentsFor } from './agents.ts'
import { readConversation, readMessageOf } from './conversation-list.ts'
import { openedBy } from './entries.ts'
import { putInbound, rowForKey } from './inbound.ts'
import { type Held, note, say } from './say.ts'

type Wanted = 'bot' | 'member'
export interface Locked extends Held {
  handler: Wanted
  status: 'open' | 'resolved'
  assignee: { id: string; name: string } | null
  contactName: string
  readSeq: number
}

/** Takes the conversation for oneself or gives it back to the bot. Of two who take it at once one wins; the other is refused with `conflict` and who has it. */
export async function changeHandler(actor: Actor, conversationId: string, handler: Wanted): Promise<Conversation> {
  await change(actor, conversationId, (tx, held) =>
    handler === 'member' ? takeOver(tx, actor, held) : giveBack(tx, actor, held),
  )
  if (handler === 'bot') publish('inbound', actor.workspaceId)
  return readConversation(actor, conversationId)
}

/** Answers as a member; a conversation that the bot handles is taken over by it. The same `clientId` says it once. */
export async function answerAsMember(actor: Actor, conversationId: string, said: Said): Promise<Message> {
  const id = said.clientId ?? uuidv7()
  const content = await contentOf(actor, conversationId, said)
  await change(actor, conversationId, async (tx, held) => {
    if (said.clientId && (await isSaid(tx, conversationId, said.clientId))) return
    if (held.handler === 'bot') await takeOver(tx, actor, held)
    await say(tx, held, { actor, content, id })
    await markRead(tx, held, held.seq)
  })
  publish('outbound', actor.workspaceId)
  return readMessageOf(actor, conversationId, id)
}

/** Resolves the conversation, which gives it back to the bot, or opens it again. */
export async function changeStatus(
  actor: Actor,
  conversationId: string,
  status: 'open' | 'resolved',
): Promise<Conversation> {
  await change(actor, conversationId, async (tx, held) => {
    if (held.status === status) return
    await set(tx, held, status === 'resolved' ? { status, handler: 'bot', assigneeId: null } : { status })
    await tell(tx, actor, held, status === 'resolved' ? 'resolved' : 'reopened')
    if (status === 'resolved') await goOnAfterResolving(tx, held)
  })
  publish('inbound', actor.workspaceId)
  return readConversation(actor, conversationId)
}

/** Gives the conversation to a member of the workspace who may answer it, or to nobody. */
export async function assign(actor: Actor, conversationId: string, memberId: string | null): Promise<Conversation> {
  await change(actor, conversationId, async (tx, held) => {
    if ((held.assignee?.id ?? null) === memberId) return
    const name = memberId === null ? '' : await nameOfAgent(tx, memberId, held.botId)
    await set(tx, held, { assigneeId: memberId })
    await tell(tx, actor, held, 'assigned', name)
  })
  return readConversation(actor, conversationId)
}

/** The team has read up to this number; the mark never goes back (invariant 34). */
export async function readUpTo(actor: Actor, conversationId: string, seq: number): Promise<Conversation> {
  await change(actor, conversationId, async (tx, held) => {
    const unread = await markRead(tx, held, seq)
    if (unread === null) return
    const data = { conversationId: held.id, botId: held.botId, unread, seq: held.seq }
    tx.facts.push({ workspaceId: tx.workspaceId, id: uuidv7(), kind: 'conversation.read', actor: markOf(actor), data })
  })
  return readConversation(actor, conversationId)
}

/** The member's words, or a file of the workspace with them; refuses the address of any other file. */
async function contentOf(actor: Actor, conversationId: string, { text = '', file }: Said): Promise<Content> {
  if (!file) return { kind: 'text', text }
  const { botId } = await readConversation(actor, conversationId)
  const found = await fileAt({ workspaceId: actor.workspaceId, botId }, file.url)
  if (!found) throw invalid('/file/url', 'There is no such file in this workspace. Add it first.', 'unknown-file')
  return { kind: kindOf(found.mime), ...found, ...(text && { text }) }
}

/** Locks the conversation for a change by this actor, the workspace first as everywhere. */
export async function change(actor: Actor, id: string, work: (tx: Tx, held: Locked) => Promise<void>): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'live-chat:use')
    const held = await lock(tx, id)
    if (!held || !mayUseBot(actor, held.botId, 'viewer')) throw new Refusal('not-found')
    if (!mayUseBot(actor, held.botId, 'agent'))
      throw new Refusal('not-allowed', 'This needs the power “agent” of the bot.')
    await work(tx, held)
  })
}

async function lock(tx: Tx, id: string): Promise<Locked | undefined> {
  const row = await tx.db
    .selectFrom('conversations as v')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.workspaceId', '=', 'v.workspaceId').onRef('c.id', '=', 'v.contactId'),
    )
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspaceId', '=', 'v.workspaceId').onRef('m.id', '=', 'v.assigneeId'),
    )
    .leftJoin('users as u', 'u.id', 'm.userId')
    .select([
      'v.id',
      'v.botId',
      'v.seq',
      'v.handler',
      'v.status',
      'v.readSeq',
      'v.assigneeId',
      'u.name as assigneeName',
    ])
    .select(['c.channel', 'c.address', 'c.name as contactName'])
    .where('v.workspaceId', '=', tx.workspaceId)
    .where('v.id', '=', id)
    .where((e) =>
      e.exists(
        e
          .selectFrom('bots as b')
          .select('b.id')
          .where('b.workspaceId', '=', tx.workspaceId)
          .whereRef('b.id', '=', 'v.botId')
          .where('b.deletedAt', 'is', null),
      ),
    )
    .forUpdate('v')
    .executeTakeFirst()
  if (!row) return undefined
  const { assigneeId, assigneeName, channel, address, handler, status, ...rest } = row
  return {
    ...rest,
    key: keyOf({ botId: row.botId, channel, address }),
    handler: handler === 'member' ? 'member' : 'bot',
    status: status === 'resolved' ? 'resolved' : 'open',
    assignee: assigneeId ? { id: assigneeId, name: assigneeName ?? '' } : null,
  }
}

async function takeOver(tx: Tx, actor: Actor, held: Locked): Promise<void> {
  const isMine = held.assignee?.id === actor.memberId
  if (held.handler === 'member' && isMine) return
  if (held.handler === 'member' && held.assignee) {
    throw new Refusal('conflict', `${held.assignee.name} has this conversation.`, {
      extra: { handler: 'member', assignee: held.assignee },
    })
  }
  await set(tx, held, { handler: 'member', assigneeId: actor.memberId, status: 'open' })
  await tell(tx, actor, held, 'taken-over')
}

async function giveBack(tx: Tx, actor: Actor, held: Locked): Promise<void> {
  if (held.handler === 'bot') return
  await set(tx, held, { handler: 'bot', assigneeId: null })
  await tell(tx, actor, held, 'given-back')
  await letGoOn(tx, held)
}

/** The flow goes on where it handed the chat over, and what it waited for meanwhile comes now. */
async function letGoOn(tx: Tx, held: Locked): Promise<void> {
  await putInbound(tx, [rowForKey(held.key, { kind: 'given-back' })])
  await sql`update inbound set due_at = now() where workspace_id = ${tx.workspaceId} and key = ${held.key}
    and error_id is null and attempts = 0 and due_at > now()`.execute(tx.db)
}

/** A flow that begins by the end of a conversation takes it from here; else the bot goes on where it was. */
async function goOnAfterResolving(tx: Tx, held: Locked): Promise<void> {
  const bot = (await runningBots(tx, [held.botId])).get(held.botId)
  const opened = bot ? openedBy(bot, placeOf(held.key), { cause: { kind: 'conversation-resolved' }, depth: 1 }) : []
  await putInbound(tx, opened)
  if (opened.length === 0 && held.handler === 'member') await letGoOn(tx, held)
}

interface Change {
  handler?: Wanted
  status?: 'open' | 'resolved'
  assigneeId?: string | null
}

async function set(tx: Tx, held: Locked, to: Change): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set(to)
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', held.id)
    .execute()
}

const KINDS = {
  'taken-over': 'conversation.taken-over',
  'given-back': 'conversation.given-back',
  assigned: 'conversation.assigned',
  resolved: 'conversation.resolved',
  reopened: 'conversation.reopened',
} as const satisfies Record<string, EventKind>

async function tell(tx: Tx, actor: Actor, held: Locked, event: keyof typeof KINDS, name = actor.name): Promise<void> {
  await note(tx, held, { actor, event, name })
  await record(tx, markOf(actor), KINDS[event], {
    target: { kind: 'conversation', id: held.id, name: held.contactName },
    before: { handler: held.handler, status: held.status, assignee: held.assignee?.name ?? null },
    data: { conversationId: held.id, botId: held.botId, seq: held.seq, name },
  })
}

/** Returns how many stay unread, or null when the mark stood there already. */
async function markRead(tx: Tx, held: Locked, seq: number): Promise<number | null> {
  const readSeq = Math.min(seq, held.seq)
  if (readSeq <= held.readSeq) return null
  const { rows } = await sql<{ unread: number }>`
    update conversations v set read_seq = ${readSeq}, unread = (select count(*) from messages m
      where m.workspace_id = ${tx.workspaceId} and m.conversation_id = v.id and m.seq > ${readSeq} and m.author = 'contact')
    where v.workspace_id = ${tx.workspaceId} and v.id = ${held.id} returning unread`.execute(tx.db)
  return rows[0]?.unread ?? 0
}

async function isSaid(tx: Tx, conversationId: string, messageId: string): Promise<boolean> {
  const found = await tx.db
    .selectFrom('messages')
    .select('seq')
    .where('workspaceId', '=', tx.workspaceId)
    .where('conversationId', '=', conversationId)
    .where('id', '=', messageId)
    .executeTakeFirst()
  return found !== undefined
}

async function nameOfAgent(tx: Tx, memberId: string, botId: string): Promise<string> {
  const agent = (await agentsFor(tx, botId)).find(({ id }) => id === memberId)
  if (agent) return agent.name
  const member = await tx.db
    .selectFrom('members')
    .select('id')
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', memberId)
    .executeTakeFirst()
  if (!member) throw invalid('/memberId', 'There is no such member.', 'unknown-member')
  throw invalid('/memberId', 'This member may not answer for this bot.', 'not-an-agent')
}
