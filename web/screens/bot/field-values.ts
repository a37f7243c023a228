/** Values of fields as people read and write them. */
import type { FieldKind, Value } from '../../../shared/fields.ts'

/** In one line; empty where it holds nothing. */
export function shownValue(value: Value, { yes, no }: { yes: string; no: string }): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? yes : no
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.map(String).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** As it is written in a form. */
export function writtenValue(value: Value, kind: FieldKind): string {
  if (value === null) return ''
  if (kind === 'list' && Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.join('\n')
  if (kind === 'datetime' && typeof value === 'string') return value.replace(' ', 'T').slice(0, 16)
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value)
}

/** What was written; undefined where it is no value of this kind. */
export function readValue(text: string, kind: FieldKind): Value | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  switch (kind) {
    case 'number':
      return Number.isFinite(Number(trimmed)) ? Number(trimmed) : undefined
    case 'boolean':
      return trimmed === 'true'
    case 'list':
      return trimmed.startsWith('[') ? fromJson(trimmed) : trimmed.split('\n').map((line) => line.trim())
    case 'json':
      return fromJson(trimmed)
    default:
      return text
  }
}

function fromJson(text: string): Value | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
