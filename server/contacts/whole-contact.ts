/** A bot user as members see them: with their other selves, and with those who may be the same person. */
import { sql } from 'kysely'
import { AlikeContact, OtherSelf, WholeContact } from '../../shared/contacts.ts'
import { type Actor, mayUseBot } from '../access/actor.ts'
import { look } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'
import { like } from '../like.ts'
import { CONTACT_COLUMNS, type ContactRow, contactFrom, joinPerson } from './contacts.ts'

export async function readContact(actor: Actor, id: string): Promise<WholeContact> {
  const contact = await readOne(actor, id)
  return WholeContact.parse({ ...contact, alsoKnown: await otherSelves(actor, contact) })
}

/** Of the bots that this actor answers for: whom the words fit, or without words who has the same address or number; at most 20. */
export async function findAlike(actor: Actor, id: string, search?: string): Promise<AlikeContact[]> {
  const { botId, personId, email, phone } = await readOne(actor, id)
  if (!mayUseBot(actor, botId, 'agent')) throw new Refusal('not-allowed', 'This needs the power “agent” of the bot.')
  const isSame = sql<boolean>`(coalesce(lower(c.email) = lower(${email}::text), false)
    or coalesce(${digits(sql`c.phone`)} = nullif(${digits(sql`${phone}::text`)}, ''), false))`
  const words = search && like(search)
  const isMeant = words ? sql`(c.name ilike ${words} or c.email ilike ${words} or c.phone ilike ${words})` : isSame
  const { rows } = await look(actor, (db) =>
    sql<KnownRow>`
    select ${KNOWN_COLUMNS}, ${isSame} as is_same
    from contacts c
    ${joinKnown(actor)}
    where c.workspace_id = ${actor.workspaceId} and c.merged_into is null and c.id <> ${personId} and ${isMeant}
      and not exists (select from contacts o where o.workspace_id = ${actor.workspaceId} and o.merged_into = c.id)
      and (${agentOf(actor)}::uuid[] is null or c.bot_id = any(${agentOf(actor)}::uuid[]))
    order by is_same desc, v.last_message_at desc, c.id limit 20`.execute(db),
  )
  return AlikeContact.array().parse(rows.map(shownAddress))
}

type Found = ReturnType<typeof contactFrom<ContactRow>>

async function readOne(actor: Actor, id: string): Promise<Found> {
  const { rows } = await look(actor, (db) =>
    sql<ContactRow>`select ${CONTACT_COLUMNS} from contacts c ${joinPerson(actor)}
      join bots b on b.workspace_id = ${actor.workspaceId} and b.id = c.bot_id and b.deleted_at is null
      where c.workspace_id = ${actor.workspaceId} and c.id = ${id}`.execute(db),
  )
  const [row] = rows
  if (!row || !mayUseBot(actor, row.botId, 'viewer')) throw new Refusal('not-found')
  return contactFrom(row)
}

/** Those at bots that this actor does not see are not told of (M3). */
async function otherSelves(actor: Actor, { id, personId }: Found): Promise<OtherSelf[]> {
  const { rows } = await look(actor, (db) =>
    sql<KnownRow & { mergedId: string; mergeId: string }>`
    select ${KNOWN_COLUMNS}, m.id as merge_id from contact_merges m
    join contacts c on c.workspace_id = ${actor.workspaceId}
      and c.id = case when m.merged_id = ${id} then m.kept_id else m.merged_id end
    ${joinKnown(actor)}
    where m.workspace_id = ${actor.workspaceId} and m.kept_id = ${personId} and m.unmerged_at is null
    order by m.merged_at, m.id`.execute(db),
  )
  return OtherSelf.array().parse(rows.filter(({ botId }) => mayUseBot(actor, botId, 'viewer')).map(shownAddress))
}

interface KnownRow {
  botId: string
  channel: string
  address: string
}

const KNOWN_COLUMNS = sql`c.id, c.bot_id, b.name as bot_name, c.channel, c.address, c.name, c.email, c.phone, v.id as conversation_id, v.last_message_at`

function joinKnown({ workspaceId }: Actor) {
  return sql`join bots b on b.workspace_id = ${workspaceId} and b.id = c.bot_id and b.deleted_at is null
    join conversations v on v.workspace_id = ${workspaceId} and v.contact_id = c.id`
}

function digits(phone: ReturnType<typeof sql>) {
  return sql`regexp_replace(${phone}, '[^0-9]', '', 'g')`
}

/** The bots that this actor answers for; null stands for all. */
function agentOf(actor: Actor): string[] | null {
  return actor.bots && [...actor.bots.keys()].filter((botId) => mayUseBot(actor, botId, 'agent'))
}

/** What a widget made up says nothing to anybody. */
function shownAddress<Row extends KnownRow>(row: Row): Row {
  return row.channel === 'webchat' ? { ...row, address: '' } : row
}
