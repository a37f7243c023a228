/** MessageMedia, now Sinch Engage: the account that the SMS channel speaks through, and single text messages from a flow. */
import { z } from 'zod'
import type { IntegrationDefinition } from '../integration.ts'
import { sendSms } from '../send-sms.ts'

export const messagemediaDefinition = {
  name: 'messagemedia',
  label: 'MessageMedia (Sinch Engage)',
  kind: 'sms',
  description: 'Lends its numbers to the SMS channel, and sends single text messages from flows.',
  accounts: 1,
  secrets: z.strictObject({
    region: z.enum(['eu', 'au', 'classic']).meta({
      label: 'Region',
      description: 'eu or au of Sinch Engage; classic for accounts of api.messagemedia.com',
      control: 'select',
    }),
    apiKey: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ label: 'API key', description: 'Of the kind “Basic authentication”', control: 'text' }),
    apiSecret: z.string().trim().min(1).max(200).meta({ label: 'API secret', control: 'secret' }),
    signatureKey: z
      .string()
      .trim()
      .max(4000)
      .refine((text) => text === '' || text.includes('-----BEGIN PUBLIC KEY-----'), 'is a public key in PEM form')
      .optional()
      .meta({
        label: 'Signature key',
        description: 'The public key of secure callbacks, where your account has them switched on',
        control: 'long-text',
      }),
  }),
  actions: {
    'send-sms': sendSms('A number or sender of the account; the account’s own choice, where it is empty'),
  },
} as const satisfies IntegrationDefinition
