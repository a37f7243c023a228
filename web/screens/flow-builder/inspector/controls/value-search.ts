/** Which value somebody is about to write, and which they wrote last. */
import type { KnownValue } from '../form-context.ts'

export interface Begun {
  kind: 'value' | 'filter'
  search: string
  /** from where it begins up to the caret */
  length: number
}

const RECENT = 'switchboard.recent-values'
const RECENT_LIMIT = 5

/** The marker that is begun at the end of this text: its name, or a filter after it. */
export function begunMarker(before: string): Begun | undefined {
  const value = /\{\{\s{0,20}([\w.]{0,80})$/.exec(before)
  if (value) return { kind: 'value', search: value[1] ?? '', length: value[0].length }
  const filter = /\{\{\s{0,20}[\w.]{1,80}[^{}]{0,200}(\|\s{0,20}([a-z]{0,20}))$/.exec(before)
  return filter ? { kind: 'filter', search: filter[2] ?? '', length: (filter[1] ?? '').length } : undefined
}

/** Those whose name or description holds every word of the search; names that begin with it first. */
export function findValues(values: readonly KnownValue[], search: string): KnownValue[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = values.filter(({ name, description }) => {
    const text = `${name} ${description}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const rank = ({ name }: KnownValue) => (name.toLowerCase().startsWith(search.toLowerCase()) ? 0 : 1)
  return found.toSorted((one, other) => rank(one) - rank(other))
}

export function recentValues(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]')
    return Array.isArray(stored) ? stored.filter((name) => typeof name === 'string').slice(0, RECENT_LIMIT) : []
  } catch {
    return []
  }
}

export function rememberValue(name: string): void {
  const recent = [name, ...recentValues().filter((each) => each !== name)].slice(0, RECENT_LIMIT)
  localStorage.setItem(RECENT, JSON.stringify(recent))
}
