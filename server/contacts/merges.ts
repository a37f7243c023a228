/** Merging: a person who is known on two channels becomes one contact, and two again exactly when that was a mistake. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { WholeContact } from '../../shared/contacts.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { findRoom, readFields, saveContacts } from './contacts.ts'
import { type HeldContact, lockPeople } from './people.ts'
import { Changes, giveInstead, type Shared, share, sharedOf, takeBack } from './sharing.ts'
import { readContact } from './whole-contact.ts'

/**
 * Makes one contact of two: name, addresses, fields, tags, subscription and source are those of `keptId`, with what only the
 * other has. The other's own row stays as it is. Refuses with `conflict` where one of them is merged already.
 */
export async function mergeContacts(actor: Actor, keptId: string, otherId: string): Promise<WholeContact> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'live-chat:use')
    if (keptId === otherId) throw new Refusal('conflict', 'This is the same bot user.')
    const people = await lockPeople(tx, [keptId, otherId])
    const kept = allowed(actor, people.get(keptId))
    const other = allowed(actor, people.get(otherId))
    await refuseMerged(tx, kept, other)

    const changes = share(kept, other)
    const id = uuidv7()
    await sql`insert into contact_merges (workspace_id, id, kept_id, merged_id, changed, merged_by)
      values (${tx.workspaceId}, ${id}, ${keptId}, ${otherId}, ${JSON.stringify(changes)}, ${actor.memberId})`.execute(
      tx.db,
    )
    await setMergedInto(tx, otherId, keptId)
    await saveContacts(tx, [kept])
    await tell(tx, actor, { kind: 'contact.merged', kept, other })
  })
  return readContact(actor, keptId)
}

/** Takes the merge back. What it changed is as it was, but for what was changed since. */
export async function unmerge(actor: Actor, contactId: string, mergeId: string): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'live-chat:use')
    const merge = await findMerge(tx, mergeId)
    if (!merge || !(await isSelfOf(tx, contactId, merge.keptId))) throw new Refusal('not-found')
    const people = await lockPeople(tx, [merge.keptId, merge.mergedId])
    const kept = allowed(actor, people.get(merge.keptId))
    const other = allowed(actor, people.get(merge.mergedId))
    const still = await findMerge(tx, mergeId) // Whoever was faster had the lock.
    if (!still) throw new Refusal('not-found')

    const taken = takeBack(kept, still.changes)
    await giveOthers(tx, { kept, taken, mergeId })
    await saveContacts(tx, [kept])
    await keepWithinPlan(tx, other, taken)
    await setMergedInto(tx, other.id, null)
    await sql`update contact_merges set unmerged_at = now() where workspace_id = ${tx.workspaceId} and id = ${mergeId}`.execute(
      tx.db,
    )
    await tell(tx, actor, { kind: 'contact.unmerged', kept, other })
  })
}

function allowed(actor: Actor, contact: HeldContact | undefined): HeldContact {
  if (!contact || !mayUseBot(actor, contact.botId, 'viewer')) throw new Refusal('not-found')
  if (!mayUseBot(actor, contact.botId, 'agent'))
    throw new Refusal('not-allowed', 'This needs the power “agent” of both bots.')
  return contact
}

async function refuseMerged(tx: Tx, kept: HeldContact, other: HeldContact): Promise<void> {
  for (const { id, personId } of [kept, other])
    if (personId !== id) throw new Refusal('conflict', 'One of them is merged with another bot user already.')
  const { rows } = await sql`select from contacts
    where workspace_id = ${tx.workspaceId} and merged_into = ${other.id} limit 1`.execute(tx.db)
  if (rows.length > 0)
    throw new Refusal(
      'conflict',
      'The other one is known on several channels already. Merge from there, or unmerge first.',
    )
}

async function isSelfOf(tx: Tx, contactId: string, keptId: string): Promise<boolean> {
  const { rows } = await sql`select from contacts
    where workspace_id = ${tx.workspaceId} and id = ${contactId} and coalesce(merged_into, id) = ${keptId}`.execute(
    tx.db,
  )
  return rows.length > 0
}

async function findMerge(tx: Tx, id: string): Promise<OpenMerge | undefined> {
  const { rows } = await sql<MergeRow>`select id, kept_id, merged_id, changed from contact_merges
    where workspace_id = ${tx.workspaceId} and id = ${id} and unmerged_at is null`.execute(tx.db)
  return rows[0] && mergeFrom(rows[0])
}

interface MergeRow {
  id: string
  keptId: string
  mergedId: string
  changed: unknown
}
interface OpenMerge extends Omit<MergeRow, 'changed'> {
  changes: Changes
}

function mergeFrom({ changed, ...row }: MergeRow): OpenMerge {
  return { ...row, changes: Changes.parse(changed) }
}

/** What the one who goes had given, others who stay may have too. */
async function giveOthers(tx: Tx, by: { kept: HeldContact; taken: Changes; mergeId: string }): Promise<void> {
  const { rows } = await sql<MergeRow>`select id, kept_id, merged_id, changed from contact_merges
    where workspace_id = ${tx.workspaceId} and kept_id = ${by.kept.id} and id <> ${by.mergeId} and unmerged_at is null
    order by merged_at, id`.execute(tx.db)
  for (const { id, mergedId, changes } of rows.map(mergeFrom)) {
    const own = await ownShared(tx, mergedId)
    if (!own) continue
    const changed = giveInstead(by.kept, own, { taken: by.taken, before: changes })
    await sql`update contact_merges set changed = ${JSON.stringify(changed)}
      where workspace_id = ${tx.workspaceId} and id = ${id}`.execute(tx.db)
  }
}

/** What a merged one's own row holds. */
async function ownShared(tx: Tx, id: string): Promise<Shared | undefined> {
  const row = await tx.db
    .selectFrom('contacts')
    .selectAll()
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && sharedOf({ ...row, fields: readFields(row.fields) })
}

/** Two were counted as one: the second needs a place again, or the bot is silent to them (L3). */
async function keepWithinPlan(tx: Tx, other: HeldContact, taken: Changes): Promise<void> {
  const own = await ownShared(tx, other.id)
  if (!own || own.isOverLimit || taken.flags.isOverLimit) return
  const place = { ...other }
  await findRoom(tx, [place])
  if (place.isOverLimit)
    await sql`update contacts set is_over_limit = true where workspace_id = ${tx.workspaceId} and id = ${other.id}`.execute(
      tx.db,
    )
}

async function setMergedInto(tx: Tx, id: string, keptId: string | null): Promise<void> {
  await sql`update contacts set merged_into = ${keptId} where workspace_id = ${tx.workspaceId} and id = ${id}`.execute(
    tx.db,
  )
}

async function tell(
  tx: Tx,
  actor: Actor,
  { kind, kept, other }: { kind: 'contact.merged' | 'contact.unmerged'; kept: HeldContact; other: HeldContact },
): Promise<void> {
  await record(tx, markOf(actor), kind, {
    target: { kind: 'contact', id: kept.id, name: kept.name },
    data: {
      botId: kept.botId,
      contactId: kept.id,
      conversationId: kept.conversationId,
      with: { id: other.id, name: other.name, channel: other.channel },
    },
  })
}
