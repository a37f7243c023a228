/** LINE: an official account with the Messaging API. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

const channelId = z
  .string()
  .trim()
  .regex(/^(\d{5,20})?$/, 'is not a channel id such as 1234567890')
const channelSecret = z
  .string()
  .trim()
  .regex(/^[0-9a-f]{32}$/, 'is not a channel secret of 32 letters and digits')
const accessToken = z.string().trim().max(500)

export const lineDefinition = {
  name: 'line',
  label: 'LINE',
  description: 'Chats with friends of your LINE official account',
  through: {},
  form: z.strictObject({
    channelSecret: channelSecret.meta({ label: 'Channel secret', description: 'Basic settings', control: 'secret' }),
    channelId: channelId.optional().meta({
      label: 'Channel ID',
      description: 'Basic settings; short-lived tokens are fetched with it',
      control: 'text',
    }),
    accessToken: accessToken.optional().meta({
      label: 'Channel access token',
      description: 'A long-lived one, where you give no ID',
      control: 'secret',
    }),
  }),
  secrets: z.strictObject({
    channelSecret,
    channelId: channelId.optional(),
    accessToken: accessToken.optional(),
    /** the account's picture, which stands before a video */
    picture: z.string().optional(),
  }),
  hook: 'own',
  page: null,
  window: null,
  pace: 1000,
  // A push is known by its key, but an answer by its token, which is good once and cannot be asked about.
  repeat: 'unknown',
} as const satisfies ChannelDefinition
