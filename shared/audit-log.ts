/** The lines of a workspace's audit log: who did what to what, when and from where. */
import { z } from 'zod'
import { EVENTS, type EventKind } from './events.ts'
import { Paging, pageOf } from './paging.ts'
import { Id, Instant } from './text.ts'

export type AuditedKind = { [K in EventKind]: (typeof EVENTS)[K]['audited'] extends true ? K : never }[EventKind]

const KEPT: ReadonlySet<string> = new Set(
  Object.entries(EVENTS).flatMap(([kind, event]) => (event.audited ? kind : [])),
)
export const isAudited = (kind: string): kind is AuditedKind => KEPT.has(kind)
export const AUDITED = Object.keys(EVENTS).filter(isAudited)

export const AuditLine = z.object({
  id: z.string(),
  seq: z.number().int(),
  at: z.string(),
  kind: z.string(),
  actor: z.object({
    kind: z.string(),
    userId: z.string().optional(),
    memberId: z.string().nullable().optional(),
    name: z.string().optional(),
    via: z.string().optional(),
    viaId: z.string().optional(),
    ip: z.string().optional(),
    contactId: z.string().optional(),
    reason: z.string().optional(),
  }),
  target: z.object({ kind: z.string().optional(), id: z.string().optional(), name: z.string().optional() }),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
})
export type AuditLine = z.output<typeof AuditLine>
export const AuditPage = pageOf(AuditLine)

const filters = {
  kind: z.enum(AUDITED).optional(),
  actor: Id.optional().meta({ description: 'The user who did it' }),
  from: Instant.optional(),
  to: Instant.optional(),
  search: z.string().trim().max(100).optional(),
}
export const AuditFilter = z.strictObject(filters)
export type AuditFilter = z.output<typeof AuditFilter>
export const AuditQuery = Paging.extend(filters)
export type AuditQuery = z.output<typeof AuditQuery>

/** Whether the chain of hashes is whole; `brokenAt` is the number of the first line that is not as it was written. */
export const AuditVerification = z.object({
  isWhole: z.boolean(),
  lines: z.number().int(),
  brokenAt: z.number().int().nullable(),
})
export type AuditVerification = z.output<typeof AuditVerification>
