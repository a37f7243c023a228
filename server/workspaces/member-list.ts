/** The members as a list: pages, search, order, and the same as a file. */
import { type Kysely, sql } from 'kysely'
import { Member, type MemberQuery } from '../../shared/members.ts'
import type { Page } from '../../shared/paging.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { csvOf } from '../csv.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'

/** By what a list can be ordered: an expression, its type, and the way. Ties are broken by id the same way. */
const ORDERS = {
  joined: { by: sql<string>`m.joined_at`, type: sql`timestamptz`, way: 'asc' },
  name: { by: sql<string>`lower(u.name)`, type: sql`text`, way: 'asc' },
  role: { by: sql<string>`array_position('{owner,admin,member}', m.role)`, type: sql`int`, way: 'asc' },
  'last-active': { by: sql<string>`coalesce(m.last_active_at, '-infinity')`, type: sql`timestamptz`, way: 'desc' },
} as const

/** One page of the members, in one round trip however many there are. */
export async function listMembers(actor: Actor, query: MemberQuery): Promise<Page<Member>> {
  const { workspaceId } = actor
  const list = `members|${workspaceId}|${query.sort}`
  const { by, type, way } = ORDERS[query.sort]
  const after = query.cursor === undefined ? undefined : readCursor(list, query.cursor)
  const rows = await look(actor, (db) =>
    memberQuery(db, workspaceId)
      .select(sql<string>`${by}::text`.as('orderKey'))
      .$if(query.role !== undefined, (q) => q.where(sql`m.role`, '=', query.role))
      .$if(Boolean(query.search), (q) => q.where(matches(query.search ?? '')))
      .$if(after !== undefined, (q) => q.where(isBeyond({ by, type, way }, after ?? [])))
      .orderBy(by, way)
      .orderBy('m.id', way)
      .limit(query.limit + 1)
      .execute(),
  )
  return pageFrom(rows, query.limit, {
    list,
    keys: (row) => [row.orderKey, row.id],
    show: (row) => showMember(row, actor),
  })
}

export async function readMember(actor: Actor, memberId: string): Promise<Member> {
  const row = await look(actor, (db) =>
    memberQuery(db, actor.workspaceId).where('m.id', '=', memberId).executeTakeFirst(),
  )
  if (!row) throw new Refusal('not-found')
  return showMember(row, actor)
}

/** A member as they are inside this transaction. */
export async function memberIn(tx: Tx, actor: Actor, memberId: string): Promise<Member> {
  const row = await memberQuery(tx.db, tx.workspaceId).where('m.id', '=', memberId).executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return showMember(row, actor)
}

/** All members as CSV; that it was taken is recorded. */
export async function membersAsCsv(actor: Actor): Promise<string> {
  const rows = await inWorkspace(actor, async (tx) => {
    const { name } = await stillMay(tx, actor, 'members:manage')
    await record(tx, markOf(actor), 'workspace.exported', {
      target: { kind: 'workspace', id: tx.workspaceId, name },
      after: { what: 'members' },
    })
    return memberQuery(tx.db, tx.workspaceId).orderBy('m.joinedAt').orderBy('m.id').execute()
  })
  return csvOf(
    ['Name', 'E-mail', 'Role', 'Access', 'Two-factor', 'Joined', 'Last active'],
    rows.map((row) => [
      row.name,
      row.email,
      row.role,
      row.access,
      String(row.twoFactor),
      row.joinedAt,
      row.lastActiveAt,
    ]),
  )
}

function memberQuery(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .leftJoin('userPhotos as p', 'p.userId', 'm.userId')
    .select(['m.id', 'm.userId', 'm.role', 'm.access', 'm.joinedAt', 'm.lastActiveAt', 'u.name', 'u.email'])
    .select(['p.etag'])
    .select(sql<boolean>`u.totp_enabled_at is not null`.as('twoFactor'))
    .select(
      sql<unknown>`case when m.access = 'restricted' then
        (select json_agg(json_build_object('botId', b.bot_id, 'power', b.power) order by b.bot_id)
         from member_bots b where b.workspace_id = m.workspace_id and b.member_id = m.id) end`.as('bots'),
    )
    .where('m.workspaceId', '=', workspaceId)
}

function showMember(
  row: { id: string; userId: string; etag: string | null; bots: unknown } & Record<string, unknown>,
  actor: Actor,
): Member {
  const photoUrl = row.etag && `/api/users/${row.userId}/photo?v=${row.etag.replaceAll('"', '')}`
  return Member.parse({ ...row, bots: row.bots ?? [], photoUrl, isYou: row.id === actor.memberId })
}

function matches(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(u.name ilike ${pattern} or u.email ilike ${pattern})`
}

function isBeyond({ by, type, way }: (typeof ORDERS)[keyof typeof ORDERS], [key, id]: string[]) {
  const than = way === 'asc' ? sql`>` : sql`<`
  return sql<boolean>`(${by}, m.id) ${than} (${key}::${type}, ${id}::uuid)`
}
