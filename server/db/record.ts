/** Writes a fact in the transaction of what it tells: into `events`, and into the audit log where the table of events says so. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { type ActorMark, EVENTS, type EventKind } from '../../shared/events.ts'
import type { Tx } from './in-workspace.ts'

/** What a fact is about, and what it changed. Never put a secret here. */
export interface Told {
  target?: { kind: string; id: string; name?: string }
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  data?: Record<string, unknown>
}

/** Something that `actor` did. */
export interface Deed {
  actor: ActorMark
  kind: EventKind
  told?: Told
}

/** Records that `actor` did `kind`; heard by others only after the commit. */
export async function record(tx: Tx, actor: ActorMark, kind: EventKind, told: Told = {}): Promise<void> {
  await recordAll(tx, [{ actor, kind, told }])
}

/** The same for many at once, in their order. */
export async function recordAll(tx: Tx, deeds: readonly Deed[]): Promise<void> {
  if (deeds.length === 0) return
  const lines = deeds.map((deed) => ({ id: uuidv7(), told: {}, ...deed }))
  const rows = lines.map(({ id, kind, actor, told }) => {
    const data = { ...told.data, target: told.target, before: told.before, after: told.after }
    tx.facts.push({ workspaceId: tx.workspaceId, id, kind, actor, data })
    return { id, kind, actor, data }
  })
  const writing = sql`insert into events (workspace_id, id, kind, actor, data)
    select ${tx.workspaceId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, kind text, actor jsonb, data jsonb)`.execute(tx.db)
  const audited = lines.filter(({ kind }) => EVENTS[kind].audited)
  await Promise.all([writing, ...audited.map((line) => appendAudit(tx, line, line.told))])
}

async function appendAudit(tx: Tx, line: { id: string; kind: EventKind; actor: ActorMark }, told: Told) {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await sql`select append_audit(${tx.workspaceId}::uuid, ${line.id}::uuid, ${line.kind}, ${json(line.actor)}::jsonb,
    ${json(told.target ?? {})}::jsonb, ${json(told.before)}::jsonb, ${json(told.after)}::jsonb)`.execute(tx.db)
  return []
}
