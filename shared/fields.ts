/** Fields: what a bot keeps about each bot user, and about itself. */
import { z } from 'zod'
import { pageOf } from './paging.ts'
import { Id, Instant } from './text.ts'

/** What a field can hold; of lists and objects too. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

export const VALUE_LIMIT = 20_000
export const DEPTH_LIMIT = 12

/** JSON of at most 20,000 characters and 12 levels. Keys that would reach an object's prototype are refused. */
export const Value: z.ZodType<Value> = z.any().superRefine((value, context) => {
  const fault = faultOf(value, DEPTH_LIMIT)
  if (fault) context.addIssue({ code: 'custom', message: fault })
  else if (JSON.stringify(value).length > VALUE_LIMIT)
    context.addIssue({ code: 'custom', message: `is longer than ${VALUE_LIMIT} characters of JSON` })
})

export const FIELD_KINDS = ['text', 'number', 'boolean', 'date', 'datetime', 'list', 'json'] as const
export const FieldKind = z.enum(FIELD_KINDS)
export type FieldKind = z.output<typeof FieldKind>

/** Of each bot user, or of the bot itself (read as `{{bot.name}}`). */
export const FieldScope = z.enum(['user', 'bot'])
export type FieldScope = z.output<typeof FieldScope>

export const FieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'A field name has up to 40 small letters, digits and _, and starts with a letter')

/** A field that somebody has described; flows may fill others too, which are then of any kind. */
export const Field = z.object({
  id: Id,
  scope: FieldScope,
  name: FieldName,
  kind: FieldKind,
  description: z.string(),
  /** what a bot field holds now; null for fields of bot users */
  value: Value,
  createdAt: Instant,
})
export type Field = z.output<typeof Field>
export const FieldPage = pageOf(Field)

/** What came from outside may be anything: what is no JSON is a fault, and so is what is too deep. */
function faultOf(value: unknown, depth: number): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'is not a number that JSON knows'
  if (typeof value !== 'object') return 'is not JSON'
  if (depth === 0) return `has more than ${DEPTH_LIMIT} levels`
  for (const [key, part] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return `has the key ${key}`
    const fault = faultOf(part, depth - 1)
    if (fault) return fault
  }
  return undefined
}
