/** Bot users with their other selves, held for a change: whoever changes what they share holds the conversation of the one they share it with, as turns do. */
import { sql } from 'kysely'
import type { Tx } from '../db/in-workspace.ts'
import { CONTACT_COLUMNS, type Contact, type ContactRow, contactFrom, joinPerson } from './contacts.ts'

export interface HeldContact extends Contact {
  conversationId: string
  /** the conversation whose lock guards what is shared */
  personConversationId: string
}

const TRIES = 5

/** Locks their conversations in the order of their ids, and reads them. Those of deleted bots are not among them. */
export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, HeldContact>> {
  for (let attempt = 1; ; attempt++) {
    const locked = await lock(tx, ids)
    const found = await read(tx, ids)
    // Somebody who was merged while we waited shares with one whom we do not hold yet.
    if (attempt === TRIES || found.every(({ personConversationId }) => locked.has(personConversationId)))
      return new Map(found.map((contact) => [contact.id, contact]))
  }
}

async function lock({ db, workspaceId }: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations where workspace_id = ${workspaceId} and contact_id in (
      select self.id from contacts c cross join lateral (values (c.id), (c.merged_into)) as self (id)
      where c.workspace_id = ${workspaceId} and c.id = any(${[...ids]}::uuid[]))
    order by id for update`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

async function read(tx: Tx, ids: readonly string[]): Promise<HeldContact[]> {
  const { rows } = await sql<ContactRow & Pick<HeldContact, 'conversationId' | 'personConversationId'>>`
    select ${CONTACT_COLUMNS}, v.id as conversation_id, pv.id as person_conversation_id
    from contacts c ${joinPerson(tx)}
    join bots b on b.workspace_id = ${tx.workspaceId} and b.id = c.bot_id and b.deleted_at is null
    join conversations v on v.workspace_id = ${tx.workspaceId} and v.contact_id = c.id
    join conversations pv on pv.workspace_id = ${tx.workspaceId} and pv.contact_id = p.id
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${[...ids]}::uuid[])`.execute(tx.db)
  return rows.map(contactFrom)
}
