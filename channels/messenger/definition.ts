/** Facebook Messenger: a bot speaks as one of the Pages of the connected Facebook account. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'
import { FacebookAccount } from '../meta/account.ts'

export const messengerDefinition = {
  name: 'messenger',
  label: 'Messenger',
  description: 'Answers people who write to one of your Facebook Pages.',
  through: { facebook: FacebookAccount },
  form: z.strictObject({}),
  secrets: z.strictObject({ pageId: z.string().min(1), pageToken: z.string().min(1) }),
  hook: 'account',
  page: 'facebook',
  window: { hours: 24, later: 'member' },
  pace: 200,
  repeat: 'told',
} as const satisfies ChannelDefinition
