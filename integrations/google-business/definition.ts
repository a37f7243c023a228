/** Google Business Profile: the account whose businesses' reviews and RCS agents bots answer on. */
import { z } from 'zod'
import type { IntegrationDefinition } from '../integration.ts'

export const googleBusinessDefinition = {
  name: 'google-business',
  label: 'Google Business Profile',
  kind: 'social',
  description: 'Lets bots answer the reviews of your businesses, and speak as your RCS agents.',
  accounts: 1,
  signIn: { kind: 'google', app: { id: 'clientId', secret: 'clientSecret' }, gives: 'refreshToken' },
  secrets: z.strictObject({
    clientId: z.string().trim().min(10).max(300).meta({
      label: 'Client ID',
      description: 'Of an OAuth client of the type “Web application” in your Google Cloud project',
      control: 'text',
    }),
    clientSecret: z.string().trim().min(10).max(300).meta({ label: 'Client secret', control: 'secret' }),
    refreshToken: z.string().trim().min(10).max(2000).meta({
      label: 'Refresh token',
      description: 'Instead of signing in: one with the scope business.manage',
      control: 'secret',
    }),
    serviceAccount: z
      .string()
      .trim()
      .max(10_000)
      .refine(isServiceAccount, 'is not the JSON key of a service account')
      .optional()
      .meta({
        label: 'Service account for RCS',
        description: 'The JSON key of a service account that may send for your RCS agents',
        control: 'secret',
      }),
  }),
  actions: {},
} as const satisfies IntegrationDefinition

function isServiceAccount(text: string): boolean {
  try {
    return z.object({ client_email: z.string(), private_key: z.string() }).safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}
