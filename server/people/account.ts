/** Deleting an account: refused while a workspace would be left without an owner, else gone everywhere at once (U3, M6). */
import { sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Fact } from '../../shared/events.ts'
import type { Person } from '../access/actor.ts'
import { forgetEveryone } from '../access/who.ts'
import { bare } from '../db/database.ts'
import { tellFacts } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { enqueueLetter } from '../mail/letters.ts'

const TRIES = 5

/** Deletes my account, my memberships and all that is mine alone. Refuses with 409 and the list of workspaces whose last owner I am. */
export async function deleteAccount(person: Person): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const facts = await bare()
        .transaction()
        .execute((tx) => leaveEverything(tx, person))
      forgetEveryone()
      return tellFacts(facts)
    } catch (error) {
      if (attempt === TRIES || !isWorthAnotherTry(error)) throw error
    }
  }
}

async function leaveEverything(tx: Transaction<DB>, person: Person): Promise<Fact[]> {
  const memberships = await lockMemberships(tx, person.userId)
  const owned = memberships.filter((each) => each.isLastOwner && each.deletedAt === null)
  if (owned.length > 0) {
    throw new Refusal('last-owner', 'Make somebody else an owner first, or delete these workspaces.', {
      extra: { workspaces: owned.map(({ workspaceId: id, name }) => ({ id, name })) },
    })
  }
  const facts: Fact[] = []
  for (const membership of memberships) facts.push(...(await leave(tx, person, membership)))

  const { userId, email, name, language } = person
  await tx.deleteFrom('letters').where('recipient', '=', email).where('status', '!=', 'waiting').execute()
  await tx.deleteFrom('users').where('id', '=', userId).execute()
  await enqueueLetter(tx, { kind: 'account-deleted', to: email, language, values: { name } })
  return facts
}

interface Membership {
  workspaceId: string
  memberId: string
  name: string
  role: string
  deletedAt: string | null
  isLastOwner: boolean
}

/** The workspaces are locked in the order of their ids, as everyone who changes members locks the workspace first. */
async function lockMemberships(tx: Transaction<DB>, userId: string): Promise<Membership[]> {
  await sql`select 1 from workspaces where id in (select workspace_id from members where user_id = ${userId}) order by id for update`.execute(
    tx,
  )
  const { rows } = await sql<Membership>`
    select m.workspace_id, m.id as member_id, w.name, m.role, w.deleted_at,
      m.role = 'owner' and not exists (select from members o where o.workspace_id = m.workspace_id and o.role = 'owner' and o.id <> m.id) as is_last_owner
    from members m join workspaces w on w.id = m.workspace_id where m.user_id = ${userId} order by m.workspace_id`.execute(
    tx,
  )
  return rows
}

async function leave(
  tx: Transaction<DB>,
  person: Person,
  { workspaceId, memberId, role }: Membership,
): Promise<Fact[]> {
  const inside = { db: tx, workspaceId, facts: [], last: [] }
  const { userId, name, ip, sessionId } = person
  const mark = { kind: 'member', userId, memberId, name, via: 'session', viaId: sessionId ?? '', ip } as const
  await record(inside, mark, 'member.left', {
    target: { kind: 'member', id: memberId, name },
    before: { role },
    data: { memberId, userId },
  })
  await sql`delete from api_key_hashes h using api_keys k
    where k.workspace_id = ${workspaceId} and k.member_id = ${memberId} and h.workspace_id = k.workspace_id and h.key_id = k.id`.execute(
    tx,
  )
  await tx
    .updateTable('conversations')
    .set({ assigneeId: null, handler: 'bot' })
    .where('workspaceId', '=', workspaceId)
    .where('assigneeId', '=', memberId)
    .execute()
  await tx.deleteFrom('members').where('workspaceId', '=', workspaceId).where('id', '=', memberId).execute()
  return inside.facts
}

/** Also when the account joined another workspace in the meantime (23503). */
function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof pg.DatabaseError && ['40001', '40P01', '23503'].includes(error.code ?? '')
}
