/** What lies between two states of a flow; where steps lie on the canvas, and notes, are no difference. */
import type { Flow } from '../flow.ts'
import { isSame } from './same.ts'

export interface FlowDiff {
  /** ids of steps */
  added: string[]
  /** with the parts of each step that differ, such as `text` or `next` */
  changed: Array<{ stepId: string; parts: string[] }>
  removed: string[]
  entries: { added: string[]; changed: string[]; removed: string[]; isReordered: boolean }
  /** what else the flow says of itself and differs */
  others: Array<'start' | 'inputs' | 'outputs'>
}

export function diffFlows(before: Flow, after: Flow): FlowDiff {
  const steps = compare(new Map(Object.entries(before.steps)), new Map(Object.entries(after.steps)))
  return {
    added: steps.added,
    changed: steps.changed.map((stepId) => ({
      stepId,
      parts: partsBetween(before.steps[stepId], after.steps[stepId]),
    })),
    removed: steps.removed,
    entries: entriesBetween(before.entries ?? [], after.entries ?? []),
    others: OTHERS.filter((part) => !isSame(before[part] ?? [], after[part] ?? [])),
  }
}

/** Whether both do the same. */
export function isSameFlow(before: Flow, after: Flow): boolean {
  const { added, changed, removed, entries, others } = diffFlows(before, after)
  const differences = [added, changed, removed, entries.added, entries.changed, entries.removed, others]
  return differences.every((each) => each.length === 0) && !entries.isReordered
}

const OTHERS = ['start', 'inputs', 'outputs'] as const

function entriesBetween(before: Entries, after: Entries): FlowDiff['entries'] {
  const [old, now] = [byId(before), byId(after)]
  const kept = [...old.keys()].filter((id) => now.has(id))
  const keptNow = [...now.keys()].filter((id) => old.has(id))
  return { ...compare(old, now), isReordered: !isSame(kept, keptNow) }
}

type Entries = NonNullable<Flow['entries']>

function byId(entries: Entries): Map<string, Entries[number]> {
  return new Map(entries.map((entry) => [entry.id, entry]))
}

function compare<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>) {
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    changed: [...after.keys()].filter((id) => before.has(id) && !isSame(before.get(id), after.get(id))),
    removed: [...before.keys()].filter((id) => !after.has(id)),
  }
}

function partsBetween(before: object = {}, after: object = {}): string[] {
  const parts = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...parts].filter((part) => !isSame(Reflect.get(before, part), Reflect.get(after, part)))
}
