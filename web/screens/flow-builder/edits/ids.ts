/** The names of what lies on the canvas: a step's own id, `entry:<id>`, `note:<id>`. */
import type { Flow } from '../../../../engine/flow.ts'

/** The node that leads to the start of the flow; it is no entry of its own. */
export const START_ENTRY = 'entry:'

export function isEntryId(id: string): boolean {
  return id.startsWith('entry:')
}

export function isNoteId(id: string): boolean {
  return id.startsWith('note:')
}

/** The ids of entries, or of notes, among these. */
export function idsOf(ids: readonly string[], kind: 'entry' | 'note'): string[] {
  const prefix = `${kind}:`
  return ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length))
}

export function exists(flow: Flow, id: string): boolean {
  if (isEntryId(id)) return id === START_ENTRY || Boolean(flow.entries?.some((entry) => id === `entry:${entry.id}`))
  if (isNoteId(id)) return Boolean(flow.notes?.some((note) => id === `note:${note.id}`))
  return Object.hasOwn(flow.steps, id)
}
