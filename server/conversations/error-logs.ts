/** The error log: what went wrong, alike faults in one line, until somebody marks it fixed or tries again. */
import { createHash } from 'node:crypto'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { ErrorLog, type ErrorLogQuery } from '../../shared/conversations.ts'
import type { Page } from '../../shared/paging.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { publish } from '../bus.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { like } from '../like.ts'
import { releaseMessages } from './statuses.ts'

/** One fault. Never put a secret into it. */
export interface Fault {
  code: string
  message: string
  botId: string | null
  conversationId: string | null
  stepId: string | null
  detail?: Record<string, unknown>
}

/** Writes the fault down, or counts it where its like is still open. Returns the line's id. */
export async function recordError(tx: Tx, fault: Fault): Promise<string> {
  const { code, message, botId, conversationId, stepId } = fault
  const fingerprint = createHash('sha256').update([code, botId, stepId, message].join('\u001f')).digest('hex')
  const { id } = await tx.db
    .insertInto('errorLogs')
    .values({
      workspaceId: tx.workspaceId,
      id: uuidv7(),
      code,
      message: message.slice(0, 1000).toWellFormed(),
      botId,
      conversationId,
      stepId,
      fingerprint,
      detail: JSON.stringify(fault.detail ?? {}),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'fingerprint'])
        .where('fixedAt', 'is', null)
        .doUpdateSet((e) => ({
          occurrences: sql<number>`error_logs.occurrences + 1`,
          lastSeenAt: sql<string>`now()`,
          conversationId: e.ref('excluded.conversationId'),
          detail: e.ref('excluded.detail'),
        })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, { kind: 'system', reason: 'bot' }, 'error.recorded', {
    target: { kind: 'error-log', id, name: code },
    data: { botId, conversationId, stepId },
  })
  return id
}

/** The workspace's error log, newest first, of the bots this actor may see. */
export async function listErrors(actor: Actor, query: ErrorLogQuery): Promise<Page<ErrorLog>> {
  const list = `error-logs|${actor.workspaceId}`
  const [at, id] = query.cursor ? readCursor(list, query.cursor) : []
  const rows = await look(actor, (db) => {
    let read = db
      .selectFrom('errorLogs as l')
      .leftJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'l.workspaceId').onRef('b.id', '=', 'l.botId'))
      .select(columns)
      .where('l.workspaceId', '=', actor.workspaceId)
      .where((e) => e.and(filters(e, actor, query)))
    if (at && id) read = read.where(sql<SqlBool>`(l.last_seen_at, l.id) < (${at}::timestamptz, ${id}::uuid)`)
    return read
      .orderBy('l.lastSeenAt', 'desc')
      .orderBy('l.id', 'desc')
      .limit(query.limit + 1)
      .execute()
  })
  return pageFrom(rows, query.limit, { list, keys: (row) => [row.at, row.id], show: (row) => ErrorLog.parse(row) })
}

/** Marks the line as fixed; what happens again begins a new line. Marking it again changes nothing. */
export async function markFixed(actor: Actor, errorId: string): Promise<ErrorLog> {
  await inWorkspace(actor, async (tx) => {
    const { isFixed, code, botId } = await findError(tx, actor, errorId)
    if (isFixed) return
    await tx.db
      .updateTable('errorLogs')
      .set({ fixedAt: new Date().toISOString() })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', errorId)
      .execute()
    await record(tx, markOf(actor), 'error.fixed', {
      target: { kind: 'error-log', id: errorId, name: code },
      data: { botId },
    })
  })
  return readError(actor, errorId)
}

