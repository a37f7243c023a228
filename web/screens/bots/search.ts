/** What the list of bots and a bot's flow keep in their URLs. */
import { z } from 'zod'

export const BOT_STATES = ['live', 'draft', 'paused'] as const
export const BOT_SORTS = ['changed', 'name', 'busy'] as const

export const BotsSearch = z.object({
  search: z.coerce.string().max(100).optional().catch(undefined),
  state: z.enum(BOT_STATES).optional().catch(undefined),
  sort: z.enum(BOT_SORTS).optional().catch(undefined),
  /** the create dialog is open, with this template picked */
  create: z
    .union([z.boolean(), z.string().max(60)])
    .optional()
    .catch(undefined),
  /** what the create dialog begins with */
  from: z.enum(['blank', 'template', 'file']).optional().catch(undefined),
})
export type BotsSearch = z.output<typeof BotsSearch>

export const BotSearch = z.object({
  /** the step that is open */
  step: z.string().max(40).optional().catch(undefined),
  /** the flow that is open; the main one where it is not said */
  flow: z.string().max(40).optional().catch(undefined),
  /** what is live is looked at, instead of the draft */
  show: z.enum(['live']).optional().catch(undefined),
})
