/** A flow: the steps a bot goes through, and the form of them that runs. */
import { z } from 'zod'
import { type Place, StepId } from './block.ts'
import { blockOf, Step } from './blocks/blocks.ts'

export const STEPS_LIMIT = 5000

export type Flow = z.output<typeof Flow>
/** Accepts drafts too, unfinished as they are; `check` says what keeps one from being published. */
export const Flow = z.strictObject({
  start: StepId,
  steps: z
    .record(StepId, Step)
    .refine((steps) => Object.keys(steps).length <= STEPS_LIMIT, `A flow has at most ${STEPS_LIMIT} steps`),
})

/** A flow made ready to run; keep it for as long as the version is in use. */
export interface RunnableFlow {
  start: Place
  places: ReadonlyMap<string, Place>
}

export function compile(flow: Flow): RunnableFlow {
  const places = new Map<string, Place>()
  for (const [stepId, step] of Object.entries(flow.steps)) {
    const moveTo = (to: string | undefined) => (to === undefined ? 'end' : placeOf(places, to))
    placeOf(places, stepId).runnable = blockOf(step).ready(step, { stepId, moveTo })
  }
  return { start: placeOf(places, flow.start), places }
}

function placeOf(places: Map<string, Place>, stepId: string): Place {
  const place = places.get(stepId) ?? { stepId, runnable: undefined }
  places.set(stepId, place)
  return place
}