/** Lets every message that rests under this line try again; refuses with `conflict` when none does. Needs what its effect needs: the power to act in the bot's chats. */
export async function retryError(actor: Actor, errorId: string): Promise<ErrorLog> {
  await inWorkspace(actor, async (tx) => {
    const { isFixed, code, botId } = await findError(tx, actor, errorId)
    if (botId && !mayUseBot(actor, botId, 'agent'))
      throw new Refusal('not-allowed', 'This needs the power “agent” of the bot.')
    const released = (await releaseInbound(tx, errorId)) + (await releaseMessages(tx, { errorId }))
    if (released === 0) throw new Refusal('conflict', 'No message waits here for a retry.')
    if (isFixed) return
    await tx.db
      .updateTable('errorLogs')
      .set({ fixedAt: new Date().toISOString() })
      .where('workspaceId', '=', tx.workspaceId)
      .where('id', '=', errorId)
      .execute()
    await record(tx, markOf(actor), 'error.fixed', {
      target: { kind: 'error-log', id: errorId, name: code },
      data: { botId, retried: released },
    })
  })
  publish('inbound', actor.workspaceId)
  publish('outbound', actor.workspaceId)
  return readError(actor, errorId)
}

async function releaseInbound(tx: Tx, errorId: string): Promise<number> {
  const released = await tx.db
    .updateTable('inbound')
    .set({ errorId: null, attempts: 0, isHeld: false, dueAt: sql<string>`now()` })
    .where('workspaceId', '=', tx.workspaceId)
    .where('errorId', '=', errorId)
    .executeTakeFirst()
  return Number(released.numUpdatedRows)
}

async function findError(tx: Tx, actor: Actor, errorId: string) {
  const found = await tx.db
    .selectFrom('errorLogs')
    .select(['code', 'botId', 'fixedAt'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', errorId)
    .forUpdate()
    .executeTakeFirst()
  if (!found || !isVisible(actor, found.botId)) throw new Refusal('not-found')
  return { code: found.code, botId: found.botId, isFixed: found.fixedAt !== null }
}

async function readError(actor: Actor, errorId: string): Promise<ErrorLog> {
  const row = await look(actor, (db) =>
    db
      .selectFrom('errorLogs as l')
      .leftJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'l.workspaceId').onRef('b.id', '=', 'l.botId'))
      .select(columns)
      .where('l.workspaceId', '=', actor.workspaceId)
      .where('l.id', '=', errorId)
      .executeTakeFirst(),
  )
  if (!row) throw new Refusal('not-found')
  return ErrorLog.parse(row)
}

function isVisible(actor: Actor, botId: string | null): boolean {
  return botId === null ? actor.bots === null : mayUseBot(actor, botId, 'viewer')
}

const Severity = z.enum(['warning', 'error'])
type Tables = Pick<DB, 'bots' | 'inbound' | 'outbound'> & { l: DB['errorLogs']; b: DB['bots'] }

function columns(e: ExpressionBuilder<Tables, 'l' | 'b'>) {
  return [
    'l.id',
    'l.lastSeenAt as at',
    'l.firstSeenAt',
    'l.occurrences',
    'l.code',
    'l.severity',
    'l.message',
    'l.botId',
    e.ref('b.name').as('botName'),
    'l.conversationId',
    'l.stepId',
    sql<Record<string, unknown>>`l.detail - 'version'`.as('detail'),
    sql<string | null>`(select v.flow_id from flow_versions v
      where v.workspace_id = l.workspace_id and v.id = (l.detail->>'version')::uuid)`.as('flowId'),
    'l.fixedAt',
    sql<number>`(select count(*) from inbound i where i.workspace_id = l.workspace_id and i.error_id = l.id)
      + (select count(*) from outbound o where o.workspace_id = l.workspace_id and o.error_id = l.id)`.as('waiting'),
  ] as const
}

function filters(e: ExpressionBuilder<Tables, 'l' | 'b'>, actor: Actor, query: ErrorLogQuery): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = []
  if (actor.bots) all.push(sql<SqlBool>`l.bot_id = any(${[...actor.bots.keys()]}::uuid[])`)
  if (query.state) all.push(e('l.fixedAt', query.state === 'open' ? 'is' : 'is not', null))
  if (query.bot) all.push(e('l.botId', '=', query.bot))
  if (query.severity) all.push(e('l.severity', '=', Severity.parse(query.severity)))
  if (query.conversation) all.push(e('l.conversationId', '=', query.conversation))
  if (query.search)
    all.push(e.or([e('l.message', 'ilike', like(query.search)), e('l.code', 'ilike', like(query.search))]))
  return all
}
