/** Bot users: found or made when they write, within what the plan allows (L3). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { type Scalar, Scalar as ScalarValue } from '../../engine/variables.ts'
import { reserve } from '../billing/limits.ts'
import type { Tx } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'

export type Fields = Record<string, Scalar>
const FieldsColumn = z.record(z.string(), ScalarValue)
const NAME_LIMIT = 200
const FIELDS_LIMIT = 200

/** A bot user as a turn works on it. */
export interface Contact {
  id: string
  botId: string
  channel: string
  address: string
  name: string
  email: string | null
  fields: Fields
  isOverLimit: boolean
}

/** Where a bot user writes from. */
export type Whereabouts = Pick<Contact, 'botId' | 'channel' | 'address'>

export function keyOf({ channel, botId, address }: Whereabouts): string {
  return `${channel}:${botId}:${address}`
}

/** Where the bot user of this key writes from. */
export function placeOf(key: string): Whereabouts {
  const [channel = '', botId = '', ...address] = key.split(':')
  return { channel, botId, address: address.join(':') }
}

export function readFields(column: unknown): Fields {
  return FieldsColumn.catch({}).parse(column)
}

/** A bot user nobody knew yet; saved by `addContacts`. */
export function newContact(at: Whereabouts): Contact {
  return { ...at, id: uuidv7(), name: '', email: null, fields: {}, isOverLimit: false }
}

/**
 * Finds room in the plan for these bot users and marks those beyond it: they are kept and shown, and the bot is silent
 * to them (L3). Takes the workspace's lock.
 */
export async function findRoom(tx: Tx, contacts: Contact[]): Promise<void> {
  const room = await reserveUpTo(tx, contacts.length)
  for (const [index, contact] of contacts.entries()) contact.isOverLimit = index >= room
}

async function reserveUpTo(tx: Tx, count: number): Promise<number> {
  try {
    await reserve(tx, 'contacts', count)
    return count
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'not-found') return 0 // The workspace is deleted: its bots are silent.
    if (error.code !== 'limit-reached') throw error
    const { limit, used } = Room.parse(error.more)
    const room = Math.max(0, limit - used)
    if (room > 0) await reserve(tx, 'contacts', room)
    return room
  }
}

const Room = z.object({ limit: z.number(), used: z.number() })

export async function addContacts(tx: Tx, contacts: Contact[]): Promise<void> {
  if (contacts.length === 0) return
  const rows = contacts.map(({ id, botId, channel, address, isOverLimit }) => ({
    id,
    bot_id: botId,
    channel,
    address,
    is_over_limit: isOverLimit,
  }))
  await sql`insert into contacts (workspace_id, id, bot_id, channel, address, is_over_limit)
    select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, bot_id uuid, channel text, address text, is_over_limit boolean)`.execute(tx.db)
}

/** Saves what a turn learned about bot users. */
export async function saveContacts(tx: Tx, contacts: Contact[]): Promise<void> {
  if (contacts.length === 0) return
  const rows = contacts.map(({ id, name, email, fields, isOverLimit }) => ({
    id,
    name,
    email,
    fields,
    is_over_limit: isOverLimit,
  }))
  await sql`update contacts c set name = r.name, email = r.email, fields = r.fields, is_over_limit = r.is_over_limit, last_seen_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text, email text, fields jsonb, is_over_limit boolean)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`.execute(tx.db)
}

/** Writes a field; null clears it. The fields `name` and `email` are also how the team sees the bot user. */
export function setField(contact: Contact, name: string, value: Scalar): void {
  if (value === null) delete contact.fields[name]
  else if (Object.hasOwn(contact.fields, name) || Object.keys(contact.fields).length < FIELDS_LIMIT)
    contact.fields[name] = value
  const text = value === null ? '' : String(value).slice(0, NAME_LIMIT).toWellFormed()
  if (name === 'name') contact.name = text
  if (name === 'email') contact.email = text || null
}
