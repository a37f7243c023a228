/** Conversations as a batch works on them: found and locked with their bot users, or begun, and saved. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { newSession } from '../../engine/session.ts'
import { Author, ConversationStatus, Handler } from '../../shared/conversations.ts'
import { Choice } from '../../shared/messages.ts'
import {
  CONTACT_COLUMNS,
  type Contact,
  type ContactRow,
  contactFrom,
  findRoom,
  joinPerson,
  keyOf,
  newContact,
  placeOf,
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
  if (at.length === 0) return new Map()
  if ([...places.keys()].every((key) => known.has(key))) {
    const { locked, contacts } = await hold(tx, at)
    if (contacts.length === at.length && contacts.every((contact) => !contact.isOverLimit))
      return chatsFrom(contacts, locked)
  }
  const before = await findContacts(tx, at)
  const found = new Set(before.map(keyOf))
  const fresh = at.filter((place) => !found.has(keyOf(place))).map(newContact)
  // Of somebody who is known on several channels, one.
  const waiting = [...new Map(before.filter((each) => each.isOverLimit).map((each) => [each.personId, each])).values()]
  await admit(tx, [...waiting, ...fresh])
  const { locked, contacts } = await hold(tx, at)
  const chats = chatsFrom(contacts, locked)
  for (const { personId, isOverLimit } of waiting) setOverLimit(chats, personId, isOverLimit)
  for (const contact of fresh) if (!chats.has(keyOf(contact))) chats.set(keyOf(contact), begin(contact))
  remember(contacts)
  return chats
}

const TRIES = 5

/** The lock first: what is read behind it holds until it is given back. Who was merged while we waited is locked with the one they share with. */
async function hold(tx: Tx, at: Whereabouts[]): Promise<{ locked: Map<string, Row>; contacts: KnownContact[] }> {
  for (let attempt = 1; ; attempt++) {
    const [locked, contacts] = await Promise.all([lock(tx, at), findContacts(tx, at)])
    if (attempt === TRIES || contacts.every(({ personConversationId }) => locked.has(personConversationId)))
      return { locked, contacts }
  }
}

function setOverLimit(chats: Map<string, Chat>, personId: string, isOverLimit: boolean): void {
  for (const chat of chats.values()) {
    if (chat.contact.personId !== personId) continue
    chat.contact.isOverLimit = isOverLimit
    chat.isContactChanged = !isOverLimit
  }
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
    options: chat.newOptions,
    reply_with: chat.replyWith,
  }))
  await sql`update conversations c set seq = r.seq, unread = r.unread, status = r.status, handler = r.handler, assignee_id = r.assignee,
      session = r.session,
      flow_version_id = r.version, last_text = r.text, last_author = r.author, last_message_at = coalesce(r.at, c.last_message_at),
      options = coalesce(r.options, c.options), reply_with = coalesce(r.reply_with, c.reply_with)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, seq bigint, unread int, status text, handler text,
      assignee uuid, session jsonb, version uuid, text text, author text, at timestamptz, options jsonb, reply_with jsonb)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`.execute(tx.db)
}

interface KnownContact extends Contact {
  conversationId: string
  /** of the one with whom they share; their own, mostly */
  personConversationId: string
}

async function findContacts(tx: Tx, places: Whereabouts[]): Promise<KnownContact[]> {
  const { rows } = await sql<ContactRow & Pick<KnownContact, 'conversationId' | 'personConversationId'>>`
    select ${CONTACT_COLUMNS}, v.id as conversation_id, case when c.merged_into is null then v.id else (select o.id from conversations o
        where o.workspace_id = ${tx.workspaceId} and o.contact_id = c.merged_into) end as person_conversation_id
    from ${recordset(places)}
    join contacts c on c.workspace_id = ${tx.workspaceId} and c.bot_id = r.bot_id and c.channel = r.channel and c.address = r.address
    ${joinPerson(tx)}
    join conversations v on v.workspace_id = ${tx.workspaceId} and v.contact_id = c.id`.execute(tx.db)
  return rows.map(contactFrom)
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
  options: Choice.array().nullable().catch(null),
})
type Row = z.output<typeof Row>

/** Locks the conversations of these bot users in the order of their ids, as everyone locks them. */
async function lock(tx: Tx, places: Whereabouts[]): Promise<Map<string, Row>> {
  const { rows } = await sql`
    select id, seq, unread, status, handler, session, last_text, last_author, options, case when assignee_id is not null then
        (select jsonb_build_object('id', m.id, 'name', u.name) from members m join users u on u.id = m.user_id
          where m.workspace_id = ${tx.workspaceId} and m.id = assignee_id) end as assignee
    from conversations
    where workspace_id = ${tx.workspaceId} and contact_id in (select self.id from ${recordset(places)}
      join contacts c on c.workspace_id = ${tx.workspaceId} and c.bot_id = r.bot_id and c.channel = r.channel and c.address = r.address
      cross join lateral (values (c.id), (c.merged_into)) as self (id))
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
    options: null,
  }
}

function untold(contact: Contact) {
  return {
    contact,
    key: keyOf(contact),
    isMet: false,
    isReachChanged: false,
    newOptions: null,
    replyWith: null,
    messages: [],
    failures: [],
    happened: [],
    calls: [],
    timer: undefined,
    opened: [],
    outcomes: [],
  }
}
