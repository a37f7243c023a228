/** Mailchimp: people for your audiences, with tags. */
import { z } from 'zod'
import { plainText, WebUrl } from '../../shared/messages.ts'
import { Email } from '../../shared/text.ts'
import type { IntegrationDefinition } from '../integration.ts'

const who = {
  audience: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .meta({ label: 'Audience', description: 'Its id, such as a1b2c3d4e5', control: 'text' }),
  email: Email.meta({ label: 'E-mail address', description: 'May hold {{variables}}', control: 'text' }),
}

export const mailchimpDefinition = {
  name: 'mailchimp',
  label: 'Mailchimp',
  kind: 'marketing',
  description: 'Adds people to your audiences and tags them.',
  accounts: 1,
  secrets: z.strictObject({
    apiKey: z
      .string()
      .trim()
      .regex(/^[0-9a-zA-Z]{8,64}-[a-z]{2,4}\d{1,3}$/, 'does not look like a Mailchimp key, such as 0123…-us6')
      .meta({ label: 'API key', description: 'Ends in your data centre, such as -us6', control: 'secret' }),
    baseUrl: WebUrl.optional().meta({
      label: 'Address of the service',
      description: 'Left empty, the one of the key',
      control: 'text',
    }),
  }),
  actions: {
    'add-member': {
      label: 'Add to an audience',
      description: 'Adds somebody, or updates them',
      input: z.strictObject({
        ...who,
        status: z
          .enum(['subscribed', 'pending'])
          .default('pending')
          .meta({ label: 'As', options: { pending: 'asked to confirm by e-mail', subscribed: 'subscribed already' } }),
        firstName: plainText(100).optional().meta({ label: 'First name', control: 'text' }),
        lastName: plainText(100).optional().meta({ label: 'Last name', control: 'text' }),
      }),
      output: z.object({ id: z.string(), status: z.string() }),
    },
    'add-tag': {
      label: 'Tag a member',
      description: 'Puts a tag on somebody in an audience',
      input: z.strictObject({ ...who, tag: plainText(100).min(1).meta({ label: 'Tag', control: 'text' }) }),
      output: z.object({}),
    },
  },
} as const satisfies IntegrationDefinition
