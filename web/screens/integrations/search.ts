/** What the gallery of integrations keeps in its URL. */
import { z } from 'zod'

export const INTEGRATION_KINDS = ['ai', 'mail', 'marketing', 'sms', 'social'] as const

export const IntegrationsSearch = z.object({
  search: z.coerce.string().max(200).optional().catch(undefined),
  kind: z.enum(INTEGRATION_KINDS).optional().catch(undefined),
  /** the integration whose sheet is open */
  integration: z.string().max(60).optional().catch(undefined),
})
export type IntegrationsSearch = z.output<typeof IntegrationsSearch>
