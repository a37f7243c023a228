/** Published versions of a flow (B5): they never change, and any of them can be made the draft or be published again. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { flowsCalledBy } from '../../engine/checks/check.ts'
import { Flow } from '../../engine/flow.ts'
import { FlowVersion } from '../../shared/flows.ts'
import type { Page, Paging } from '../../shared/paging.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { pageFrom, readCursor } from '../cursor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { findBot } from './bots.ts'
import { type Draft, readDraft } from './drafts.ts'
import { rewriteEntries } from './entries.ts'
import { type FlowAt, type FlowRow, findFlow, findUnpublished, writeDraft } from './flow-rows.ts'
import { readPublished, readSurroundings } from './flow-surroundings.ts'
import { refuseErrors } from './problems.ts'

export const VersionWithFlow = FlowVersion.extend({ flow: Flow })
export type VersionWithFlow = z.output<typeof VersionWithFlow>

/**
 * Publishes the draft as the next version, and with it the flows it calls that never were; refuses with `flow-has-errors`
 * and every error named. `number` guards against publishing what somebody else saved meanwhile.
 */
export async function publishDraft(
  actor: Actor,
  at: FlowAt,
  what: { note: string; number: number | null },
): Promise<FlowVersion> {
  const id = await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    await findBot(tx, actor, at.botId, 'editor')
    const flow = await findFlow(tx, at)
    if (what.number !== null && what.number !== flow.draftNumber) throw new Refusal('changed-meanwhile')
    return publish(tx, { actor, botId: at.botId, note: what.note, begun: new Set() }, flow)
  })
  return readVersion(actor, at, id)
}

/** The versions of the flow, newest first. */
export async function listVersions(actor: Actor, at: FlowAt, query: Paging): Promise<Page<FlowVersion>> {
  await readDraft(actor, at)
  const list = `versions|${actor.workspaceId}|${at.flowId}`
  const [number] = query.cursor ? readCursor(list, query.cursor) : []
  const rows = await look(actor, (db) => {
    let read = versions(db, actor.workspaceId, at)
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

export async function readVersion(actor: Actor, at: FlowAt, versionId: string): Promise<VersionWithFlow> {
  const row = mayUseBot(actor, at.botId, 'viewer')
    ? await look(actor, (db) =>
        versions(db, actor.workspaceId, at).select('v.graph as flow').where('v.id', '=', versionId).executeTakeFirst(),
      )
    : undefined
  if (!row) throw new Refusal('not-found')
  return VersionWithFlow.parse(named(row))
}

/** Makes the version's flow the draft; what the draft was is replaced, so it is published or saved elsewhere first. */
export async function restoreVersion(actor: Actor, at: FlowAt, versionId: string): Promise<Draft> {
  const { flow: graph, number } = await readVersion(actor, at, versionId)
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    await findBot(tx, actor, at.botId, 'editor')
    const flow = await findFlow(tx, at)
    await writeDraft(tx, { actor, flow, graph })
    await record(tx, markOf(actor), 'flow.saved', {
      target: { kind: 'flow', id: flow.id, name: flow.name },
      data: { botId: at.botId, restored: number },
    })
  })
  return readDraft(actor, at)
}

/** Publishes an earlier version again; the draft stays as it is. */
export async function rollBack(actor: Actor, at: FlowAt, versionId: string): Promise<FlowVersion> {
  const { number, flow: graph } = await readVersion(actor, at, versionId)
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    await findBot(tx, actor, at.botId, 'editor')
    const flow = await findFlow(tx, at)
    if (flow.publishedVersionId === versionId) return
    await refuseUnfit(tx, at, graph)
    await point(tx, { ...at, versionId }, graph)
    await record(tx, markOf(actor), 'flow.rolled-back', {
      target: { kind: 'flow', id: flow.id, name: flow.name },
      after: { version: number },
      data: { botId: at.botId, versionId },
    })
  })
  return readVersion(actor, at, versionId)
}

interface Publishing {
  actor: Actor
  botId: string
  note: string
  /** flows that are being published already: they may call one another */
  begun: Set<string>
}

async function publish(tx: Tx, by: Publishing, flow: FlowRow): Promise<string> {
  const at = { botId: by.botId, flowId: flow.id }
  const graph = Flow.parse(flow.draft)
  by.begun.add(flow.id)
  for (const called of await findUnpublished(tx, by.botId, flowsCalledBy(graph)))
    if (!by.begun.has(called.id)) await publish(tx, by, called)
  await refuseUnfit(tx, at, graph)

  const number = await nextNumber(tx, flow.id)
  const version = { id: uuidv7(), flowId: flow.id, number, note: by.note, publishedBy: by.actor.userId }
  await tx.db
    .insertInto('flowVersions')
    .values({ workspaceId: tx.workspaceId, ...version, graph: JSON.stringify(graph) })
    .execute()
  await point(tx, { ...at, versionId: version.id }, graph)
  await record(tx, markOf(by.actor), 'flow.published', {
    target: { kind: 'flow', id: flow.id, name: flow.name },
    after: { version: number, note: by.note },
    data: { botId: by.botId, versionId: version.id },
  })
  return version.id
}

async function refuseUnfit(tx: Tx, at: FlowAt, graph: Flow): Promise<void> {
  const surroundings = await readSurroundings(tx.db, tx.workspaceId, at.botId)
  const published = await readPublished(tx.db, tx.workspaceId, at.botId)
  refuseErrors(graph, { ...surroundings, flowId: at.flowId, published })
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

async function point(tx: Tx, to: FlowAt & { versionId: string }, graph: Flow): Promise<void> {
  await tx.db
    .updateTable('flows')
    .set({ publishedVersionId: to.versionId })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', to.flowId)
    .execute()
  await rewriteEntries(tx, { botId: to.botId, id: to.flowId }, graph)
}

function versions(db: Kysely<DB>, workspaceId: string, { botId, flowId }: FlowAt) {
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
    .where('f.id', '=', flowId)
    .where('f.deletedAt', 'is', null)
    .where('b.deletedAt', 'is', null)
}

function named<R extends { publishedBy: string | null; publishedByName: string | null; isPublished: unknown }>(row: R) {
  const publishedBy = row.publishedBy && { id: row.publishedBy, name: row.publishedByName ?? '' }
  return { ...row, publishedBy, isPublished: row.isPublished === true }
}
