/** How steps, entries and answers are named inside a flow. */
import { z } from 'zod'

export function slug(limit: number) {
  return z
    .string()
    .max(limit)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Only small letters, digits and single hyphens')
}

export const StepId = slug(40)
