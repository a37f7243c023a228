/** When a business is open: a week of spans in the workspace's zone, with holidays that differ. */
import { z } from 'zod'
import { plainText } from './messages.ts'

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is not a time such as 09:30')
export const Span = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from < to, 'ends before it begins')
export const Spans = z.array(Span).max(6)

export type BusinessHours = z.output<typeof BusinessHours>
/** A day that is left out is closed. A holiday without spans is closed. */
export const BusinessHours = z.strictObject({
  week: z.partialRecord(z.enum(WEEKDAYS), Spans),
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: plainText(80), spans: Spans })).max(200),
})
