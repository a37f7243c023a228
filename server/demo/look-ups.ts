/** What the sample data need across workspaces: their people, and which workspaces are samples. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Role } from '../../shared/roles.ts'
import { bare, connect } from '../db/database.ts'

/** A person made for the samples; nobody can sign in as them: they have no password and an address that receives nothing. */
export interface Colleague {
  userId: string
  memberId: string
  name: string
  role: Role
}

const LOCK = 5_743_024
const ADDRESS = 'samples.invalid'

export async function inviteSamplePeople(people: ReadonlyArray<{ name: string; role: Role }>): Promise<Colleague[]> {
  const made = people.map(({ name, role }) => ({ userId: uuidv7(), memberId: uuidv7(), name, role }))
  const users = made.map(({ userId, name }) => ({
    id: userId,
    name,
    email: `${name.split(' ')[0]?.toLowerCase()}.${userId.slice(-12)}@${ADDRESS}`,
  }))
  await bare().insertInto('users').values(users).execute()
  return made
}

/** The sample workspaces that this person asked for. */
export function demoWorkspacesOf(userId: string): Promise<Array<{ id: string }>> {
  return bare()
    .selectFrom('workspaces')
    .select('id')
    .where('isDemo', '=', true)
    .where('createdBy', '=', userId)
    .execute()
}

/** Removes them, where this person still belongs, and the people who were made for them; returns how many workspaces that were. */
export async function removeDemoWorkspaces(userId: string): Promise<number> {
  return bare()
    .transaction()
    .execute(async (db) => {
      const ids = (
        await db
          .selectFrom('workspaces')
          .select('id')
          .where('isDemo', '=', true)
          .where('createdBy', '=', userId)
          .where((e) =>
            e.exists(
              e
                .selectFrom('members as m')
                .select('m.id')
                .whereRef('m.workspaceId', '=', 'workspaces.id')
                .where('m.userId', '=', userId),
            ),
          )
          .forUpdate()
          .execute()
      ).map(({ id }) => id)
      if (ids.length === 0) return 0
      const members = await db
        .selectFrom('members as m')
        .innerJoin('users as u', 'u.id', 'm.userId')
        .select('u.id')
        .where('m.workspaceId', 'in', ids)
        .where('u.email', 'like', `%@${ADDRESS}`)
        .execute()
      for (const table of ['events', 'messages', 'letters'] as const)
        await db.deleteFrom(table).where('workspaceId', 'in', ids).execute()
      await db.deleteFrom('workspaces').where('id', 'in', ids).execute()
      const people = members.map(({ id }) => id)
      if (people.length > 0) await db.deleteFrom('users').where('id', 'in', people).execute()
      return ids.length
    })
}

/** Removes sample people who were taken out of their workspace, or whose workspace is gone; a schedule of the worker. */
export async function forgetSamplePeople(): Promise<void> {
  await sql`delete from users u where u.email like ${`%@${ADDRESS}`} and u.password_hash is null
    and u.created_at < now() - interval '1 hour' and not exists (select from members m where m.user_id = u.id)`.execute(
    bare(),
  )
}

/** The first operator, for whom `--demo` fills in the samples. */
export async function firstOperator(): Promise<
  { id: string; name: string; email: string; language: string } | undefined
> {
  return bare()
    .selectFrom('users')
    .select(['id', 'name', 'email', 'language'])
    .where('isOperator', '=', true)
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst()
}

/** Runs the work unless the same is under way for this person; then gives null. */
export async function onceAtATime<T>(userId: string, work: () => Promise<T>): Promise<T | null> {
  const client = await connect()
  try {
    const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${LOCK}, hashtext($1)) as got`, [
      userId,
    ])
    if (!rows[0]?.got) return null
    return await work().finally(() => client.query(`select pg_advisory_unlock(${LOCK}, hashtext($1))`, [userId]))
  } finally {
    client.release()
  }
}
