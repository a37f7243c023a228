/** What of a JSON schema is asked for, and how. */
import { z } from 'zod'

export interface SchemaPart {
  key: string
  label: string
  description: string | undefined
  look: 'text' | 'long' | 'switch' | 'select' | 'json'
  options: string[]
  isRequired: boolean
  limit: number
}

const Part = z.object({
  type: z.unknown().optional(),
  title: z.string().optional().catch(undefined),
  label: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  enum: z.array(z.unknown()).optional().catch(undefined),
  maxLength: z.number().optional().catch(undefined),
  control: z.unknown().optional(),
})
const Schema = z
  .object({ properties: z.record(z.string(), Part).catch({}), required: z.array(z.string()).catch([]) })
  .catch({ properties: {}, required: [] })

export function schemaParts(schema: unknown): SchemaPart[] {
  const { properties, required } = Schema.parse(schema)
  return Object.entries(properties).map(([key, part]) => ({
    key,
    label: part.label ?? part.title ?? wordsOf(key),
    description: part.description,
    look: lookOf(part),
    options: (part.enum ?? []).map(String),
    isRequired: required.includes(key),
    limit: part.maxLength ?? 4000,
  }))
}

function lookOf({ type, enum: options, maxLength, control }: z.output<typeof Part>): SchemaPart['look'] {
  if (options) return 'select'
  if (type === 'boolean') return 'switch'
  if (type === 'object' || type === 'array') return 'json'
  return control === 'long-text' || (maxLength ?? 0) > 500 ? 'long' : 'text'
}

/** `listId` → `List id`. */
function wordsOf(key: string): string {
  const words = key
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
