/** What a described field takes: a value of its kind, or one that plainly means such a value. */
import type { FieldKind, Value } from '../../shared/fields.ts'

/** The value as the kind holds it; undefined where it does not fit. Null fits every kind: it clears the field. */
export function fitting(value: Value, kind: FieldKind): Value | undefined {
  return value === null ? null : FITS[kind](value)
}

const FITS: Record<FieldKind, (value: Value) => Value | undefined> = {
  text: (value) => (typeof value === 'object' ? undefined : String(value)),
  number: (value) => {
    if (typeof value === 'number') return value
    return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : undefined
  },
  boolean: (value) => {
    if (typeof value === 'boolean') return value
    const word = typeof value === 'object' ? '' : String(value).trim().toLowerCase()
    return YES.has(word) ? true : NO.has(word) ? false : undefined
  },
  date: (value) => (typeof value === 'string' && isDate(value.trim()) ? value.trim() : undefined),
  datetime: (value) => {
    const [, date = '', time] = typeof value === 'string' ? (DATETIME.exec(value.trim()) ?? []) : []
    return time !== undefined && isDate(date) && typeof value === 'string' ? value.trim() : undefined
  },
  list: (value) => {
    const list = fromJson(value)
    return Array.isArray(list) ? list : undefined
  },
  json: fromJson,
}

const NUMBER = /^[+-]?(?:\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})$/
const YES = new Set(['true', 'yes', 'on', '1'])
const NO = new Set(['false', 'no', 'off', '0'])
const DATETIME = /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)$/

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}

/** A list or an object that a text spells out is taken as what it spells. */
function fromJson(value: Value): Value {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
