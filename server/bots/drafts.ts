/** The draft of a flow: saved under its number so that nobody's work is lost, and checked as it is read. */
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { flowsCalledBy } from '../../engine/checks/check.ts'
import type { Flows } from '../../engine/checks/check-calls.ts'
import { Flow } from '../../engine/flow.ts'
import { DraftInfo } from '../../shared/flows.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { inWorkspace, look } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { findBot } from './bots.ts'
import { type FlowAt, findFlow, HAS_UNPUBLISHED_CHANGES, writeDraft } from './flow-rows.ts'
import { readPublished, readSurroundings } from './flow-surroundings.ts'
import { problemsOf } from './problems.ts'

export const Draft = DraftInfo.extend({ flow: Flow })
export type Draft = z.output<typeof Draft>
export const DraftChange = z.strictObject({ flow: Flow })

/** The draft with what is wrong with it, and what is published. */
export async function readDraft(actor: Actor, at: FlowAt): Promise<Draft> {
  if (!mayUseBot(actor, at.botId, 'viewer')) throw new Refusal('not-found')
  const [row, surroundings] = await Promise.all([
    look(actor, (db) => drafts(db, actor.workspaceId, at).executeTakeFirst()),
    look(actor, (db) => readSurroundings(db, actor.workspaceId, at.botId)),
  ])
  if (!row) throw new Refusal('not-found')
  const flow = Flow.parse(row.draft)
  const published = await publishedBeside(actor, at, flow)
  return {
    flow,
    number: row.draftNumber,
    savedAt: row.draftAt,
    savedBy: row.draftBy === null ? null : { id: row.draftBy, name: row.draftByName ?? '' },
    problems: problemsOf(flow, { ...surroundings, flowId: at.flowId, published }),
    hasUnpublishedChanges: row.hasUnpublishedChanges,
    published: publishedOf(row),
  }
}

/** Other flows matter to one that calls them; the rest is looked at when it is published. */
async function publishedBeside(actor: Actor, at: FlowAt, flow: Flow): Promise<Flows> {
  if (flowsCalledBy(flow).length === 0) return new Map()
  return look(actor, (db) => readPublished(db, actor.workspaceId, at.botId))
}

/** Saves the draft made from the draft of this number; refuses with `changed-meanwhile` when there is a newer one. */
export async function saveDraft(actor: Actor, at: FlowAt, save: { flow: Flow; number: number }): Promise<Draft> {
  await inWorkspace(actor, async (tx) => {
    await findBot(tx, actor, at.botId, 'editor')
    const flow = await findFlow(tx, at)
    if (flow.draftNumber !== save.number) {
      throw new Refusal('changed-meanwhile', 'Somebody saved this flow after you opened it.', {
        extra: { number: flow.draftNumber },
      })
    }
    await writeDraft(tx, { actor, flow, graph: save.flow })
    await record(tx, markOf(actor), 'flow.saved', {
      target: { kind: 'flow', id: flow.id, name: flow.name },
      data: { botId: at.botId },
    })
  })
  return readDraft(actor, at)
}

/** The draft's number out of If-Match, as our ETag writes it. */
export function numberFrom(ifMatch: string | undefined): number {
  const [, number] = /^\s*"?(\d{1,9})"?\s*$/.exec(ifMatch ?? '') ?? []
  if (number !== undefined) return Number(number)
  if (ifMatch === undefined || ifMatch.trim() === '*') throw new Refusal('if-match-missing')
  throw new Refusal('changed-meanwhile', 'If-Match is not the ETag of a draft of this flow.')
}

export function etagOf({ number }: { number: number }): string {
  return `"${number}"`
}

function drafts(db: Kysely<DB>, workspaceId: string, { botId, flowId }: FlowAt) {
  return db
    .selectFrom('flows as f')
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'f.workspaceId').onRef('b.id', '=', 'f.botId'))
    .leftJoin('users as u', 'u.id', 'f.draftBy')
    .leftJoin('flowVersions as v', (join) =>
      join.onRef('v.workspaceId', '=', 'f.workspaceId').onRef('v.id', '=', 'f.publishedVersionId'),
    )
    .select(['f.draft', 'f.draftNumber', 'f.draftAt', 'f.draftBy', 'u.name as draftByName'])
    .select(['v.id as versionId', 'v.number', 'v.publishedAt', 'v.note'])
    .select(HAS_UNPUBLISHED_CHANGES.as('hasUnpublishedChanges'))
    .where('f.workspaceId', '=', workspaceId)
    .where('b.workspaceId', '=', workspaceId)
    .where('f.botId', '=', botId)
    .where('f.id', '=', flowId)
    .where('f.deletedAt', 'is', null)
    .where('b.deletedAt', 'is', null)
}

function publishedOf(row: {
  versionId: string | null
  number: number | null
  publishedAt: string | null
  note: string | null
}): Draft['published'] {
  const { versionId, number, publishedAt, note } = row
  if (versionId === null || number === null || publishedAt === null) return null
  return { versionId, number, publishedAt, note: note ?? '' }
}
