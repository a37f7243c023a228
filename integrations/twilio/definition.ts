/** Twilio: the account that the SMS channel speaks through, and single text messages from a flow. */
import { z } from 'zod'
import type { IntegrationDefinition } from '../integration.ts'
import { sendSms } from '../send-sms.ts'

export const twilioDefinition = {
  name: 'twilio',
  label: 'Twilio',
  kind: 'sms',
  description: 'Lends its numbers to the SMS channel, and sends single text messages from flows.',
  accounts: 1,
  secrets: z.strictObject({
    accountSid: z
      .string()
      .trim()
      .regex(/^AC[0-9a-f]{32}$/i, 'begins with AC and has 34 characters')
      .meta({ label: 'Account SID', description: 'On the first page of the Twilio console', control: 'text' }),
    authToken: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ label: 'Auth token', description: 'Below the account SID', control: 'secret' }),
  }),
  actions: {
    'send-sms': sendSms('A number or messaging service of the account; the first number that can, where it is empty'),
  },
} as const satisfies IntegrationDefinition
