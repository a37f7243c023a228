/** SignalWire: the account that the SMS channel speaks through, and single text messages from a flow. */
import { z } from 'zod'
import type { IntegrationDefinition } from '../integration.ts'
import { sendSms } from '../send-sms.ts'

export const signalwireDefinition = {
  name: 'signalwire',
  label: 'SignalWire',
  kind: 'sms',
  description: 'Lends its numbers to the SMS channel, and sends single text messages from flows.',
  accounts: 1,
  secrets: z.strictObject({
    space: z
      .string()
      .trim()
      .overwrite((text) =>
        text
          .replace(/^https?:\/\//i, '')
          .replace(/\.signalwire\.com\/?$/i, '')
          .toLowerCase(),
      )
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is the part before .signalwire.com')
      .meta({ label: 'Space', description: 'The part of your address before .signalwire.com', control: 'text' }),
    projectId: z
      .string()
      .trim()
      .regex(/^[0-9a-f-]{36}$/i, 'is a uuid, as the page “API” of your space shows it')
      .meta({ label: 'Project ID', description: 'On the page “API” of your space', control: 'text' }),
    apiToken: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ label: 'API token', description: 'With the scope Messaging and Numbers', control: 'secret' }),
    signingKey: z.string().trim().min(1).max(200).meta({
      label: 'Signing key',
      description: 'On the page “API”; webhooks are checked with it',
      control: 'secret',
    }),
  }),
  actions: {
    'send-sms': sendSms('A number of the account; the first number that can, where it is empty'),
  },
} as const satisfies IntegrationDefinition
