/** What the error log keeps in its URL. */
import { z } from 'zod'

export const ErrorLogsSearch = z.object({
  state: z.enum(['fixed', 'any']).optional().catch(undefined),
  severity: z.enum(['warning', 'error']).optional().catch(undefined),
  bot: z.uuid().optional().catch(undefined),
  conversation: z.uuid().optional().catch(undefined),
  search: z.coerce.string().max(200).optional().catch(undefined),
  /** the line that is open */
  error: z.uuid().optional().catch(undefined),
})
export type ErrorLogsSearch = z.output<typeof ErrorLogsSearch>
