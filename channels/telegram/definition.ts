/** Telegram: a bot of BotFather's, written to in private chats. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

const token = z
  .string()
  .trim()
  .regex(/^\d{3,20}:[\w-]{30,100}$/, 'is not a token such as 123456789:AAH…')

export const telegramDefinition = {
  name: 'telegram',
  label: 'Telegram',
  description: 'Chats with people who open your Telegram bot',
  through: {},
  form: z.strictObject({
    token: token.meta({
      label: 'Token',
      description: 'From @BotFather: /newbot, or /mybots → API Token',
      control: 'secret',
    }),
  }),
  secrets: z.strictObject({ token, username: z.string() }),
  hook: 'own',
  page: null,
  window: null,
  pace: 30,
  repeat: 'unknown',
} as const satisfies ChannelDefinition
