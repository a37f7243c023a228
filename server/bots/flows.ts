/** The flows of a bot: the main one, and sub-flows that it and they call. */
import { type Kysely, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { Flow } from '../../engine/flow.ts'
import { blank } from '../../engine/starters/blank.ts'
import { FLOWS_LIMIT, FlowInfo, type NewFlow } from '../../shared/flows.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { invalid, Refusal } from '../errors.ts'
import { findBot } from './bots.ts'
import { closeEntries } from './entries.ts'
import { type FlowAt, findFlow, HAS_UNPUBLISHED_CHANGES, insertFlow } from './flow-rows.ts'

/** All flows of the bot, the main one first, the others by their age. */
export async function listFlows(actor: Actor, botId: string): Promise<FlowInfo[]> {
  const rows = mayUseBot(actor, botId, 'viewer')
    ? await look(actor, (db) => flows(db, actor.workspaceId, botId).execute())
    : []
  if (rows.length === 0) throw new Refusal('not-found')
  return rows.map((row) => show(row, rows))
}

/** Makes a sub-flow as a draft, of what another flow of the bot is now or saying hello. Refuses with `conflict` beyond 200. */
export async function createFlow(actor: Actor, botId: string, wanted: NewFlow): Promise<FlowInfo> {
  const id = uuidv7()
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    await findBot(tx, actor, botId, 'editor')
    await flowsFit(tx, botId, 1)
    const draft = wanted.from === undefined ? blank : await draftOf(tx, { botId, flowId: wanted.from })
    await insertFlow(tx, { by: actor.userId, botId, id, name: wanted.name, isMain: false, draft })
    await record(tx, markOf(actor), 'flow.created', {
      target: { kind: 'flow', id, name: wanted.name },
      after: { name: wanted.name },
      data: { botId },
    })
  })
  return readFlow(actor, { botId, flowId: id })
}

export async function renameFlow(actor: Actor, at: FlowAt, name: string): Promise<FlowInfo> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    await findBot(tx, actor, at.botId, 'editor')
    const flow = await findFlow(tx, at)
    if (flow.name === name) return
    await changeRow(tx, flow.id, { name })
    await record(tx, markOf(actor), 'flow.renamed', {
      target: { kind: 'flow', id: flow.id, name },
      before: { name: flow.name },
      after: { name },
      data: { botId: at.botId },
    })
  })
  return readFlow(actor, at)
}

/** Takes a sub-flow away; chats that run it go on. Refuses with `conflict` for the main flow, and while another flow calls it. */
export async function deleteFlow(actor: Actor, at: FlowAt): Promise<void> {
  await inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    await findBot(tx, actor, at.botId, 'editor')
    const flow = await findFlow(tx, at)
    if (flow.isMain) throw new Refusal('conflict', 'A bot keeps its main flow.')
    await refuseCalled(tx, at)
    await changeRow(tx, flow.id, { deletedAt: new Date().toISOString() })
    await closeEntries(tx, flow.id)
    await record(tx, markOf(actor), 'flow.deleted', {
      target: { kind: 'flow', id: flow.id, name: flow.name },
      data: { botId: at.botId },
    })
  })
}

export async function readFlow(actor: Actor, at: FlowAt): Promise<FlowInfo> {
  const flow = (await listFlows(actor, at.botId)).find(({ id }) => id === at.flowId)
  if (!flow) throw new Refusal('not-found')
  return flow
}

/** Makes sure that `count` more flows fit; the bot is locked. */
export async function flowsFit(tx: Tx, botId: string, count: number): Promise<void> {
  const { used } = await tx.db
    .selectFrom('flows')
    .select((e) => e.fn.countAll<number>().as('used'))
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .where('deletedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (used + count > FLOWS_LIMIT) throw new Refusal('conflict', `A bot has at most ${FLOWS_LIMIT} flows.`)
}

async function draftOf(tx: Tx, at: FlowAt): Promise<Flow> {
  const flow = await findFlow(tx, at).catch((error) => {
    throw error instanceof Refusal ? invalid('/from', 'There is no such flow in this bot.', 'unknown-flow') : error
  })
  return Flow.parse(flow.draft)
}

async function changeRow(tx: Tx, id: string, change: { name?: string; deletedAt?: string }): Promise<void> {
  await tx.db.updateTable('flows').set(change).where('workspaceId', '=', tx.workspaceId).where('id', '=', id).execute()
}

async function refuseCalled(tx: Tx, { botId, flowId }: FlowAt): Promise<void> {
  const rows = await flows(tx.db, tx.workspaceId, botId).execute()
  const callers = callersOf(flowId, rows)
  if (callers.length === 0) return
  const names = callers.map(({ name }) => `“${name}”`).join(', ')
  throw new Refusal(
    'conflict',
    `It is called by ${names}. Take the calls out of the draft and of what is published first.`,
    {
      extra: { calledBy: callers },
    },
  )
}

/** `calls`: the flows that it calls, in its draft or as it is published. A step names a flow under the key `flow`, wherever it lies. */
function flows(db: Kysely<DB>, workspaceId: string, botId: string) {
  return db
    .selectFrom('flows as f')
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'f.workspaceId').onRef('b.id', '=', 'f.botId'))
    .leftJoin('flowVersions as v', (join) =>
      join.onRef('v.workspaceId', '=', 'f.workspaceId').onRef('v.id', '=', 'f.publishedVersionId'),
    )
    .select([
      'f.id',
      'f.name',
      'f.isMain',
      'f.draftNumber',
      'f.draftAt',
      'v.id as versionId',
      'v.number',
      'v.publishedAt',
    ])
    .select(HAS_UNPUBLISHED_CHANGES.as('hasUnpublishedChanges'))
    .select(
      sql<string[]>`array(select jsonb_path_query(f.draft, '$.steps.**.flow') #>> '{}'
        union select jsonb_path_query(v.graph, '$.steps.**.flow') #>> '{}')`.as('calls'),
    )
    .where('f.workspaceId', '=', workspaceId)
    .where('b.workspaceId', '=', workspaceId)
    .where('f.botId', '=', botId)
    .where('f.deletedAt', 'is', null)
    .where('b.deletedAt', 'is', null)
    .orderBy('f.isMain', 'desc')
    .orderBy('f.id')
}

type Row = Awaited<ReturnType<ReturnType<typeof flows>['execute']>>[number]

function callersOf(flowId: string, rows: Row[]): Array<{ id: string; name: string }> {
  return rows.filter(({ id, calls }) => id !== flowId && calls.includes(flowId)).map(({ id, name }) => ({ id, name }))
}

function show(row: Row, rows: Row[]): FlowInfo {
  const { versionId, number, publishedAt } = row
  return FlowInfo.parse({
    ...row,
    number: row.draftNumber,
    savedAt: row.draftAt,
    publishedVersion: versionId && { id: versionId, number, publishedAt },
    calledBy: callersOf(row.id, rows),
  })
}
