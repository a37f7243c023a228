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

/** Records that `actor` did `kind`; heard by others only after the commit. */
export async function record(tx: Tx, actor: ActorMark, kind: EventKind, told: Told = {}): Promise<void> {
  const id = uuidv7()
  const data = { ...told.data, target: told.target, before: told.before, after: told.after }
  tx.facts.push({ workspaceId: tx.workspaceId, id, kind, actor, data })

  const writing = [
    tx.db
      .insertInto('events')
      .values({ workspaceId: tx.workspaceId, id, kind, actor: JSON.stringify(actor), data: JSON.stringify(data) })
      .execute(),
  ]
  if (EVENTS[kind].audited) writing.push(appendAudit(tx, { id, kind, actor }, told))
  await Promise.all(writing)
}

async function appendAudit(tx: Tx, line: { id: string; kind: EventKind; actor: ActorMark }, told: Told) {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await sql`select append_audit(${tx.workspaceId}::uuid, ${line.id}::uuid, ${line.kind}, ${json(line.actor)}::jsonb,
    ${json(told.target ?? {})}::jsonb, ${json(told.before)}::jsonb, ${json(told.after)}::jsonb)`.execute(tx.db)
  return []
}
