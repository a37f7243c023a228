/** Viber: a commercial chatbot account. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

const authToken = z
  .string()
  .trim()
  .regex(
    /^[0-9a-f]{8,32}(-[0-9a-f]{8,32}){2}$/,
    'is not a token such as 4453b6ac1234567b-e02c5f12174805f9-daec9cbb5448c51f',
  )

export const viberDefinition = {
  name: 'viber',
  label: 'Viber',
  description: 'Chats with people who open your Viber bot',
  through: {},
  form: z.strictObject({
    authToken: authToken.meta({
      label: 'Token',
      description: 'Viber Admin Panel → your bot → Token',
      control: 'secret',
    }),
  }),
  secrets: z.strictObject({ authToken, name: z.string() }),
  hook: 'own',
  page: null,
  window: null,
  pace: 50,
  repeat: 'unknown',
} as const satisfies ChannelDefinition
