/** A new way into a flow, as it first looks. */
import type { Entry } from '../../../../engine/entry.ts'

export const ENTRY_ORDER = [
  'keyword',
  'welcome',
  'default-reply',
  'ref',
  'schedule',
  'tag-added',
  'field-changed',
  'conversation-resolved',
  'webhook',
] as const satisfies ReadonlyArray<Entry['kind']>

/** These can be there once only, and only where a chat begins. */
export const ONLY_IN_MAIN: ReadonlySet<Entry['kind']> = new Set(['welcome', 'default-reply'])

export function freshEntry(kind: Entry['kind'], entries: readonly Entry[], tomorrow: string): Entry {
  const id = freeId(kind, entries)
  switch (kind) {
    case 'keyword':
      return { kind, id, match: 'contains', words: ['help'], always: false }
    case 'ref':
      return { kind, id, ref: id }
    case 'tag-added':
      return { kind, id, tag: 'new' }
    case 'field-changed':
      return { kind, id, field: 'status' }
    case 'schedule':
      return { kind, id, when: { kind: 'once', date: tomorrow, time: '09:00' } }
    default:
      return { kind, id }
  }
}

function freeId(stem: string, entries: readonly Entry[]): string {
  const isTaken = (id: string) => entries.some((entry) => entry.id === id)
  if (!isTaken(stem)) return stem
  for (let number = 2; ; number += 1) if (!isTaken(`${stem}-${number}`)) return `${stem}-${number}`
}
