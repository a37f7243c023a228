/** The flows of a bot with their drafts and versions, as they are asked for and shown. */
import { z } from 'zod'
import { pageOf } from './paging.ts'
import { Id, Instant, line, prose } from './text.ts'

/** How many flows a bot has at most. */
export const FLOWS_LIMIT = 200

/** What is wrong with a step of a flow; an error keeps it from being published. */
export const FlowProblem = z.object({
  stepId: z.string(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  /** The part of the step it is about, such as `text` or `choices/0/label`. */
  part: z.string().optional(),
})
export type FlowProblem = z.output<typeof FlowProblem>

const Person = z.object({ id: Id, name: z.string() }).nullable()

export const FlowInfo = z.object({
  id: Id,
  name: z.string(),
  isMain: z.boolean(),
  /** Grows with each save of the draft, and is its ETag. */
  number: z.number().int(),
  savedAt: Instant,
  hasUnpublishedChanges: z.boolean(),
  publishedVersion: z.object({ id: Id, number: z.number().int(), publishedAt: Instant }).nullable(),
  /** The flows of this bot that call it, in their draft or as they are published. */
  calledBy: z.array(z.object({ id: Id, name: z.string() })),
})
export type FlowInfo = z.output<typeof FlowInfo>
/** All of them at once: a bot has at most 200. The main flow is first. */
export const FlowList = z.object({ data: z.array(FlowInfo) })

export const NewFlow = z.strictObject({
  name: line(80),
  /** Another flow of the bot whose draft is copied; without it the flow only says hello. */
  from: Id.optional(),
})
export type NewFlow = z.output<typeof NewFlow>

export const FlowChange = z.strictObject({ name: line(80) })

export const FlowVersion = z.object({
  id: Id,
  number: z.number().int(),
  note: z.string(),
  publishedAt: Instant,
  publishedBy: Person,
  isPublished: z.boolean(),
})
export type FlowVersion = z.output<typeof FlowVersion>
export const FlowVersionPage = pageOf(FlowVersion)

/** The draft of a flow without the flow itself; `number` grows with each save and is its ETag. */
export const DraftInfo = z.object({
  number: z.number().int(),
  savedAt: Instant,
  savedBy: Person,
  problems: z.array(FlowProblem),
  hasUnpublishedChanges: z.boolean(),
  published: z.object({ versionId: Id, number: z.number().int(), publishedAt: Instant, note: z.string() }).nullable(),
})

export const Publication = z.strictObject({ note: prose(500).default('') })

/** A state of a flow: a version by its id, what is published now, or the draft. */
const FlowState = z.union([z.enum(['published', 'draft']), Id])
export const ChangesQuery = z.strictObject({ from: FlowState.default('published'), to: FlowState.default('draft') })
export type ChangesQuery = z.output<typeof ChangesQuery>

const Named = z.array(z.string())

/** Steps and entries by their ids. Where steps lie on the canvas, and notes, are no change. */
export const FlowChanges = z.object({
  added: Named,
  changed: z.array(z.object({ stepId: z.string(), parts: Named })),
  removed: Named,
  entries: z.object({ added: Named, changed: Named, removed: Named, isReordered: z.boolean() }),
  others: z.array(z.enum(['start', 'inputs', 'outputs'])),
})
export type FlowChanges = z.output<typeof FlowChanges>

export const CountsQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(7) })

/** How often the steps of the published version were reached, answered and failed; steps that nobody reached are left out. */
export const StepCounts = z.object({
  versionId: Id.nullable(),
  days: z.number().int(),
  steps: z.array(
    z.object({
      stepId: z.string(),
      entered: z.number().int(),
      answered: z.number().int(),
      failed: z.number().int(),
    }),
  ),
})
export type StepCounts = z.output<typeof StepCounts>

/** Who knows it begins the flow: it is a secret. */
export const HookAddress = z.object({ address: z.string() })

/** Where in the flow somebody is at work; null is nowhere in particular. */
export const Presence = z.strictObject({ stepId: z.string().max(60).nullable() })
