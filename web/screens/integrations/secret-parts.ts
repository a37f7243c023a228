/** What of an integration's JSON schema is asked for when an account is connected. */
import { z } from 'zod'

export interface SecretPart {
  key: string
  label: string
  description: string | undefined
  /** written like a password, and never shown again */
  isSecret: boolean
  isRequired: boolean
  /** what stands there first */
  start: string
}

const Part = z.object({
  label: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  control: z.string().optional().catch(undefined),
  default: z.string().optional().catch(undefined),
})
const Schema = z
  .object({ properties: z.record(z.string(), Part).catch({}), required: z.array(z.string()).catch([]) })
  .catch({ properties: {}, required: [] })

export function secretParts(schema: unknown): SecretPart[] {
  const { properties, required } = Schema.parse(schema)
  return Object.entries(properties).map(([key, part]) => ({
    key,
    label: part.label ?? key,
    description: part.description,
    isSecret: part.control === 'secret',
    isRequired: required.includes(key),
    start: part.default ?? '',
  }))
}
