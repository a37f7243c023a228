/** Goes through every text of a step, however deep it lies. */

export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

/** Where a text stands: the nearest name, and the object that has it. */
export interface Around {
  key: string
  holder: object
}
type Change = (text: string, around: Around) => string

/** The same shape with every text put through `change`. */
export function mapTexts<T extends object>(value: T, change: Change): T
export function mapTexts(value: unknown, change: Change): unknown {
  return mapAny(value, change, { key: '', holder: {} })
}

function mapAny(value: unknown, change: Change, around: Around): unknown {
  if (typeof value === 'string') return change(value, around)
  if (Array.isArray(value)) return value.map((part) => mapAny(part, change, around))
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value)
  return Object.fromEntries(parts.map(([key, part]) => [key, mapAny(part, change, { key, holder: value })]))
}
