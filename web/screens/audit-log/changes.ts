/** What a line of the audit log changed, field by field: nested things taken apart, what stayed the same left out. */

export interface Change {
  /** such as `role` or `flowTheme.accent` */
  field: string
  before: unknown
  after: unknown
}

type Fields = Record<string, unknown> | null

export function changesOf(before: Fields, after: Fields): Change[] {
  const was = flat(before ?? {})
  const is = flat(after ?? {})
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }))
    .filter((change) => shape(change.before) !== shape(change.after))
}

/** Nothing, an empty text and an empty list are the same to who reads. */
function shape(value: unknown): string {
  const isEmpty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty ? '' : JSON.stringify(value)
}

function flat(fields: object, path = ''): Map<string, unknown> {
  const found = new Map<string, unknown>()
  for (const [name, value] of Object.entries(fields)) {
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value)
    const inner = isNested ? flat(value, `${path}${name}.`) : new Map([[path + name, value]])
    for (const [key, each] of inner) found.set(key, each)
  }
  return found
}
