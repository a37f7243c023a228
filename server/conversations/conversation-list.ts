/** Conversations and their messages as members read them: lists by page, of the bots they may see (M3). */
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import {
  Conversation,
  type ConversationQuery,
  Message,
  type MessageQuery,
  type VisitorMessage as Seen,
  VisitorMessage,
} from '../../shared/conversations.ts'
import type { Page } from '../../shared/paging.ts'
import { type Actor, mayUseBot } from '../access/actor.ts'
import { PERSON_ID } from '../contacts/contacts.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { look } from '../db/in-workspace.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { signed, signedFor } from '../files/links.ts'
import { like } from '../like.ts'

/** The workspace's conversations, the one with the newest message first. */
export async function listConversations(actor: Actor, query: ConversationQuery): Promise<Page<Conversation>> {
  const list = `conversations|${actor.workspaceId}`
  const [at, id] = query.cursor ? readCursor(list, query.cursor) : []
  const rows = await look(actor, (db) => {
    let read = conversations(db, actor).where((e) => e.and(filters(e, actor, query)))
    if (at && id) read = read.where(sql<SqlBool>`(v.last_message_at, v.id) < (${at}::timestamptz, ${id}::uuid)`)
    return read
      .orderBy('v.lastMessageAt', 'desc')
      .orderBy('v.id', 'desc')
      .limit(query.limit + 1)
      .execute()
  })
  return pageFrom(rows, query.limit, { list, keys: (row) => [row.lastMessageAt, row.id], show })
}

export async function readConversation(actor: Actor, id: string): Promise<Conversation> {
  const row = await look(actor, (db) => conversations(db, actor).where('v.id', '=', id).executeTakeFirst())
  if (!row || !mayUseBot(actor, row.botId, 'viewer')) throw new Refusal('not-found')
  return show(row)
}

/** A part of the conversation's messages in order; `hasMore` when there are more on the side that was asked for. */
export async function listMessages(actor: Actor, conversationId: string, query: MessageQuery): Promise<Page<Message>> {
  const { botId } = await readConversation(actor, conversationId)
  if (!mayUseBot(actor, botId, 'viewer')) throw new Refusal('not-found')
  const isForward = query.after !== undefined
  const rows = await look(actor, (db) => {
    let read = messages(db, actor, conversationId)
    if (query.after !== undefined) read = read.where('m.seq', '>', query.after)
    if (query.before !== undefined) read = read.where('m.seq', '<', query.before)
    return read
      .orderBy('m.seq', isForward ? 'asc' : 'desc')
      .limit(query.limit + 1)
      .execute()
  })
  const part = rows.slice(0, query.limit)
  const shown = (isForward ? part : part.toReversed()).map(showMessage)
  const data = await signed({ workspaceId: actor.workspaceId, botId }, shown)
  return { data, nextCursor: null, hasMore: rows.length > query.limit }
}

export async function readMessageOf(actor: Actor, conversationId: string, messageId: string): Promise<Message> {
  const row = await look(actor, (db) =>
    messages(db, actor, conversationId).where('m.id', '=', messageId).executeTakeFirst(),
  )
  if (!row) throw new Refusal('not-found')
  const { botId } = await readConversation(actor, conversationId)
  return signed({ workspaceId: actor.workspaceId, botId }, showMessage(row))
}

/** What a visitor may read of their own chat, after this number; a note or event of the team is never among it (invariant 35). */
export async function messagesForVisitor(
  at: { workspaceId: string; botId: string; channel: string; address: string },
  after: number,
  limit = 100,
): Promise<{ data: Seen[]; hasMore: boolean }> {
  const { rows } = await look(at, (db) =>
    sql`
    select m.id, m.seq, m.author, case when m.author = 'member' then u.name end as name, m.content, m.at
    from contacts c
    join conversations v on v.workspace_id = c.workspace_id and v.contact_id = c.id
    join messages m on m.workspace_id = c.workspace_id and m.conversation_id = v.id
    left join members r on r.workspace_id = m.workspace_id and r.id = m.member_id
    left join users u on u.id = r.user_id
    where c.workspace_id = ${at.workspaceId} and m.workspace_id = ${at.workspaceId} and v.workspace_id = ${at.workspaceId}
      and c.bot_id = ${at.botId} and c.channel = ${at.channel} and c.address = ${at.address}
      and m.author <> 'system' and m.seq > ${after} and not coalesce((m.marks->>'deleted')::boolean, false)
    order by m.seq limit ${limit + 1}`.execute(db),
  )
  const seen = VisitorMessage.array().parse(rows.slice(0, limit))
  return { data: await Promise.all(seen.map((message) => signedFor(at, message))), hasMore: rows.length > limit }
}

