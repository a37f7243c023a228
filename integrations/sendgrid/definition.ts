/** SendGrid: letters from your own verified sender, and contacts for its marketing lists. */
import { z } from 'zod'
import { plainText, WebUrl } from '../../shared/messages.ts'
import { Email } from '../../shared/text.ts'
import type { IntegrationDefinition } from '../integration.ts'

const recipient = Email.meta({ label: 'To', description: 'May hold {{variables}}', control: 'text' })

export const sendgridDefinition = {
  name: 'sendgrid',
  label: 'SendGrid',
  kind: 'mail',
  description: 'Sends letters from your own verified sender, and keeps contacts for your marketing lists.',
  accounts: 1,
  secrets: z.strictObject({
    apiKey: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .meta({ label: 'API key', description: 'Begins with SG.', control: 'secret' }),
    from: Email.meta({ label: 'Sender', description: 'A verified sender of your account', control: 'text' }),
    baseUrl: WebUrl.default('https://api.sendgrid.com').meta({
      label: 'Address of the service',
      description: 'https://api.sendgrid.com, or https://api.eu.sendgrid.com for accounts in the EU',
      control: 'text',
    }),
  }),
  actions: {
    'send-mail': {
      label: 'Send a letter',
      description: 'Sends an e-mail from your verified sender',
      input: z.strictObject({
        to: recipient,
        subject: plainText(200).min(1).meta({ label: 'Subject', control: 'text' }),
        text: plainText(20_000).min(1).meta({ label: 'Text', control: 'long-text' }),
      }),
      output: z.object({ messageId: z.string() }),
    },
    'add-contact': {
      label: 'Keep a contact',
      description: 'Adds somebody to your marketing contacts, or updates them',
      input: z.strictObject({
        email: recipient,
        firstName: plainText(50).optional().meta({ label: 'First name', control: 'text' }),
        lastName: plainText(50).optional().meta({ label: 'Last name', control: 'text' }),
        list: z.uuid().optional().meta({ label: 'List', description: 'The id of a list', control: 'text' }),
      }),
      output: z.object({ jobId: z.string() }),
    },
  },
} as const satisfies IntegrationDefinition
