/** The filters of the audit log as its URL keeps them; days are days of the reader's calendar. */
import { z } from 'zod'
import { AUDITED } from '../../../shared/audit-log.ts'
import { Id } from '../../../shared/text.ts'

const Day = z.iso.date()

export const AuditSearch = z.object({
  kind: z.enum(AUDITED).optional().catch(undefined),
  actor: Id.optional().catch(undefined),
  from: Day.optional().catch(undefined),
  to: Day.optional().catch(undefined),
  search: z.coerce.string().max(100).optional().catch(undefined),
})
export type AuditSearch = z.output<typeof AuditSearch>
