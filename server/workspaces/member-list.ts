/** The members as a list: pages, search, order, and the same as a file. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
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
  joined: { by: sql`m.joined_at`, type: sql`timestamptz`, way: sql`asc`, beyond: sql`>` },
  name: { by: sql`lower(u.name)`, type: sql`text`, way: sql`asc`, beyond: sql`>` },
  role: { by: sql`array_position('{owner,admin,member}', m.role)`, type: sql`int`, way: sql`asc`, beyond: sql`>` },
  'last-active': {
    by: sql`coalesce(m.last_active_at, '-infinity')`,
    type: sql`timestamptz`,
    way: sql`desc`,
    beyond: sql`<`,
  },
} as const
type Order = (typeof ORDERS)[keyof typeof ORDERS]

/** One page of the members, in one round trip however many there are. */
export async function listMembers(actor: Actor, query: MemberQuery): Promise<Page<Member>> {
  const { workspaceId } = actor
  const { limit, sort, role, search, cursor } = query
  const list = `members|${workspaceId}|${sort}`
  const order = ORDERS[sort]
  const where = [
    ...(cursor === undefined ? [] : [isBeyond(order, readCursor(list, cursor))]),
    ...(role === undefined ? [] : [sql`m.role = ${role}`]),
    ...(search ? [matches(search)] : []),
  ]
  const rows = await look(actor, (db) => memberRows(db, workspaceId, { where, order, limit: limit + 1 }))
  return pageFrom(rows, limit, {
    list,
    keys: (row) => [row.orderKey, row.id],
    show: (row) => showMember(row, actor),
  })
}

export async function readMember(actor: Actor, memberId: string): Promise<Member> {
  const rows = await look(actor, (db) => memberRows(db, actor.workspaceId, { where: [sql`m.id = ${memberId}`] }))
  if (!rows[0]) throw new Refusal('not-found')
  return showMember(rows[0], actor)
}

/** A member as they are inside this transaction. */
export async function memberIn(tx: Tx, actor: Actor, memberId: string): Promise<Member> {
  const rows = await memberRows(tx.db, tx.workspaceId, { where: [sql`m.id = ${memberId}`] })
  if (!rows[0]) throw new Refusal('not-found')
  return showMember(rows[0], actor)
}

/** All members as CSV; that it was taken is recorded. */
export async function membersAsCsv(actor: Actor): Promise<string> {
  const rows = await inWorkspace(actor, async (tx) => {
    const { name } = await stillMay(tx, actor, 'members:manage')
    await record(tx, markOf(actor), 'workspace.exported', {
      target: { kind: 'workspace', id: tx.workspaceId, name },
      after: { what: 'members' },
    })
    return (await memberRows(tx.db, tx.workspaceId, {})).map((row) => showMember(row, actor))
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

interface MemberRow {
  id: string
  userId: string
  etag: string | null
  bots: unknown
  orderKey: string
}

interface Which {
  where?: Array<RawBuilder<unknown>>
  order?: Order
  limit?: number
}

/** Written as SQL, since building it anew for each request would cost as much as asking the database. */
async function memberRows(db: Kysely<DB>, workspaceId: string, which: Which): Promise<MemberRow[]> {
  const { where = [], order = ORDERS.joined, limit } = which
  const { rows } = await sql<MemberRow>`
    select m.id, m.user_id, m.role, m.access, m.joined_at, m.last_active_at, u.name, u.email, p.etag,
      u.totp_enabled_at is not null as two_factor, ${order.by}::text as order_key,
      case when m.access = 'restricted' then
        (select json_agg(json_build_object('botId', b.bot_id, 'power', b.power) order by b.bot_id)
         from member_bots b where b.workspace_id = m.workspace_id and b.member_id = m.id) end as bots
    from members m join users u on u.id = m.user_id left join user_photos p on p.user_id = m.user_id
    where ${sql.join([sql`m.workspace_id = ${workspaceId}`, ...where], sql` and `)}
    order by ${order.by} ${order.way}, m.id ${order.way} limit ${limit ?? null}`.execute(db)
  return rows
}

function showMember(row: MemberRow, actor: Actor): Member {
  const photoUrl = row.etag && `/api/users/${row.userId}/photo?v=${row.etag.replaceAll('"', '')}`
  return Member.parse({ ...row, bots: row.bots ?? [], photoUrl, isYou: row.id === actor.memberId })
}

function matches(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(u.name ilike ${pattern} or u.email ilike ${pattern})`
}

function isBeyond({ by, type, beyond }: Order, [key, id]: string[]) {
  return sql`(${by}, m.id) ${beyond} (${key}::${type}, ${id}::uuid)`
}
