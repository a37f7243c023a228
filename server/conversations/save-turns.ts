/** Saves what turns did: chats and bot users, messages, and what is to happen next. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { ActorMark } from '../../shared/events.ts'
import type { Value } from '../../shared/fields.ts'
import { addContacts, type Contact, saveContacts, saveReach } from '../contacts/contacts.ts'
import { sendLast, type Tx } from '../db/in-workspace.ts'
import { record, recordAll } from '../db/record.ts'
import { addChats, saveChats } from './chats.ts'
import type { Batch } from './effects.ts'
import { recordError } from './error-logs.ts'
import { putInbound, rowForKey } from './inbound.ts'
import { laneOf } from './lanes.ts'
import { type Placed, storeMessages, tellMessages } from './messages.ts'
import { saveNames } from './names.ts'
import type { Chat, Happened, NewMessage } from './turns.ts'

/** The last statements of the transaction are on their way when this resolves. */
export async function saveTurns(tx: Tx, chats: Chat[], batch: Batch): Promise<void> {
  const fresh = chats.filter((chat) => chat.isNew)
  // A conversation points to its contact, so these go one after the other.
  await addContacts(
    tx,
    fresh.map(({ contact }) => contact),
  )
  await addChats(tx, fresh)
  await recordAll(
    tx,
    fresh.map((chat) => ({ actor: by(chat.contact), kind: 'conversation.started', told: about(chat) })),
  )
  for (const chat of chats) await recordOddities(tx, chat)
  const messages = chats.flatMap(placed)
  await tellMessages(tx, messages)
  await sendLast(tx, [
    saveContacts(
      tx,
      chats.filter((chat) => chat.isContactChanged).map(({ contact }) => contact),
    ),
    saveReach(
      tx,
      chats.filter((chat) => chat.isReachChanged).map(({ contact }) => contact),
    ),
    saveChats(tx, chats),
    storeMessages(tx, messages),
    saveNames(tx, batch.names),
    putCalls(tx, chats),
    ...putTimers(tx, chats),
    putInbound(
      tx,
      chats.flatMap(({ opened }) => opened),
    ),
    saveBotFields(tx, batch.botFields),
  ])
}

async function recordOddities(tx: Tx, chat: Chat): Promise<void> {
  for (const each of chat.happened) await tell(tx, chat, each)
  for (const { version, ...failure } of chat.failures) {
    const fault = { ...failure, botId: chat.contact.botId, conversationId: chat.id }
    await recordError(tx, { ...fault, ...(version && { detail: { version } }) })
  }
}

const FLOW = { kind: 'system', reason: 'flow' } as const

async function tell(tx: Tx, chat: Chat, { kind, data, isKept }: Happened): Promise<void> {
  const told = about(chat)
  const more = { ...told.data, ...data, contactId: chat.contact.id }
  if (isKept) await record(tx, FLOW, kind, { ...told, data: more })
  else
    tx.facts.push({
      workspaceId: tx.workspaceId,
      id: uuidv7(),
      kind,
      actor: FLOW,
      data: { ...more, target: told.target },
    })
}

function about({ id, contact }: Chat) {
  return {
    target: { kind: 'conversation', id, name: contact.name },
    data: { conversationId: id, botId: contact.botId },
  }
}

function by(contact: Contact) {
  return { kind: 'contact', contactId: contact.id } as const
}

function placed({ id, contact, key, messages }: Chat): Placed[] {
  const where = { conversationId: id, botId: contact.botId, key, member: null }
  return messages.map((message) => ({ ...where, message, by: saidBy(message, contact) }))
}

/** What a member said here was said in the provider's own app. */
function saidBy({ author }: NewMessage, contact: Contact): ActorMark {
  if (author === 'contact') return by(contact)
  return author === 'member' ? { kind: 'system', reason: 'channel' } : FLOW
}

async function putCalls(tx: Tx, chats: Chat[]): Promise<void> {
  const rows = chats.flatMap(({ id, key, calls }) =>
    calls.map((call) => ({
      id: uuidv7(),
      lane: laneOf(key),
      key,
      conversation_id: id,
      version: call.version,
      step_id: call.stepId,
      call_id: call.callId,
      body: call.call,
    })),
  )
  if (rows.length === 0) return
  await sql`insert into calls (workspace_id, id, lane, key, conversation_id, flow_version_id, step_id, call_id, body)
    select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, lane smallint, key text, conversation_id uuid, version uuid, step_id text, call_id text, body jsonb)`.execute(
    tx.db,
  )
}

/** A chat has one timer: a later one takes the place of the one there is. */
function putTimers(tx: Tx, chats: Chat[]): Array<Promise<unknown>> {
  const gone = chats.filter(({ timer }) => timer === null).map(({ key }) => key)
  const set = chats.flatMap(({ key, timer }) => (timer ? [{ key, timer }] : []))
  const rows = set.map(({ key, timer }) => {
    const { id, lane, body } = rowForKey(key, { kind: 'timer', timerId: timer.id })
    return { id, lane, key, body: { ...body, at: timer.at }, due_at: timer.at }
  })
  const statements = []
  if (gone.length > 0)
    statements.push(
      sql`delete from timers where workspace_id = ${tx.workspaceId} and key = any(${gone}::text[])`.execute(tx.db),
    )
  if (rows.length > 0)
    statements.push(
      sql`insert into timers (workspace_id, id, lane, key, body, due_at)
        select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(id uuid, lane smallint, key text, body jsonb, due_at timestamptz)
        on conflict (workspace_id, key) do update set id = excluded.id, body = excluded.body, due_at = excluded.due_at`.execute(
        tx.db,
      ),
    )
  return statements
}

/** Sorted, so that two batches that write the same fields do not wait for each other. A field nobody has described holds anything. */
async function saveBotFields(tx: Tx, written: Batch['botFields']): Promise<void> {
  const fields = [...written].flatMap(([botId, values]) => [...values].map(([name, value]) => ({ botId, name, value })))
  if (fields.length === 0) return
  const rows = fields.map(rowOfField).sort((a, b) => (`${a.bot_id}${a.name}` < `${b.bot_id}${b.name}` ? -1 : 1))
  await sql`insert into fields (workspace_id, id, bot_id, scope, name, kind, value)
    select ${tx.workspaceId}::uuid, r.id, r.bot_id, 'bot', r.name, 'json', coalesce(r.value, 'null')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, bot_id uuid, name text, value jsonb)
    on conflict (workspace_id, bot_id, scope, name) do update set value = excluded.value`.execute(tx.db)
}

function rowOfField({ botId, name, value }: { botId: string; name: string; value: Value }) {
  return { id: uuidv7(), bot_id: botId, name, value }
}
