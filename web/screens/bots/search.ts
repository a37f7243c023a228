/** What the list of bots keeps in its URL. */
import { z } from 'zod'

export const BotsSearch = z.object({
  /** the create dialog is open, with this starter picked */
  create: z.union([z.boolean(), z.string().max(40)]).optional().catch(undefined),
})
