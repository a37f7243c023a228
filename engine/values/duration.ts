/** Lengths of time as people give them: five minutes, two days. */
import { z } from 'zod'

const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const
const MILLISECONDS = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 } as const

export type Duration = z.output<typeof Duration>
export const Duration = z.strictObject({ amount: z.int().min(1).max(10_000), unit: z.enum(UNITS) })

/** In milliseconds; a day is always 24 hours long. */
export function millisecondsOf({ amount, unit }: Duration): number {
  return amount * MILLISECONDS[unit]
}

/** The instant so long after `from`. */
export function after(from: Date, duration: Duration): Date {
  return new Date(from.getTime() + millisecondsOf(duration))
}

/** Such as `5 minutes` and `1 day`. */
export function durationInWords({ amount, unit }: Duration): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`
}
