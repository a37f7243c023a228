/** A flow: the steps a bot goes through, where it begins, and the form of it that runs. */
import { z } from 'zod'
import { FieldKind, FieldName } from '../shared/fields.ts'
import { plainText } from '../shared/messages.ts'
import { type Place, StepId, slug } from './block.ts'
import { blockOf, Step } from './blocks/blocks.ts'
import { type Doors, doorsOf } from './doors.ts'
import { Entry } from './entry.ts'
import { countPatterns, FORMULAS_LIMIT, formulaCharacters, PATTERNS_LIMIT } from './flow-limits.ts'

export const STEPS_LIMIT = 5000
const ENTRIES_LIMIT = 200
const NOTES_LIMIT = 200

const Spot = z.strictObject({ x: z.number().min(-1e6).max(1e6), y: z.number().min(-1e6).max(1e6) })

export type Flow = z.output<typeof Flow>
/** Accepts drafts too, unfinished as they are; `check` says what keeps one from being published. */
export const Flow = z
  .strictObject({
    start: StepId,
    steps: z
      .record(StepId, Step)
      .refine((steps) => Object.keys(steps).length <= STEPS_LIMIT, `A flow has at most ${STEPS_LIMIT} steps`),
    entries: z.array(Entry).max(ENTRIES_LIMIT).optional(),
    /** What a flow that calls this one can give it, and gets back. */
    inputs: z
      .array(z.strictObject({ name: FieldName, kind: FieldKind }))
      .max(20)
      .optional(),
    outputs: z
      .array(z.strictObject({ name: FieldName, kind: FieldKind }))
      .max(20)
      .optional(),
    /** Where steps lie on the canvas; how it looks is no change of what the bot does. */
    layout: z.record(z.string().max(60), Spot).optional(),
    notes: z
      .array(
        z.strictObject({
          id: slug(40),
          text: plainText(1000),
          at: Spot,
          width: z.number().min(80).max(1000),
          height: z.number().min(40).max(1000),
        }),
      )
      .max(NOTES_LIMIT)
      .optional(),
  })
  .refine((flow) => countPatterns(flow) <= PATTERNS_LIMIT, `A flow has at most ${PATTERNS_LIMIT} patterns`)
  .refine(
    (flow) => formulaCharacters(flow) <= FORMULAS_LIMIT,
    `The formulas of a flow have at most ${FORMULAS_LIMIT} characters together`,
  )
  .meta({ id: 'Flow' })

/** A flow made ready to run; keep it for as long as the version is in use. */
export interface RunnableFlow {
  /** the flow, as other flows name it */
  id: string
  version: string
  start: Place
  places: ReadonlyMap<string, Place>
  doors: Doors
  /** whether it writes fields of the bot, which all its chats share */
  fillsBot: boolean
}

/** `of` names the flow and its version; a flow tried out alone needs neither. */
export function compile(flow: Flow, of: { id: string; version: string } = ALONE): RunnableFlow {
  const places = new Map<string, Place>()
  let fillsBot = false
  for (const [stepId, step] of Object.entries(flow.steps)) {
    const moveTo = (to: string | undefined) => (to === undefined ? 'end' : placeOf(places, to))
    placeOf(places, stepId).runnable = blockOf(step).ready(step, { flowId: of.id, stepId, moveTo })
    fillsBot ||= blockOf(step)
      .fields(step)
      .some((name) => name.startsWith('bot.'))
  }
  return { id: of.id, version: of.version, start: placeOf(places, flow.start), places, doors: doorsOf(flow), fillsBot }
}

const ALONE = { id: 'main', version: 'draft' }

function placeOf(places: Map<string, Place>, stepId: string): Place {
  const place = places.get(stepId) ?? { stepId, runnable: undefined }
  places.set(stepId, place)
  return place
}
