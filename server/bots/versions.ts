/** Published versions of a flow (B5): they never change, and any of them can be made the draft or be published again. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { Flow } from '../../engine/flow.ts'
import { FlowVersion } from '../../shared/bots.ts'
import type { Page, Paging } from '../../shared/paging.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { findBot } from './bots.ts'
import { type Draft, findFlow, problemsOf, readDraft, writeDraft } from './flows.ts'

export const VersionWithFlow = FlowVersion.extend({ flow: Flow })
export type VersionWithFlow = z.output<typeof VersionWithFlow>

/** Publishes the draft as the next version; refuses with `flow-has-errors` and every error named. `number` guards against publishing what somebody else saved meanwhile. */
export async function publishDraft(
  actor: Actor,
  botId: string,
  what: { note: string; number: number | null },
): Promise<FlowVersion> {
  const id = await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    const bot = await findBot(tx, actor, botId, 'editor')
    const flow = await findFlow(tx, botId)
    if (what.number !== null && what.number !== flow.draftNumber) throw new Refusal('changed-meanwhile')
    const graph = Flow.parse(flow.draft)
    refuseErrors(graph)

    const number = await nextNumber(tx, flow.id)
    const version = { id: uuidv7(), flowId: flow.id, number, note: what.note, publishedBy: actor.userId }
    await tx.db
      .insertInto('flowVersions')
      .values({ workspaceId: tx.workspaceId, ...version, graph: JSON.stringify(graph) })
      .execute()
    await point(tx, flow.id, version.id)
    await record(tx, markOf(actor), 'flow.published', {
      target: { kind: 'flow', id: flow.id, name: bot.name },
      after: { version: number, note: what.note },
      data: { botId, versionId: version.id },
    })
    return version.id
  })
  return readVersion(actor, botId, id)
}

/** The versions of the bot's flow, newest first. */
export async function listVersions(actor: Actor, botId: string, query: Paging): Promise<Page<FlowVersion>> {
  await readDraft(actor, botId)
  const list = `versions|${actor.workspaceId}|${botId}`
  const [number] = query.cursor ? readCursor(list, query.cursor) : []
  const rows = await look(actor, (db) => {
    let read = versions(db, actor.workspaceId, botId)
    if (number) read = read.where(sql<SqlBool>`v.number < ${number}::int`)
    return read
      .orderBy('v.number', 'desc')
      .limit(query.limit + 1)
      .execute()
  })
  return pageFrom(rows, query.limit, {
    list,
    keys: (row) => [String(row.number)],
    show: (row) => FlowVersion.parse(named(row)),
  })
}

export async function readVersion(actor: Actor, botId: string, versionId: string): Promise<VersionWithFlow> {
  const row = mayUseBot(actor, botId, 'viewer')
    ? await look(actor, (db) =>
        versions(db, actor.workspaceId, botId)
          .select('v.graph as flow')
          .where('v.id', '=', versionId)
          .executeTakeFirst(),
      )
    : undefined
  if (!row) throw new Refusal('not-found')
  return VersionWithFlow.parse(named(row))
}

/** Makes the version's flow the draft; what the draft was is replaced, so it is published or saved elsewhere first. */
export async function restoreVersion(actor: Actor, botId: string, versionId: string): Promise<Draft> {
  const { flow: graph, number } = await readVersion(actor, botId, versionId)
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    const bot = await findBot(tx, actor, botId, 'editor')
    const flow = await findFlow(tx, botId)
    await writeDraft(tx, { actor, flow, graph })
    await record(tx, markOf(actor), 'flow.saved', {
      target: { kind: 'flow', id: flow.id, name: bot.name },
      data: { botId, restored: number },
    })
  })
  return readDraft(actor, botId)
}

/** Publishes an earlier version again; the draft stays as it is. */
export async function rollBack(actor: Actor, botId: string, versionId: string): Promise<FlowVersion> {
  const { number } = await readVersion(actor, botId, versionId)
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    const bot = await findBot(tx, actor, botId, 'editor')
    const flow = await findFlow(tx, botId)
    if (flow.publishedVersionId === versionId) return
    await point(tx, flow.id, versionId)
    await record(tx, markOf(actor), 'flow.rolled-back', {
      target: { kind: 'flow', id: flow.id, name: bot.name },
      after: { version: number },
      data: { botId, versionId },
    })
  })
  return readVersion(actor, botId, versionId)
}

function refuseErrors(graph: Flow): void {
  const errors = problemsOf(graph).filter((problem) => problem.severity === 'error')
  if (errors.length === 0) return
  throw new Refusal(
    'flow-has-errors',
    `The flow has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}.`,
    {
      faults: errors.map(({ stepId, code, message }) => ({ pointer: `/steps/${stepId}`, code, message })),
      extra: { problems: errors },
    },
  )
}

async function nextNumber(tx: Tx, flowId: string): Promise<number> {
  const newest = await tx.db
    .selectFrom('flowVersions')
    .select((e) => e.fn.max('number').as('number'))
    .where('workspaceId', '=', tx.workspaceId)
    .where('flowId', '=', flowId)
    .executeTakeFirst()
  return (newest?.number ?? 0) + 1
}

async function point(tx: Tx, flowId: string, versionId: string): Promise<void> {
  await tx.db
    .updateTable('flows')
    .set({ publishedVersionId: versionId })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', flowId)
    .execute()
}

function versions(db: Kysely<DB>, workspaceId: string, botId: string) {
  return db
    .selectFrom('flowVersions as v')
    .innerJoin('flows as f', (join) => join.onRef('f.workspaceId', '=', 'v.workspaceId').onRef('f.id', '=', 'v.flowId'))
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'f.workspaceId').onRef('b.id', '=', 'f.botId'))
    .leftJoin('users as u', 'u.id', 'v.publishedBy')
    .select(['v.id', 'v.number', 'v.note', 'v.publishedAt', 'v.publishedBy', 'u.name as publishedByName'])
    .select((e) => e('f.publishedVersionId', '=', e.ref('v.id')).as('isPublished'))
    .where('v.workspaceId', '=', workspaceId)
    .where('f.workspaceId', '=', workspaceId)
    .where('b.workspaceId', '=', workspaceId)
    .where('f.botId', '=', botId)
    .where('b.deletedAt', 'is', null)
}

function named<R extends { publishedBy: string | null; publishedByName: string | null; isPublished: unknown }>(row: R) {
  const publishedBy = row.publishedBy && { id: row.publishedBy, name: row.publishedByName ?? '' }
  return { ...row, publishedBy, isPublished: row.isPublished === true }
}
