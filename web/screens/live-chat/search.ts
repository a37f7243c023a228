/** What the inbox keeps in its URL. */
import { z } from 'zod'
import { ConversationStatus } from '../../../shared/conversations.ts'

export const VIEWS = ['mine', 'unassigned', 'all'] as const

export const LiveChatSearch = z.object({
  conversation: z.uuid().optional().catch(undefined),
  view: z.enum(VIEWS).optional().catch(undefined),
  status: z
    .union([ConversationStatus, z.literal('any')])
    .optional()
    .catch(undefined),
  bot: z.uuid().optional().catch(undefined),
  search: z.coerce.string().max(200).optional().catch(undefined),
})
export type LiveChatSearch = z.output<typeof LiveChatSearch>
