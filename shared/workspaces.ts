/** What a workspace is, to those inside, and what may be sent about it. */
import { z } from 'zod'
import { BusinessHours } from './business-hours.ts'
import { FlowTheme } from './flow-theme.ts'
import { PLAN_NAMES, RESOURCES } from './plans.ts'
import { line, Timezone } from './text.ts'

/** How long a deleted workspace can be brought back (W12). */
export const RESTORABLE_DAYS = 30

export const WorkspaceName = line(80)

/** A workspace as its members see it; times are UTC instants. */
export const Workspace = z.object({
  id: z.string(),
  name: z.string(),
  logoUrl: z.string().nullable(),
  timezone: z.string(),
  flowTheme: FlowTheme,
  /** When nobody has said anything, the business is always open. */
  businessHours: BusinessHours.nullable(),
  /** Whether flows may run code; the owner switches it on. */
  isCodeAllowed: z.boolean(),
  plan: z.enum(PLAN_NAMES),
  isDemo: z.boolean(),
  createdAt: z.string(),
  deletedAt: z.string().nullable(),
  restorableUntil: z.string().nullable(),
  botCurrentTime: z.string(),
})
export type Workspace = z.output<typeof Workspace>

export const WorkspaceList = z.object({ data: z.array(Workspace), nextCursor: z.null(), hasMore: z.literal(false) })

export const NewWorkspace = z.strictObject({ name: WorkspaceName, timezone: Timezone.default('UTC') })
export type NewWorkspace = z.output<typeof NewWorkspace>

export const WorkspaceSettings = z.strictObject({
  name: WorkspaceName.optional(),
  timezone: Timezone.optional(),
  flowTheme: FlowTheme.optional(),
})
export type WorkspaceSettings = z.output<typeof WorkspaceSettings>

export const BusinessHoursChange = z.strictObject({ businessHours: BusinessHours.nullable() })
export const CodeSteps = z.strictObject({ isAllowed: z.boolean() })

/** Deleting asks for the name to be typed. */
export const WorkspaceDeletion = z.strictObject({ name: z.string().max(200) })
export const WorkspaceDeleted = z.object({ restorableUntil: z.string() })

/** What the workspace holds of each resource and how much it may; null is unlimited. */
export const Usage = z.object({
  plan: z.object({ id: z.enum(PLAN_NAMES), name: z.string() }),
  meters: z.array(
    z.object({ resource: z.enum(RESOURCES), used: z.number().int(), limit: z.number().int().nullable() }),
  ),
})
export type Usage = z.output<typeof Usage>
