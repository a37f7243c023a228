/** What the page of a bot's channels keeps in its URL. */
import { z } from 'zod'
import { CHANNEL_NAMES } from '../../../shared/channel-limits.ts'

export const ChannelsSearch = z.object({
  /** the channel whose sheet is open */
  channel: z.enum(CHANNEL_NAMES).optional().catch(undefined),
})
export type ChannelsSearch = z.output<typeof ChannelsSearch>
