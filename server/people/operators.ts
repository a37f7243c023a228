/** What operators of the installation see and do: its letters, workspaces and plans, people and health. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import {
  type GivePlan,
  KeptLetter,
  type LetterQuery,
  OperatorUser,
  OperatorWorkspace,
  type SearchQuery,
} from '../../shared/operators.ts'
import type { Page } from '../../shared/paging.ts'
import type { Person } from '../access/actor.ts'
import { spend } from '../access/rates.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { compose } from '../mail/compose.ts'
import { readLetter } from '../mail/letters.ts'
import { sendAgain, tryMail } from '../mail/sender.ts'
import { isMailSent } from '../mail/settings.ts'

/** Every letter, the newest first; without SMTP this is where their links are found. */
export async function listLetters({ limit, cursor, status }: LetterQuery): Promise<Page<z.output<typeof KeptLetter>>> {
  const list = 'operator/letters'
  let query = bare()
    .selectFrom('letters')
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (status) query = query.where('status', '=', status)
  if (cursor) query = query.where(after(readCursor(list, cursor), 'created_at'))
  const show = ({ recipient: to, ...row }: Awaited<ReturnType<typeof query.execute>>[number]) =>
    KeptLetter.parse({ ...row, to, ...readLetter(row) })
  return pageFrom(await query.execute(), limit, { list, keys: (row) => [row.createdAt, row.id], show })
}

/** Lets a letter go out again, at the worker's next round. */
export async function resendLetter(id: string): Promise<void> {
  if (!isMailSent()) throw new Refusal('conflict', 'Mail is not configured (SMTP_URL), so letters are only kept here.')
  if (!(await sendAgain(id))) throw new Refusal('not-found')
}

/** Sends a letter right now and tells how it went. */
export async function testMail(person: Person, to: string): Promise<{ isSent: boolean; problem: string | null }> {
  await spend('mail-test', person.userId)
  const problem = await tryMail(to, compose({ kind: 'mail-test', language: person.language, values: {} }))
  return { isSent: problem === null, problem }
}

/** Every workspace, the newest first, by name when searched. */
export async function listWorkspaces({
  limit,
  cursor,
  search = '',
}: SearchQuery): Promise<Page<z.output<typeof OperatorWorkspace>>> {
  const list = 'operator/workspaces'
  const { rows } = await sql<z.output<typeof OperatorWorkspace>>`
    select ${workspaceColumns} from workspaces w
    where position(lower(${search}) in lower(w.name)) > 0 and ${cursor ? after(readCursor(list, cursor), 'w.created_at', 'w.id') : sql`true`}
    order by w.created_at desc, w.id desc limit ${limit + 1}`.execute(bare())
  return pageFrom(rows, limit, {
    list,
    keys: (row) => [row.createdAt, row.id],
    show: (row) => OperatorWorkspace.parse(row),
  })
}

/** Gives a workspace its plan and extras, and writes it in the workspace's own log (L4). */
export async function givePlan(
  person: Person,
  workspaceId: string,
  given: GivePlan,
): Promise<z.output<typeof OperatorWorkspace>> {
  await inWorkspace({ workspaceId }, async (tx) => {
    const before = await tx.db
      .selectFrom('workspaces')
      .select(['name', 'plan', 'extras'])
      .where('id', '=', workspaceId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new Refusal('not-found')
    const { name, ...was } = before
    await tx.db
      .updateTable('workspaces')
      .set({ plan: given.plan, extras: JSON.stringify(given.extras) })
      .where('id', '=', workspaceId)
      .execute()
    const mark = {
      kind: 'member',
      userId: person.userId,
      memberId: null,
      name: person.name,
      via: 'session',
      viaId: person.sessionId ?? '',
      ip: person.ip,
    } as const
    await record(tx, mark, 'workspace.plan-changed', {
      target: { kind: 'workspace', id: workspaceId, name },
      before: was,
      after: { ...given },
    })
  })
  const { rows } = await sql`select ${workspaceColumns} from workspaces w where w.id = ${workspaceId}`.execute(bare())
  return OperatorWorkspace.parse(rows[0])
}

/** Every account, the newest first, by name or address when searched. */
export async function listUsers({
  limit,
  cursor,
  search = '',
}: SearchQuery): Promise<Page<z.output<typeof OperatorUser>>> {
  const list = 'operator/users'
  const { rows } = await sql<z.output<typeof OperatorUser>>`
    select u.id, u.name, u.email, u.email_verified_at is not null as email_verified, u.is_operator, u.totp_enabled_at is not null as two_factor, u.created_at,
      (select count(*) from members m where m.user_id = u.id) as workspaces,
      (select max(s.last_seen_at) from sessions s where s.user_id = u.id) as last_seen_at
    from users u
    where position(lower(${search}) in lower(u.name || ' ' || u.email)) > 0 and ${cursor ? after(readCursor(list, cursor), 'u.created_at', 'u.id') : sql`true`}
    order by u.created_at desc, u.id desc limit ${limit + 1}`.execute(bare())
  return pageFrom(rows, limit, { list, keys: (row) => [row.createdAt, row.id], show: (row) => OperatorUser.parse(row) })
}

const workspaceColumns = sql`w.id, w.name, w.plan, w.extras, w.created_at, w.deleted_at,
  (select count(*) from members m where m.workspace_id = w.id) as members,
  (select count(*) from bots b where b.workspace_id = w.id and b.deleted_at is null) as bots,
  (select count(*) from contacts c where c.workspace_id = w.id) as contacts`

/** Only what comes after the row at which the last page ended. */
function after([at = '', id = '']: string[], atColumn: string, idColumn = 'id'): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(atColumn)}, ${sql.ref(idColumn)}) < (${at}::timestamptz, ${id}::uuid)`
}
