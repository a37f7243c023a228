/** SMS and MMS, through the workspace's account of Twilio, SignalWire or MessageMedia (Sinch Engage). */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

export const smsDefinition = {
  name: 'sms',
  label: 'SMS',
  description: 'Text messages from a number of your Twilio, SignalWire or MessageMedia account',
  through: {
    twilio: z.object({ accountSid: z.string().min(1), authToken: z.string().min(1) }),
    signalwire: z.object({
      space: z.string().regex(/^[a-z0-9-]+$/i),
      projectId: z.string().min(1),
      apiToken: z.string().min(1),
      signingKey: z.string().min(1),
    }),
    messagemedia: z.object({
      region: z.enum(['eu', 'au', 'classic']),
      apiKey: z.string().min(1),
      apiSecret: z.string().min(1),
      signatureKey: z.string().optional(),
    }),
  },
  form: z.strictObject({}),
  secrets: z.strictObject({
    /** a number as +15550100, a word, or the id of a messaging service */
    from: z.string().min(1),
    /** the provider's id of what was set to lead here */
    id: z.string().min(1),
    canSendMedia: z.boolean(),
    /** what was set there before, by the provider's own names; it is put back at the end */
    before: z.record(z.string(), z.string()),
  }),
  hook: 'own',
  page: null,
  window: null,
  pace: 10,
  repeat: 'listed',
} as const satisfies ChannelDefinition