function conversations(db: Kysely<DB>, actor: Actor) {
  return db
    .selectFrom('conversations as v')
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'v.workspaceId').onRef('b.id', '=', 'v.botId'))
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.workspaceId', '=', 'v.workspaceId').onRef('c.id', '=', 'v.contactId'),
    )
    .innerJoin('contacts as p', (join) =>
      join.onRef('p.workspaceId', '=', 'c.workspaceId').on(sql<SqlBool>`p.id = ${PERSON_ID}`),
    )
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspaceId', '=', 'v.workspaceId').onRef('m.id', '=', 'v.assigneeId'),
    )
    .leftJoin('users as u', 'u.id', 'm.userId')
    .select([
      'v.id',
      'v.botId',
      'v.channel',
      'v.status',
      'v.handler',
      'v.unread',
      'v.lastText',
      'v.lastAuthor',
      'v.lastMessageAt',
    ])
    .select(['v.createdAt', 'v.seq', 'v.assigneeId', 'u.name as assigneeName', 'b.name as botName', 'v.contactId'])
    .select(['p.name', 'p.email', 'p.phone', 'p.tags', 'p.isSubscribed', 'p.fields', 'p.isOverLimit', 'c.firstSeenAt'])
    .where('v.workspaceId', '=', actor.workspaceId)
    .where('b.workspaceId', '=', actor.workspaceId)
    .where('c.workspaceId', '=', actor.workspaceId)
    .where('p.workspaceId', '=', actor.workspaceId)
    .where('b.deletedAt', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof conversations>['execute']>>[number]

function show(row: Row): Conversation {
  const { contactId, name, email, phone, tags, isSubscribed, fields, isOverLimit, firstSeenAt, ...rest } = row
  const { assigneeId, assigneeName } = rest
  return Conversation.parse({
    ...rest,
    contact: { id: contactId, name, email, phone, tags, isSubscribed, fields, isOverLimit, firstSeenAt },
    assignee: assigneeId && { id: assigneeId, name: assigneeName ?? '' },
  })
}

type Tables = DB & { v: DB['conversations']; b: DB['bots']; p: DB['contacts'] }

function filters(
  e: ExpressionBuilder<Tables, 'v' | 'b' | 'p'>,
  actor: Actor,
  query: ConversationQuery,
): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = []
  if (actor.bots) all.push(sql<SqlBool>`v.bot_id = any(${[...actor.bots.keys()]}::uuid[])`)
  if (query.status) all.push(e('v.status', '=', query.status))
  if (query.handler) all.push(e('v.handler', '=', query.handler))
  if (query.bot) all.push(e('v.botId', '=', query.bot))
  if (query.assignee === 'nobody') all.push(e('v.assigneeId', 'is', null))
  else if (query.assignee) all.push(e('v.assigneeId', '=', query.assignee === 'me' ? actor.memberId : query.assignee))
  if (query.search) {
    const pattern = like(query.search)
    all.push(e.or([e('p.name', 'ilike', pattern), e('p.email', 'ilike', pattern), e('v.lastText', 'ilike', pattern)]))
  }
  return all
}

function messages(db: Kysely<DB>, actor: Actor, conversationId: string) {
  return db
    .selectFrom('messages as m')
    .leftJoin('members as r', (join) =>
      join.onRef('r.workspaceId', '=', 'm.workspaceId').onRef('r.id', '=', 'm.memberId'),
    )
    .leftJoin('users as u', 'u.id', 'r.userId')
    .select([
      'm.id',
      'm.seq',
      'm.author',
      'm.memberId',
      'u.name as memberName',
      'm.content',
      'm.status',
      'm.marks',
      'm.at',
    ])
    .where('m.workspaceId', '=', actor.workspaceId)
    .where('m.conversationId', '=', conversationId)
}

type MessageRow = Awaited<ReturnType<ReturnType<typeof messages>['execute']>>[number]

function showMessage({ memberId, memberName, ...row }: MessageRow): Message {
  return Message.parse({ ...row, member: memberId && { id: memberId, name: memberName ?? '' } })
}
