/** The workspace's audit log: read, filtered, taken out as a file, and proven whole. It cannot be changed from here (attack 104). */
import { type Kysely, sql } from 'kysely'
import { type AuditFilter, AuditLine, type AuditQuery, type AuditVerification } from '../../shared/audit-log.ts'
import type { Page } from '../../shared/paging.ts'
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { csvLine } from '../csv.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'

const EXPORT_PAGE = 1000

/** One page of lines, newest first. */
export async function listAudit(actor: Actor, query: AuditQuery): Promise<Page<AuditLine>> {
  const list = `audit|${actor.workspaceId}`
  const [before] = query.cursor === undefined ? [] : readCursor(list, query.cursor)
  const rows = await look(actor, (db) =>
    auditQuery(db, actor.workspaceId, query)
      .$if(before !== undefined, (q) => q.where('seq', '<', Number(before)))
      .limit(query.limit + 1)
      .execute(),
  )
  return pageFrom(rows, query.limit, { list, keys: (row) => [String(row.seq)], show: (row) => AuditLine.parse(row) })
}

/** The lines as a file, piece by piece, newest first; that it was taken is the newest line of the log itself. */
export async function* exportAudit(actor: Actor, filter: AuditFilter, format: 'csv' | 'json'): AsyncGenerator<string> {
  const write = format === 'csv' ? asCsv : asJson
  yield write.start
  let isFirst = true
  for await (const line of allLines(actor, filter)) {
    yield write.line(line, isFirst)
    isFirst = false
  }
  yield write.end
}

/** Writes down that the log is being taken out, before the first line leaves. */
export async function recordExport(actor: Actor, filter: AuditFilter, format: 'csv' | 'json'): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    const { name } = await stillMay(tx, actor, 'audit-log:view')
    const target = { kind: 'workspace', id: tx.workspaceId, name }
    await record(tx, markOf(actor), 'audit-log.exported', { target, after: { format, ...filter } })
  })
}

/** Computes every hash of the chain again, and compares its end with what the workspace remembers. */
export async function verifyAudit(workspaceId: string): Promise<AuditVerification> {
  const { rows } = await look({ workspaceId }, (db) =>
    sql<{ lines: number; brokenAt: number | null; isEndRight: boolean }>`
      with chain as (
        select seq, hash,
          seq = row_number() over (order by seq)
          and previous_hash = lag(hash, 1, '\\x'::bytea) over (order by seq)
          and hash = audit_line_hash(previous_hash, workspace_id, seq, id, at, kind, actor, target, before, after) as is_right
        from audit_log where workspace_id = ${workspaceId}
      )
      select count(seq) as lines, min(seq) filter (where not is_right) as "brokenAt",
        coalesce(bool_and(w.audit_seq = c.last and w.audit_hash = c.mark), w.audit_seq = 0) as "isEndRight"
      from workspaces w
      left join (select max(seq) as last, (array_agg(hash order by seq desc))[1] as mark from chain) c on c.last is not null
      left join chain on true
      where w.id = ${workspaceId} group by w.audit_seq`.execute(db),
  )
  const found = rows[0] ?? { lines: 0, brokenAt: null, isEndRight: false }
  const brokenAt = found.brokenAt ?? (found.isEndRight ? null : found.lines + 1)
  return { isWhole: brokenAt === null, lines: found.lines, brokenAt }
}

async function* allLines(actor: Actor, filter: AuditFilter): AsyncGenerator<AuditLine> {
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const rows = await look(actor, (db) =>
      auditQuery(db, actor.workspaceId, filter).where('seq', '<', before).limit(EXPORT_PAGE).execute(),
    )
    for (const row of rows) yield AuditLine.parse(row)
    before = rows.at(-1)?.seq ?? 0
    if (rows.length < EXPORT_PAGE) return
  }
}

function auditQuery(db: Kysely<DB>, workspaceId: string, { kind, actor, from, to, search }: AuditFilter) {
  return db
    .selectFrom('auditLog')
    .select(['id', 'seq', 'at', 'kind', 'actor', 'target', 'before', 'after'])
    .where('workspaceId', '=', workspaceId)
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? ''))
    .$if(actor !== undefined, (q) => q.where(sql`actor->>'userId'`, '=', actor ?? ''))
    .$if(from !== undefined, (q) => q.where('at', '>=', from ?? ''))
    .$if(to !== undefined, (q) => q.where('at', '<', to ?? ''))
    .$if(Boolean(search), (q) => q.where(matches(search ?? '')))
    .orderBy('seq', 'desc')
}

function matches(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(kind ilike ${pattern} or actor->>'name' ilike ${pattern} or target->>'name' ilike ${pattern})`
}

interface Writer {
  start: string
  end: string
  line(line: AuditLine, isFirst: boolean): string
}

const asJson: Writer = {
  start: '[\n',
  end: '\n]\n',
  line: (line, isFirst) => (isFirst ? '' : ',\n') + JSON.stringify(line),
}

const asCsv: Writer = {
  start: csvLine(['Number', 'Time', 'Event', 'By', 'User', 'Via', 'Address', 'Target', 'Target id', 'Before', 'After']),
  end: '',
  line: ({ seq, at, kind, actor, target, before, after }) =>
    csvLine([
      ...[seq, at, kind],
      ...[actor.name ?? actor.reason ?? actor.kind, actor.userId ?? null, actor.via ?? actor.kind, actor.ip ?? null],
      ...[target.name ?? target.kind ?? null, target.id ?? null],
      ...[before && JSON.stringify(before), after && JSON.stringify(after)],
    ]),
}
