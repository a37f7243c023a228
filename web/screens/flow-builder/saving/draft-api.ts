/** The draft of a flow as the server keeps it. */

import { isSame } from '../../../../engine/changes/same.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { Flow as FlowSchema } from '../../../../engine/flow.ts'
import { api } from '../../../api.ts'
import type { paths } from '../../../api-types.ts'
import type { EditorState } from '../store/editor-state.ts'

export const DRAFT = '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}/draft'
type Answer = paths[typeof DRAFT]['get']['responses'][200]['content']['application/json']

export interface Stored {
  flow: Flow
  number: number
  savedAt: string
  savedBy: string | null
  problems: EditorState['problems']
  hasUnpublishedChanges: boolean
  publishedNumber: number | null
}

export function pathOf({ workspaceId, botId, flowId }: EditorState['place']) {
  return { workspace: workspaceId, bot: botId, flow: flowId }
}

export function storedOf(answer: Answer): Stored {
  const { number, savedAt, savedBy, problems, hasUnpublishedChanges, published } = answer
  return {
    flow: FlowSchema.parse(answer.flow),
    number,
    savedAt,
    savedBy: savedBy?.name ?? null,
    problems,
    hasUnpublishedChanges,
    publishedNumber: published?.number ?? null,
  }
}

export async function readStored(place: EditorState['place']): Promise<Stored> {
  const { data } = await api.GET(DRAFT, { params: { path: pathOf(place) } })
  return storedOf(data ?? raise())
}

/** Refused with 412 where somebody saved after this number. */
export async function sendDraft(place: EditorState['place'], flow: Flow, number: number): Promise<Stored> {
  const headers = { 'If-Match': `"${number}"` }
  const { data } = await api.PUT(DRAFT, { params: { path: pathOf(place) }, body: { flow }, headers })
  return { ...storedOf(data ?? raise()), flow }
}

/** The same flow with the very steps of `known` where they say the same, so that only what differs is drawn anew. */
export function withKnown(flow: Flow, known: Flow): Flow {
  const steps = Object.entries(flow.steps).map(([id, step]) => {
    const old = known.steps[id]
    return [id, old && isSame(old, step) ? old : step] as const
  })
  return { ...flow, steps: Object.fromEntries(steps) }
}

function raise(): never {
  throw new Error('the answer has no body')
}
