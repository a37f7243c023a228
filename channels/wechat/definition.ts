/** WeChat: a verified service account, answered by its customer-service messages. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

const form = z.strictObject({
  appId: z
    .string()
    .trim()
    .regex(/^wx[0-9a-f]{16}$/i, 'begins with wx and has 18 characters')
    .meta({ label: 'AppID', description: 'On the page “Basic configuration” of the service account', control: 'text' }),
  appSecret: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ label: 'AppSecret', description: 'Beside it', control: 'secret' }),
  token: z
    .string()
    .trim()
    .regex(/^[a-z0-9]{3,32}$/i, 'has 3 to 32 letters and digits')
    .meta({
      label: 'Token',
      description: 'A word of your own; you write it into WeChat’s page as well',
      control: 'secret',
    }),
  encodingAesKey: z
    .string()
    .trim()
    .regex(/^([a-z0-9]{43})?$/i, 'has 43 letters and digits')
    .optional()
    .meta({
      label: 'EncodingAESKey',
      description: 'For the security mode; without it messages come in plain text',
      control: 'secret',
    }),
})

export const wechatDefinition = {
  name: 'wechat',
  label: 'WeChat',
  description: 'Chats with followers of your verified WeChat service account',
  through: {},
  form,
  secrets: form,
  hook: 'own',
  page: null,
  window: { hours: 48, later: 'nothing' },
  pace: 20,
  repeat: 'unknown',
} as const satisfies ChannelDefinition
