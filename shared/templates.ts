/** Templates: bots and flows packed for others to install. */
import { z } from 'zod'
import { FieldName } from './fields.ts'
import { pageOf } from './paging.ts'
import { Id, Instant, line, prose } from './text.ts'

export const TEMPLATE_CATEGORIES = [
  'sales',
  'support',
  'bookings',
  'orders',
  'feedback',
  'food',
  'events',
  'learning',
  'marketing',
  'real-estate',
  'jobs',
  'other',
] as const
export const TemplateCategory = z.enum(TEMPLATE_CATEGORIES)
export type TemplateCategory = z.output<typeof TemplateCategory>

/** Who finds it: its workspace, who has the link, or every workspace of this installation. */
export const TemplateVisibility = z.enum(['private', 'link', 'gallery'])
export type TemplateVisibility = z.output<typeof TemplateVisibility>

export const LINK_DAYS = 30

const words = {
  name: line(80),
  description: prose(1000),
  category: TemplateCategory,
  visibility: TemplateVisibility,
}

export const NewTemplate = z.strictObject({
  ...words,
  description: words.description.default(''),
  visibility: words.visibility.default('private'),
  bot: Id,
  /** Only these flows of the bot; without them all. */
  flows: z.array(Id).min(1).max(200).optional(),
})
export type NewTemplate = z.output<typeof NewTemplate>

export const TemplateChange = z
  .strictObject({
    ...words,
    /** Packs this bot anew in the place of what was packed. */
    bot: Id,
    flows: z.array(Id).min(1).max(200),
  })
  .partial()
  .refine((change) => change.flows === undefined || change.bot !== undefined, {
    path: ['bot'],
    message: 'Flows are packed anew together with their bot',
  })
export type TemplateChange = z.output<typeof TemplateChange>

/** What an installed template wants of a workspace. */
export const TemplateNeeds = z.object({
  integrations: z.array(z.string()),
  secrets: z.array(z.string()),
  members: z.number().int(),
  files: z.array(z.string()),
  fields: z.array(z.object({ scope: z.string(), name: z.string(), kind: z.string(), description: z.string() })),
})

const shown = {
  name: z.string(),
  description: z.string(),
  category: TemplateCategory,
  needs: TemplateNeeds,
  channels: z.array(z.enum(['webchat'])),
  flows: z.array(z.object({ key: z.string(), name: z.string(), isMain: z.boolean(), steps: z.number().int() })),
  updatedAt: Instant.nullable(),
}

/** A template of one's own workspace. */
export const Template = z.object({
  id: Id,
  ...shown,
  visibility: TemplateVisibility,
  /** Where it can be installed from; null while it is private. */
  link: z.string().nullable(),
  installs: z.number().int(),
  madeBy: z.object({ id: Id, name: z.string() }).nullable(),
  createdAt: Instant,
})
export type Template = z.output<typeof Template>
export const TemplatePage = pageOf(Template)

const Report = z.array(
  z.object({ severity: z.enum(['info', 'warning']), what: z.string(), where: z.string(), message: z.string() }),
)

/** With what was left out of the package. */
export const PackedTemplate = z.object({ template: Template, report: Report })

/** As everybody in the installation sees it. */
export const GalleryTemplate = z.object({
  /** The id of a template, or the word of a starter of ours. */
  id: z.string(),
  source: z.enum(['starter', 'template']),
  /** The name of the workspace that shares it; “Switchboard” for our own. */
  publisher: z.string(),
  ...shown,
})
export type GalleryTemplate = z.output<typeof GalleryTemplate>

export const GalleryQuery = z.strictObject({
  category: TemplateCategory.optional(),
  search: z.string().max(100).optional(),
})
export type GalleryQuery = z.output<typeof GalleryQuery>

/** Our own first, then what workspaces share, the newest first; at most 500. */
export const Gallery = z.object({ data: z.array(GalleryTemplate) })

/** A link that installs the template once. */
export const TemplateLink = z.object({
  id: Id,
  note: z.string(),
  state: z.enum(['available', 'installed', 'expired']),
  createdAt: Instant,
  expiresAt: Instant,
  installedAt: Instant.nullable(),
})
export type TemplateLink = z.output<typeof TemplateLink>
export const TemplateLinkPage = pageOf(TemplateLink)

export const NewTemplateLink = z.strictObject({
  note: line(200).or(z.literal('')).default(''),
  days: z.number().int().min(1).max(365).default(LINK_DAYS),
})
export type NewTemplateLink = z.output<typeof NewTemplateLink>

/** The link is shown this once: only its mark is kept. */
export const FreshTemplateLink = z.object({ link: z.string(), ...TemplateLink.shape })

export const TemplateInstall = z
  .strictObject({
    from: z.union([
      z.strictObject({ starter: z.string().max(40) }),
      z.strictObject({ template: Id }),
      z.strictObject({ token: z.string().max(100) }),
    ]),
    /** Of the new bot. */
    name: line(80).optional(),
    /** Puts flows into this bot as sub-flows, and makes none. */
    into: Id.optional(),
    /** The keys of the flows to take; without them all. */
    flows: z.array(z.string().max(60)).min(1).max(200).optional(),
    /** Under which name each field of the template goes here. */
    fields: z.record(FieldName, FieldName).optional(),
  })
  .refine(({ name, into }) => name === undefined || into === undefined, {
    path: ['name'],
    message: 'A bot that is there already keeps its name',
  })
export type TemplateInstall = z.output<typeof TemplateInstall>
