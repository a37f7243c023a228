/** What of a JSON schema is asked for when an account, or a channel, is connected. */
import { z } from 'zod'

export interface SecretPart {
  key: string
  label: string
  description: string | undefined
  /** written like a password, and never shown again */
  isSecret: boolean
  isLong: boolean
  /** what may be chosen from; none where it is written */
  options: string[]
  isRequired: boolean
  /** what stands there first */
  start: string
  maxLength: number
}

const LONGEST = 4000

const Part = z.object({
  label: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  control: z.string().optional().catch(undefined),
  default: z.string().optional().catch(undefined),
  enum: z.array(z.string()).catch([]),
  maxLength: z.number().catch(LONGEST),
})
const Schema = z
  .object({ properties: z.record(z.string(), Part).catch({}), required: z.array(z.string()).catch([]) })
  .catch({ properties: {}, required: [] })

/** The parts in their order, without those that the server makes itself. */
export function secretParts(schema: unknown): SecretPart[] {
  const { properties, required } = Schema.parse(schema)
  return Object.entries(properties)
    .filter(([, { control }]) => control !== 'made')
    .map(([key, part]) => ({
      key,
      label: part.label ?? key,
      description: part.description,
      isSecret: part.control === 'secret',
      isLong: part.control === 'long-text',
      options: part.enum,
      isRequired: required.includes(key),
      start: part.default ?? '',
      maxLength: part.maxLength,
    }))
}
