/** RCS for Business: messages with cards, answers and files in the phone's own message app, from an agent of the business. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

const region = z.enum(['us', 'europe', 'asia'])
const agentId = z
  .string()
  .trim()
  .regex(/^[\w.@+-]{1,200}$/, 'is not the id of an agent')
const clientToken = z.string().trim().min(8).max(200)
const serviceAccount = z.string().trim().max(10_000).default('')

export const googleDefinition = {
  name: 'google',
  label: 'RCS (Google)',
  description: 'Rich messages in the message app of phones, from the RCS for Business agent of your brand',
  through: {
    'google-business': z.object({
      clientId: z.string().min(1),
      clientSecret: z.string().min(1),
      refreshToken: z.string().min(1),
      serviceAccount: z.string().optional(),
    }),
  },
  form: z.strictObject({
    agentId: agentId.meta({
      label: 'Agent',
      description: 'Its id, such as acme_bot@rbm.goog; it stands in the developer console',
      control: 'text',
    }),
    region: region.default('us').meta({
      label: 'Region',
      description: 'us, europe or asia, as chosen when the agent was made',
      control: 'text',
    }),
    clientToken: clientToken.meta({
      label: 'Client token',
      description: 'The developer console shows it where the webhook is set',
      control: 'secret',
    }),
    serviceAccount: serviceAccount.meta({
      label: 'Service account',
      description: 'The JSON of its key; may be left out where the Google account was connected with one',
      control: 'secret',
    }),
  }),
  secrets: z.strictObject({ agentId, region, clientToken, serviceAccount }),
  hook: 'own',
  page: 'google',
  window: null,
  pace: 20,
  repeat: 'harmless',
} as const satisfies ChannelDefinition
