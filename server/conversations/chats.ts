/** Conversations as a batch works on them: found and locked with their bot users, or begun, and saved. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { newSession } from '../../engine/session.ts'
import { Author, ConversationStatus, Handler } from '../../shared/conversations.ts'
import {
  type Contact,
  findRoom,
  keyOf,
  newContact,
  placeOf,
  readFields,
  type Whereabouts,
} from '../contacts/contacts.ts'
import type { Tx } from '../db/in-workspace.ts'
import { type Chat, readSession } from './turns.ts'

const MOST_KNOWN = 100_000
/** Keys of bot users that were found within the limit: their chats are locked in the same breath as they are looked up. */
const known = new Set<string>()

/**
 * The chats of these bot users by their key, those that exist locked. Where somebody is new, or was over the limit, the
 * workspace's lock is taken first, to find room in the plan.
 */
export async function findChats(tx: Tx, heads: Array<{ key: string }>): Promise<Map<string, Chat>> {
  const places = new Map(heads.map(({ key }) => [key, placeOf(key)]))
  const at = [...places.values()]
  if ([...places.keys()].every((key) => known.has(key))) {
    // The lock first: what is read behind it holds until it is given back.
    const [locked, contacts] = await Promise.all([lock(tx, at), findContacts(tx, at)])
    if (contacts.length === at.length && contacts.every((contact) => !contact.isOverLimit))
      return chatsFrom(contacts, locked)
  }
  const before = await findContacts(tx, at)
  const found = new Set(before.map(keyOf))
  const fresh = at.filter((place) => !found.has(keyOf(place))).map(newContact)
  const waiting = before.filter((contact) => contact.isOverLimit)
  await admit(tx, [...waiting, ...fresh])
  const [locked, contacts] = await Promise.all([lock(tx, at), findContacts(tx, at)])
  for (const { id, isOverLimit } of waiting) {
    const contact = contacts.find((each) => each.id === id)
    if (contact) contact.isOverLimit = isOverLimit
  }
  const chats = chatsFrom(contacts, locked)
  for (const contact of waiting) setChanged(chats.get(keyOf(contact)), !contact.isOverLimit)
  for (const contact of fresh) if (!chats.has(keyOf(contact))) chats.set(keyOf(contact), begin(contact))
  remember(contacts)
  return chats
}

export async function addChats(tx: Tx, chats: Chat[]): Promise<void> {
  if (chats.length === 0) return
  const rows = chats.map(({ id, contact }) => ({
    id,
    bot_id: contact.botId,
    contact_id: contact.id,
    channel: contact.channel,
  }))
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
    assignee: chat.assignee?.id ?? null,
    session: chat.session,
    version: chat.session.version,
    text: chat.lastText,
    author: chat.lastAuthor,
    at: chat.messages.at(-1)?.at ?? null,
  }))
  await sql`update conversations c set seq = r.seq, unread = r.unread, status = r.status, handler = r.handler, assignee_id = r.assignee,
      session = r.session,
      flow_version_id = r.version, last_text = r.text, last_author = r.author, last_message_at = coalesce(r.at, c.last_message_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, seq bigint, unread int, status text, handler text,
      assignee uuid, session jsonb, version uuid, text text, author text, at timestamptz)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`.execute(tx.db)
}

interface KnownContact extends Contact {
  conversationId: string
}

async function findContacts(tx: Tx, places: Whereabouts[]): Promise<KnownContact[]> {
  const found = await sql<Omit<KnownContact, 'fields'> & { fields: unknown }>`
    select c.id, c.bot_id, c.channel, c.address, c.name, c.email, c.phone, c.language, c.timezone, c.source, c.tags, c.is_subscribed,
      c.fields, c.is_over_limit, c.first_seen_at, v.id as conversation_id
    from ${recordset(places)}
    join contacts c on c.workspace_id = ${tx.workspaceId} and c.bot_id = r.bot_id and c.channel = r.channel and c.address = r.address
    join conversations v on v.workspace_id = ${tx.workspaceId} and v.contact_id = c.id`.execute(tx.db)
  return found.rows.map((row) => ({ ...row, fields: readFields(row.fields) }))
}

function recordset(places: Whereabouts[]) {
  const rows = places.map(({ botId, channel, address }) => ({ bot_id: botId, channel, address }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(bot_id uuid, channel text, address text)`
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
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  session: z.unknown().transform(readSession),
  lastText: z.string(),
  lastAuthor: Author,
})
type Row = z.output<typeof Row>

/** Locks the conversations of these bot users in the order of their ids, as everyone locks them. */
async function lock(tx: Tx, places: Whereabouts[]): Promise<Map<string, Row>> {
  const { rows } = await sql`
    select id, seq, unread, status, handler, session, last_text, last_author, case when assignee_id is not null then
        (select jsonb_build_object('id', m.id, 'name', u.name) from members m join users u on u.id = m.user_id
          where m.workspace_id = ${tx.workspaceId} and m.id = assignee_id) end as assignee
    from conversations
    where workspace_id = ${tx.workspaceId} and contact_id in (select c.id from ${recordset(places)}
      join contacts c on c.workspace_id = ${tx.workspaceId} and c.bot_id = r.bot_id and c.channel = r.channel and c.address = r.address)
    order by id for update`.execute(tx.db)
  return new Map(
    Row.array()
      .parse(rows)
      .map((row) => [row.id, row]),
  )
}

function chatsFrom(contacts: KnownContact[], locked: Map<string, Row>): Map<string, Chat> {
  return new Map(contacts.map((contact) => [keyOf(contact), chatFrom(contact, locked.get(contact.conversationId))]))
}

function chatFrom(contact: KnownContact, row: Row | undefined): Chat {
  if (!row) throw new Error('a conversation is gone')
  return { ...row, ...untold(contact), isNew: false, isContactChanged: false }
}

function setChanged(chat: Chat | undefined, isChanged: boolean): void {
  if (chat) chat.isContactChanged = isChanged
}

function remember(contacts: Contact[]): void {
  if (known.size > MOST_KNOWN) known.clear()
  for (const contact of contacts) if (!contact.isOverLimit) known.add(keyOf(contact))
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
    assignee: null,
    session: newSession(),
    lastText: '',
    lastAuthor: 'contact',
  }
}

function untold(contact: Contact) {
  return {
    contact,
    key: keyOf(contact),
    isMet: false,
    messages: [],
    failures: [],
    happened: [],
    calls: [],
    timer: undefined,
    opened: [],
    outcomes: [],
  }
}
