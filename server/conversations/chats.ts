/** Conversations as a batch works on them: found and locked with their bot users, or begun, and saved. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Author, ConversationStatus, Handler } from '../../shared/conversations.ts'
import { type Contact, findRoom, keyOf, newContact, readFields, type Whereabouts } from '../contacts/contacts.ts'
import type { Tx } from '../db/in-workspace.ts'
import type { Chat } from './turns.ts'

/**
 * The chats of these bot users by their key, those that exist locked. Who is new, or was over the limit, takes the
 * workspace's lock first to find room in the plan.
 */
export async function findChats(tx: Tx, at: Whereabouts[]): Promise<Map<string, Chat>> {
  const places = new Map(at.map((each) => [keyOf(each), each]))
  const found = await findContacts(tx, [...places.values()])
  const known = new Map(found.map((row) => [keyOf(row), row]))
  const fresh = [...places].filter(([key]) => !known.has(key)).map(([, place]) => newContact(place))
  const waiting = found.filter((row) => row.isOverLimit)
  await admit(tx, [...waiting, ...fresh])

  const locked = await lock(tx, found.map((row) => row.conversationId))
  const chats = found.map((contact) => chatFrom(contact, locked.get(contact.conversationId), waiting.includes(contact)))
  return new Map([...chats, ...fresh.map(begin)].map((chat) => [chat.key, chat]))
}

export async function addChats(tx: Tx, chats: Chat[]): Promise<void> {
  if (chats.length === 0) return
  const rows = chats.map(({ id, contact }) => ({ id, bot_id: contact.botId, contact_id: contact.id, channel: contact.channel }))
  await sql`insert into conversations (workspace_id, id, bot_id, contact_id, channel)
    select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, bot_id uuid, contact_id uuid, channel text)`.execute(tx.db)
}

export async function saveChats(tx: Tx, chats: Chat[]): Promise<void> {
  const rows = chats.map((chat) => ({
    id: chat.id,
    seq: chat.seq,
    unread: chat.unread,
    status: chat.status,
    handler: chat.handler,
    session: chat.session,
    version: chat.flowVersionId,
    text: chat.lastText,
    author: chat.lastAuthor,
    at: chat.messages.at(-1)?.at ?? null,
  }))
  await sql`update conversations c set seq = r.seq, unread = r.unread, status = r.status, handler = r.handler, session = r.session,
      flow_version_id = r.version, last_text = r.text, last_author = r.author, last_message_at = coalesce(r.at, c.last_message_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, seq bigint, unread int, status text, handler text,
      session jsonb, version uuid, text text, author text, at timestamptz)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`.execute(tx.db)
}

interface KnownContact extends Contact {
  conversationId: string
}

async function findContacts(tx: Tx, places: Whereabouts[]): Promise<KnownContact[]> {
  const rows = places.map(({ botId, channel, address }) => ({ bot_id: botId, channel, address }))
  const found = await sql<Omit<KnownContact, 'fields'> & { fields: unknown }>`
    select c.id, c.bot_id, c.channel, c.address, c.name, c.email, c.fields, c.is_over_limit, v.id as conversation_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(bot_id uuid, channel text, address text)
    join contacts c on c.workspace_id = ${tx.workspaceId} and c.bot_id = r.bot_id and c.channel = r.channel and c.address = r.address
    join conversations v on v.workspace_id = ${tx.workspaceId} and v.contact_id = c.id`.execute(tx.db)
  return found.rows.map((row) => ({ ...row, fields: readFields(row.fields) }))
}

async function admit(tx: Tx, contacts: Contact[]): Promise<void> {
  if (contacts.length > 0) await findRoom(tx, contacts)
}

const Row = z.object({
  id: z.string(),
  seq: z.number(),
  unread: z.number(),
  status: ConversationStatus,
  handler: Handler,
  session: z.unknown(),
  flowVersionId: z.string().nullable(),
  lastText: z.string(),
  lastAuthor: Author,
})
type Row = z.output<typeof Row>

/** In the order of their ids, as everyone locks them. */
async function lock(tx: Tx, ids: string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql`
    select id, seq, unread, status, handler, session, flow_version_id, last_text, last_author from conversations
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) order by id for update`.execute(tx.db)
  return new Map(
    Row.array()
      .parse(rows)
      .map((row) => [row.id, row]),
  )
}

function chatFrom(contact: KnownContact, row: Row | undefined, wasOverLimit: boolean): Chat {
  if (!row) throw new Error('a conversation is gone')
  return { ...row, ...untold(contact), isNew: false, isContactChanged: wasOverLimit && !contact.isOverLimit }
}

function begin(contact: Contact): Chat {
  return {
    ...untold(contact),
    id: uuidv7(),
    isNew: true,
    isContactChanged: false,
    seq: 0,
    unread: 0,
    status: 'open',
    handler: 'bot',
    session: null,
    flowVersionId: null,
    lastText: '',
    lastAuthor: 'contact',
  }
}

function untold(contact: Contact) {
  return { contact, key: keyOf(contact), messages: [], failures: [], isHandedOver: false }
}
