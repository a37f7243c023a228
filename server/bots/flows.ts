/** The draft of a bot's flow: saved under its number so that nobody's work is lost, and checked as it is read. */
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { check, type Problem } from '../../engine/check.ts'
import { Flow } from '../../engine/flow.ts'
import { DraftInfo } from '../../shared/bots.ts'
import { type Actor, markOf, mayUseBot } from '../access/actor.ts'
import { inWorkspace, look, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'
import { Refusal } from '../errors.ts'
import { findBot } from './bots.ts'

export const Draft = DraftInfo.extend({ flow: Flow })
export type Draft = z.output<typeof Draft>
export const DraftChange = z.strictObject({ flow: Flow })

/** The draft with what is wrong with it, and what is published. */
export async function readDraft(actor: Actor, botId: string): Promise<Draft> {
  const row = mayUseBot(actor, botId, 'viewer')
    ? await look(actor, (db) => drafts(db, actor.workspaceId, botId).executeTakeFirst())
    : undefined
  if (!row) throw new Refusal('not-found')
  return show(row)
}

/** Saves the draft made from the draft of this number; refuses with `changed-meanwhile` when there is a newer one. */
export async function saveDraft(actor: Actor, botId: string, save: { flow: Flow; number: number }): Promise<Draft> {
  await inWorkspace(actor, async (tx) => {
    const bot = await findBot(tx, actor, botId, 'editor')
    const flow = await findFlow(tx, botId)
    if (flow.draftNumber !== save.number) {
      throw new Refusal('changed-meanwhile', 'Somebody saved this flow after you opened it.', {
        extra: { number: flow.draftNumber },
      })
    }
    await writeDraft(tx, { actor, flow, graph: save.flow })
    await record(tx, markOf(actor), 'flow.saved', {
      target: { kind: 'flow', id: flow.id, name: bot.name },
      data: { botId },
    })
  })
  return readDraft(actor, botId)
}

/** Puts this graph in the draft's place, under the next number. */
export async function writeDraft(tx: Tx, to: { actor: Actor; flow: FlowRow; graph: Flow }): Promise<void> {
  await tx.db
    .updateTable('flows')
    .set({
      draft: JSON.stringify(to.graph),
      draftNumber: to.flow.draftNumber + 1,
      draftBy: to.actor.userId,
      draftAt: new Date().toISOString(),
    })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', to.flow.id)
    .execute()
}

export interface FlowRow {
  id: string
  draft: unknown
  draftNumber: number
  publishedVersionId: string | null
}

/** The bot's main flow, locked. */
export function findFlow(tx: Tx, botId: string): Promise<FlowRow> {
  return tx.db
    .selectFrom('flows')
    .select(['id', 'draft', 'draftNumber', 'publishedVersionId'])
    .where('workspaceId', '=', tx.workspaceId)
    .where('botId', '=', botId)
    .where('isMain', '=', true)
    .forUpdate()
    .executeTakeFirstOrThrow()
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

function drafts(db: Kysely<DB>, workspaceId: string, botId: string) {
  return db
    .selectFrom('flows as f')
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'f.workspaceId').onRef('b.id', '=', 'f.botId'))
    .leftJoin('users as u', 'u.id', 'f.draftBy')
    .leftJoin('flowVersions as v', (join) =>
      join.onRef('v.workspaceId', '=', 'f.workspaceId').onRef('v.id', '=', 'f.publishedVersionId'),
    )
    .select(['f.draft', 'f.draftNumber', 'f.draftAt', 'f.draftBy', 'u.name as draftByName'])
    .select(['v.id as versionId', 'v.number', 'v.publishedAt', 'v.note'])
    .select((e) => e.or([e('v.id', 'is', null), e('f.draft', '<>', e.ref('v.graph'))]).as('hasUnpublishedChanges'))
    .where('f.workspaceId', '=', workspaceId)
    .where('b.workspaceId', '=', workspaceId)
    .where('f.botId', '=', botId)
    .where('f.isMain', '=', true)
    .where('b.deletedAt', 'is', null)
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof drafts>['executeTakeFirst']>>>

function show(row: Row): Draft {
  const flow = Flow.parse(row.draft)
  return {
    flow,
    number: row.draftNumber,
    savedAt: row.draftAt,
    savedBy: row.draftBy === null ? null : { id: row.draftBy, name: row.draftByName ?? '' },
    problems: problemsOf(flow),
    hasUnpublishedChanges: Boolean(row.hasUnpublishedChanges),
    published:
      row.versionId === null || row.number === null || row.publishedAt === null
        ? null
        : { versionId: row.versionId, number: row.number, publishedAt: row.publishedAt, note: row.note ?? '' },
  }
}

export function problemsOf(flow: Flow): Problem[] {
  return check(flow).problems
}
