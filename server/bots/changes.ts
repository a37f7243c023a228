/** What lies between two states of a flow: versions, what is published, the draft. */
import { diffFlows } from '../../engine/changes/diff.ts'
import type { Flow } from '../../engine/flow.ts'
import { type ChangesQuery, FlowChanges } from '../../shared/flows.ts'
import type { Actor } from '../access/actor.ts'
import { type Draft, readDraft } from './drafts.ts'
import type { FlowAt } from './flow-rows.ts'
import { readVersion } from './versions.ts'

/** Where nothing is published yet, everything is new. */
export async function readChanges(actor: Actor, at: FlowAt, { from, to }: ChangesQuery): Promise<FlowChanges> {
  const draft = await readDraft(actor, at)
  const [before, after] = await Promise.all([from, to].map((state) => stateOf(actor, at, { draft, state })))
  return FlowChanges.parse(diffFlows(before ?? nothing(after), after ?? nothing(before)))
}

async function stateOf(actor: Actor, at: FlowAt, of: { draft: Draft; state: string }): Promise<Flow | undefined> {
  const { draft, state } = of
  if (state === 'draft') return draft.flow
  const versionId = state === 'published' ? draft.published?.versionId : state
  return versionId === undefined ? undefined : (await readVersion(actor, at, versionId)).flow
}

function nothing(beside: Flow | undefined): Flow {
  return { start: beside?.start ?? 'start', steps: {} }
}
