/** Bot users: found or made when they write, within what the plan allows (L3). */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { FieldName, Value } from '../../shared/fields.ts'
import { canonicalEmail, Timezone } from '../../shared/text.ts'
import { reserve } from '../billing/limits.ts'
import type { Tx } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'

export type Fields = Record<string, Value>
/** Values are checked when they are written. */
const FieldsColumn = z.custom<Fields>(
  (column) => typeof column === 'object' && column !== null && !Array.isArray(column),
)
const NAME_LIMIT = 200
const FIELDS_LIMIT = 200
const TAGS_LIMIT = 200

/** A bot user as a turn works on it. Who is known on several channels shares all but the first and the last lines. */
export interface Contact {
  id: string
  /** whose name, fields and tags these are: another bot user's where the two were merged, else their own */
  personId: string
  botId: string
  channel: string
  address: string
  name: string
  email: string | null
  phone: string | null
  /** IETF language tag */
  language: string | null
  /** IANA name */
  timezone: string | null
  /** the word of the link they came by first */
  source: string
  tags: string[]
  isSubscribed: boolean
  fields: Fields
  isOverLimit: boolean
  firstSeenAt: string
  /** why the channel does not reach them; null where it does */
  unreachable: 'blocked' | 'opted-out' | null
  /** when they last wrote; a UTC instant */
  lastWroteAt: string | null
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

/** What a `Contact` is read from: `contacts c`, and `p`, the one of whom they are another self. */
export const CONTACT_COLUMNS = sql`c.id, p.id as person_id, c.bot_id, c.channel, c.address, p.name, p.email, p.phone, p.language, p.timezone,
  p.source, p.tags, p.is_subscribed, p.fields, p.is_over_limit, p.first_seen_at, c.unreachable, c.last_wrote_at`

/** The id of the one of whom `c` is another self. Not `coalesce`: PostgreSQL would not look that up behind the wall by an index. */
export const PERSON_ID = sql`case when c.merged_into is null then c.id else c.merged_into end`

export function joinPerson({ workspaceId }: Pick<Tx, 'workspaceId'>) {
  return sql`join contacts p on p.workspace_id = ${workspaceId} and p.id = ${PERSON_ID}`
}

export type ContactRow = Omit<Contact, 'fields'> & { fields: unknown }

export function contactFrom<Row extends ContactRow>(row: Row): Omit<Row, 'fields'> & { fields: Fields } {
  return { ...row, fields: readFields(row.fields) }
}

/** A bot user nobody knew yet; saved by `addContacts`. */
export function newContact(at: Whereabouts): Contact {
  const id = uuidv7()
  return {
    ...at,
    id,
    personId: id,
    name: '',
    email: null,
    phone: null,
    language: null,
    timezone: null,
    source: '',
    tags: [],
    isSubscribed: true,
    fields: {},
    isOverLimit: false,
    firstSeenAt: new Date().toISOString(),
    unreachable: null,
    lastWroteAt: null,
  }
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

/** Saves what a turn learned about bot users, with all their other selves. */
export async function saveContacts(tx: Tx, contacts: Contact[]): Promise<void> {
  if (contacts.length === 0) return
  const rows = contacts.map(({ personId, name, email, phone, language, timezone, source, tags, fields, ...flags }) => ({
    ...{ id: personId, name, email, phone, language, timezone, source, tags, fields },
    is_subscribed: flags.isSubscribed,
    is_over_limit: flags.isOverLimit,
  }))
  await sql`update contacts c set name = r.name, email = r.email, phone = r.phone, language = r.language, timezone = r.timezone,
      source = r.source, tags = r.tags, fields = r.fields, is_subscribed = r.is_subscribed, is_over_limit = r.is_over_limit, last_seen_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text, email text, phone text, language text,
      timezone text, source text, tags text[], fields jsonb, is_subscribed boolean, is_over_limit boolean)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`.execute(tx.db)
}

/** Saves whether the channel reaches them, and when they last wrote. */
export async function saveReach(tx: Tx, contacts: Contact[]): Promise<void> {
  if (contacts.length === 0) return
  const rows = contacts.map(({ id, unreachable, lastWroteAt }) => ({ id, unreachable, at: lastWroteAt }))
  await sql`update contacts c set unreachable = r.unreachable, last_wrote_at = greatest(c.last_wrote_at, r.at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, unreachable text, at timestamptz)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`.execute(tx.db)
}

export type FieldChange = 'changed' | 'same' | 'refused'

/**
 * Writes a field; null clears it. `name`, `email`, `phone`, `language` and `timezone` are also how the team and the flows
 * know the bot user. Refused is a name or a value that no field holds, and one field too many.
 */
export function setField(contact: Contact, name: string, value: Value): FieldChange {
  const { fields } = contact
  const isKnown = Object.hasOwn(fields, name)
  if (isKnown ? isSame(fields[name], value) : value === null) return 'same'
  if (value === null) delete fields[name]
  else if (!isKnown && Object.keys(fields).length >= FIELDS_LIMIT) return 'refused'
  else if (typeof value === 'object' && !Value.safeParse(value).success) return 'refused'
  else if (!isKnown && !FieldName.safeParse(name).success) return 'refused'
  else fields[name] = value
  const text = value === null || typeof value === 'object' ? '' : String(value).slice(0, NAME_LIMIT).toWellFormed()
  COLUMNS[name]?.(contact, text)
  return 'changed'
}

/** Gives or takes a tag; false where that changes nothing, or there are too many. */
export function setTag(contact: Contact, tag: string, isOn: boolean): boolean {
  if (contact.tags.includes(tag) === isOn || (isOn && contact.tags.length >= TAGS_LIMIT)) return false
  contact.tags = isOn ? [...contact.tags, tag] : contact.tags.filter((each) => each !== tag)
  return true
}

const COLUMNS: Record<string, (contact: Contact, text: string) => void> = {
  name: (contact, text) => {
    contact.name = text
  },
  email: (contact, text) => {
    contact.email = canonicalEmail(text) ?? (text || null)
  },
  phone: (contact, text) => {
    contact.phone = text || null
  },
  language: (contact, text) => {
    contact.language = text || null
  },
  timezone: (contact, text) => {
    contact.timezone = Timezone.safeParse(text).data ?? null
  },
}

function isSame(left: Value | undefined, right: Value): boolean {
  return left === right || (typeof right === 'object' && JSON.stringify(left) === JSON.stringify(right))
}
