/** Instagram: a bot answers the messages to a professional account that belongs to one of the Pages of the Facebook account. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'
import { FacebookAccount } from '../meta/account.ts'

export const instagramDefinition = {
  name: 'instagram',
  label: 'Instagram',
  description: 'Answers the messages to your professional Instagram account.',
  through: { facebook: FacebookAccount },
  form: z.strictObject({}),
  secrets: z.strictObject({
    accountId: z.string().min(1),
    pageId: z.string().min(1),
    pageToken: z.string().min(1),
  }),
  hook: 'account',
  page: 'facebook',
  window: { hours: 24, later: 'member' },
  pace: 100,
  repeat: 'told',
} as const satisfies ChannelDefinition
