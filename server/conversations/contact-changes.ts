/** What members and programs change about a bot user, and the flows that begin because of it. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { Contact as Shown, type TagChange } from '../../shared/contacts.ts'
import type { Value } from '../../shared/fields.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { runningBots } from '../bots/running.ts'
import { publish } from '../bus.ts'
import { type Contact, saveContacts, setField, setTag } from '../contacts/contacts.ts'
import { fitting } from '../contacts/field-kinds.ts'
import { lockPeople } from '../contacts/people.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { invalid, Refusal } from '../errors.ts'
import { type Cause, openedBy } from './entries.ts'
import { putInbound } from './inbound.ts'

/** Gives and takes tags; a flow that begins by a new one does so at once. */
export function changeTags(actor: Actor, contactId: string, change: TagChange): Promise<Shown> {
  return changeContact(actor, contactId, ({ contact }) => {
    const gone = (change.remove ?? []).filter((tag) => setTag(contact, tag, false))
    const added = (change.add ?? []).filter((tag) => setTag(contact, tag, true))
    if (change.add?.some((tag) => !contact.tags.includes(tag)))
      throw invalid('/add', 'A bot user has at most 200 tags.', 'too-many')
    return { isChanged: gone.length + added.length > 0, causes: added.map((tag) => ({ kind: 'tag-added', tag })) }
  })
}

/** Writes fields; a value that does not fit the described kind is refused, and nothing is written then. */
export function changeFields(actor: Actor, contactId: string, fields: Record<string, Value>): Promise<Shown> {
  return changeContact(actor, contactId, ({ contact, kinds }) => {
    const causes: Cause[] = []
    for (const [name, value] of Object.entries(fields)) {
      const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
      const fits = kind === undefined ? value : fitting(value, kind)
      if (fits === undefined) throw invalid(`/${name}`, `The value does not fit the kind “${kind}”.`, 'wrong-kind')
      const done = setField(contact, name, fits)
      if (done === 'refused') throw invalid(`/${name}`, 'A bot user has at most 200 fields.', 'too-many')
      if (done === 'changed') causes.push({ kind: 'field-changed', field: name, value: fits })
    }
    return { isChanged: causes.length > 0, causes }
  })
}

export function changeSubscription(actor: Actor, contactId: string, isSubscribed: boolean): Promise<Shown> {
  return changeContact(actor, contactId, ({ contact }) => {
    const isChanged = contact.isSubscribed !== isSubscribed
    contact.isSubscribed = isSubscribed
    return { isChanged, causes: [] }
  })
}

/** The tags that bot users of the bot have, with how many have them; the most frequent 500. */
export async function listTags(actor: Actor, botId: string): Promise<Array<{ name: string; count: number }>> {
  if (!mayUseBot(actor, botId, 'viewer')) throw new Refusal('not-found')
  const { rows } = await look(actor, (db) =>
    sql<{ name: string | null; count: number }>`
      select t.name, count(t.name)::int as count from bots b
      left join contacts c on c.workspace_id = ${actor.workspaceId} and c.bot_id = b.id
      left join lateral unnest(c.tags) as t (name) on true
      where b.workspace_id = ${actor.workspaceId} and b.id = ${botId} and b.deleted_at is null
      group by t.name order by count desc, t.name limit 500`.execute(db),
  )
  if (rows.length === 0) throw new Refusal('not-found')
  return rows.flatMap(({ name, count }) => (name === null ? [] : [{ name, count }]))
}

interface Held {
  contact: Contact
  kinds: Readonly<Record<string, Parameters<typeof fitting>[1]>>
}
interface Done {
  isChanged: boolean
  causes: Cause[]
}

/** Changes the bot user under the lock of the conversation, as turns do, so that neither overwrites the other. */
async function changeContact(actor: Actor, contactId: string, work: (held: Held) => Done): Promise<Shown> {
  const { contact, opened } = await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'live-chat:use')
    const contact = (await lockPeople(tx, [contactId])).get(contactId)
    if (!contact || !mayUseBot(actor, contact.botId, 'viewer')) throw new Refusal('not-found')
    if (!mayUseBot(actor, contact.botId, 'agent'))
      throw new Refusal('not-allowed', 'This needs the power “agent” of the bot.')
    const bot = (await runningBots(tx, [contact.botId])).get(contact.botId)
    const { isChanged, causes } = work({ contact, kinds: bot?.kinds ?? {} })
    if (!isChanged) return { contact, opened: [] }
    await saveContacts(tx, [contact])
    const opened = bot ? causes.flatMap((cause) => openedBy(bot, contact, { cause, depth: 1 })) : []
    await putInbound(tx, opened)
    tell(tx, actor, contact)
    return { contact, opened }
  })
  if (opened.length > 0) publish('inbound', actor.workspaceId)
  return Shown.parse(contact)
}

function tell(tx: Tx, actor: Actor, { id, botId, name, conversationId }: Contact & { conversationId: string }): void {
  const target = { kind: 'contact', id, name }
  const data = { botId, conversationId, contactId: id, target }
  tx.facts.push({ workspaceId: tx.workspaceId, id: uuidv7(), kind: 'contact.changed', actor: markOf(actor), data })
}
