/** Facebook: the account whose Pages, Instagram profiles and WhatsApp numbers bots speak on. */
import { z } from 'zod'
import type { IntegrationDefinition } from '../integration.ts'

export const facebookDefinition = {
  name: 'facebook',
  label: 'Facebook',
  kind: 'social',
  description: 'Lets bots speak on the Pages, Instagram profiles and WhatsApp numbers of your account.',
  accounts: 1,
  signIn: { kind: 'facebook', app: { id: 'appId', secret: 'appSecret' }, gives: 'userToken' },
  secrets: z.strictObject({
    appId: z
      .string()
      .trim()
      .regex(/^\d{5,30}$/, 'is a number')
      .meta({
        label: 'App ID',
        description: 'On the first page of your app at developers.facebook.com',
        control: 'text',
      }),
    appSecret: z
      .string()
      .trim()
      .min(16)
      .max(200)
      .meta({ label: 'App secret', description: 'Settings → Basic of the same app', control: 'secret' }),
    userToken: z.string().trim().min(20).max(2000).meta({
      label: 'Token of a system user',
      description: 'Instead of signing in: made in the settings of your business, with all assets assigned',
      control: 'secret',
    }),
    verifyToken: z.string().min(20).max(200).meta({ label: 'Verify token', control: 'made' }),
  }),
  actions: {},
} as const satisfies IntegrationDefinition
