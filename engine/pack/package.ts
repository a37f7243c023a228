/** The file in which a bot travels: its look, flows and described fields; nothing secret, and no ids of the workspace it comes from. */
import { z } from 'zod'
import { FieldKind, FieldName, FieldScope } from '../../shared/fields.ts'
import { FlowTheme } from '../../shared/flow-theme.ts'
import { FLOWS_LIMIT } from '../../shared/flows.ts'
import { line, prose } from '../../shared/text.ts'
import { slug } from '../block.ts'
import { Flow } from '../flow.ts'

export const FORMAT = 'switchboard/1'
const FIELDS_LIMIT = 500

export const PackedField = z.strictObject({
  scope: FieldScope,
  name: FieldName,
  kind: FieldKind,
  description: prose(500),
  /** What a text field of the bot begins with. */
  value: prose(20_000).optional(),
})
export type PackedField = z.output<typeof PackedField>

/** Where flows call one another they name the `key`. */
export const PackedFlow = z.strictObject({ key: slug(60), name: line(80), isMain: z.boolean(), flow: Flow })
export type PackedFlow = z.output<typeof PackedFlow>

const Names = z.array(z.string().max(200)).max(1000)

export const Needs = z.strictObject({
  integrations: Names,
  /** Their names alone. */
  secrets: Names,
  /** In how many steps members were named. */
  members: z.int().min(0),
  files: Names,
})
export type Needs = z.output<typeof Needs>

export type BotPackage = z.output<typeof BotPackage>
/** Chosen flows travel in the same way; then none may be the main one. */
export const BotPackage = z.strictObject({
  format: z.literal(FORMAT),
  bot: z.strictObject({ name: line(80), theme: FlowTheme }),
  flows: z
    .array(PackedFlow)
    .min(1)
    .max(FLOWS_LIMIT)
    .refine((flows) => new Set(flows.map(({ key }) => key)).size === flows.length, 'Two flows have the same key')
    .refine((flows) => flows.filter(({ isMain }) => isMain).length <= 1, 'A bot has one main flow'),
  fields: z.array(PackedField).max(FIELDS_LIMIT),
  needs: Needs,
})

/** One thing to know or to do after packing or unpacking. */
export const ReportLine = z.object({
  severity: z.enum(['info', 'warning']),
  /** What it is about, such as `secret`, `integration`, `member`, `file`, `flow`, `field`, or a block of another product. */
  what: z.string(),
  /** The flow and the step, as people see them; empty where it is about all. */
  where: z.string(),
  message: z.string(),
})
export type ReportLine = z.output<typeof ReportLine>
