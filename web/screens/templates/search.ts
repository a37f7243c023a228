/** What the gallery and one's own templates keep in their URLs. */
import { z } from 'zod'
import { TemplateCategory } from '../../../shared/templates.ts'

export const TemplatesSearch = z.object({
  search: z.coerce.string().max(100).optional().catch(undefined),
  category: TemplateCategory.optional().catch(undefined),
  /** the template whose sheet is open */
  template: z.string().max(60).optional().catch(undefined),
  /** what its sheet shows */
  view: z.enum(['about', 'try']).optional().catch(undefined),
})
export type TemplatesSearch = z.output<typeof TemplatesSearch>

export const OwnTemplatesSearch = z.object({
  /** the dialog that makes a template is open, with this bot picked */
  make: z
    .union([z.boolean(), z.string().max(40)])
    .optional()
    .catch(undefined),
  /** the template whose one-time links are shown */
  links: z.string().max(40).optional().catch(undefined),
})
