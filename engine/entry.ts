/** Entries of a flow: where it begins besides its start, and what makes it begin there. */
import { z } from 'zod'
import { WEEKDAYS } from '../shared/business-hours.ts'
import { plainText } from '../shared/messages.ts'
import { FieldName, StepId, slug } from './block.ts'
import { Condition } from './conditions/condition.ts'

const common = { id: slug(40), to: StepId.optional().meta({ label: 'Begins at', control: 'step' }) }
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 09:30')
const Day = z.iso.date()

export type Entry = z.infer<typeof Entry>
/** `to` left out is the start of the flow. */
export const Entry = z.discriminatedUnion('kind', [
  /** Words a person writes. Only where no question waits, unless `always`. */
  z.strictObject({
    kind: z.literal('keyword'),
    ...common,
    match: z.enum(['exact', 'contains', 'starts-with', 'pattern']),
    words: z.array(plainText(200).min(1)).min(1).max(50),
    always: z.boolean().default(false),
  }),
  /** What a person wrote matched nothing, and no question waits. Only in the main flow. */
  z.strictObject({ kind: z.literal('default-reply'), ...common }),
  /** The chat is opened for the first time. Only in the main flow. */
  z.strictObject({ kind: z.literal('welcome'), ...common }),
  /** The person came by a link with this word. */
  z.strictObject({ kind: z.literal('ref'), ...common, ref: slug(60) }),
  z.strictObject({ kind: z.literal('tag-added'), ...common, tag: plainText(60).min(1) }),
  z.strictObject({ kind: z.literal('field-changed'), ...common, field: FieldName }),
  z.strictObject({ kind: z.literal('conversation-resolved'), ...common }),
  /** A program calls the entry's address; what it sends is read as {{event.…}}. */
  z.strictObject({ kind: z.literal('webhook'), ...common }),
  /** At times of the workspace's zone, for each bot user whom the condition fits. */
  z.strictObject({
    kind: z.literal('schedule'),
    ...common,
    when: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('once'), date: Day, time: TimeOfDay }),
      z.strictObject({ kind: z.literal('daily'), time: TimeOfDay }),
      z.strictObject({ kind: z.literal('weekly'), days: z.array(z.enum(WEEKDAYS)).min(1).max(7), time: TimeOfDay }),
      z.strictObject({ kind: z.literal('monthly'), day: z.int().min(1).max(31), time: TimeOfDay }),
    ]),
    who: Condition.optional(),
  }),
])
