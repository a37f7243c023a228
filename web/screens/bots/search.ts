/** What the list of bots and a bot's flow keep in their URLs. */
import { z } from 'zod'

export const BotsSearch = z.object({
  /** the create dialog is open, with this starter picked */
  create: z
    .union([z.boolean(), z.string().max(40)])
    .optional()
    .catch(undefined),
})

export const BotSearch = z.object({
  /** the step that is open */
  step: z.string().max(40).optional().catch(undefined),
})
