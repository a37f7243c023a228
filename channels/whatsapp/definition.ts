/** WhatsApp: a bot answers the number of a WhatsApp Business account, by the Cloud API. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'
import { FacebookAccount } from '../meta/account.ts'

const digits = (most: number) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^\\d{1,${most}}$`), 'is a number in digits')

export const whatsappDefinition = {
  name: 'whatsapp',
  label: 'WhatsApp',
  description: 'Answers people who write to your WhatsApp Business number.',
  through: { facebook: FacebookAccount },
  form: z.strictObject({
    account: digits(30).optional().meta({
      label: 'WhatsApp Business account',
      description: 'Its id, where the number is not offered to pick',
      control: 'text',
    }),
    number: digits(30).optional().meta({
      label: 'Phone number id',
      description: 'Where that account has several',
      control: 'text',
    }),
    pin: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'has six digits')
      .optional()
      .meta({
        label: 'PIN',
        description: 'Six digits; for a number that is not yet registered with the Cloud API',
        control: 'secret',
      }),
  }),
  secrets: z.strictObject({ accountId: z.string().min(1), numberId: z.string().min(1) }),
  hook: 'account',
  page: null,
  window: { hours: 24, later: 'template' },
  pace: 80,
  repeat: 'told',
} as const satisfies ChannelDefinition
