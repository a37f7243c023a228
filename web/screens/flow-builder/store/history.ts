/** What can be undone: each change as the parts that differ, so that a hundred of them are small and survive a reload. */
import { z } from 'zod'
import { Step } from '../../../../engine/blocks/blocks.ts'
import { Flow } from '../../../../engine/flow.ts'

export const HISTORY_LIMIT = 100

const Spot = z.object({ x: z.number(), y: z.number() })

export type Patch = z.output<typeof Patch>
/** What becomes of each part that differs; null takes it away. */
export const Patch = z.object({
  start: z.string().optional(),
  steps: z.record(z.string(), Step.nullable()).optional(),
  layout: z.record(z.string(), Spot.nullable()).optional(),
  entries: Flow.shape.entries.nullable(),
  inputs: Flow.shape.inputs.nullable(),
  outputs: Flow.shape.outputs.nullable(),
  notes: Flow.shape.notes.nullable(),
})

export type Entry = z.output<typeof Entry>
export const Entry = z.object({ label: z.string(), coalesce: z.string().optional(), back: Patch, forth: Patch })

export interface History {
  past: readonly Entry[]
  future: readonly Entry[]
}

export const NO_HISTORY: History = { past: [], future: [] }

interface Change {
  label: string
  before: Flow
  after: Flow
  coalesce?: string | undefined
  /** it came so soon after the last one that both may be one */
  isQuick?: boolean
}

/** The history with one change more; one that coalesces with the last is taken back together with it. */
export function remember({ past }: History, { label, before, after, coalesce, isQuick = true }: Change): History {
  const last = past.at(-1)
  const isSameChange = isQuick && last !== undefined && coalesce !== undefined && last.coalesce === coalesce
  const from = isSameChange ? applyPatch(before, last.back) : before
  const entry: Entry = { label, coalesce, back: patchBetween(after, from), forth: patchBetween(from, after) }
  const kept = isSameChange ? past.slice(0, -1) : past
  return { past: [...kept, entry].slice(-HISTORY_LIMIT), future: [] }
}

/** The flow as it was before the last change; undefined where there is nothing to undo. */
export function undone(
  { past, future }: History,
  flow: Flow,
): { history: History; flow: Flow; entry: Entry } | undefined {
  const entry = past.at(-1)
  if (!entry) return undefined
  return { history: { past: past.slice(0, -1), future: [entry, ...future] }, flow: applyPatch(flow, entry.back), entry }
}

export function redone(
  { past, future }: History,
  flow: Flow,
): { history: History; flow: Flow; entry: Entry } | undefined {
  const [entry, ...rest] = future
  if (!entry) return undefined
  return { history: { past: [...past, entry], future: rest }, flow: applyPatch(flow, entry.forth), entry }
}

const WHOLE = ['entries', 'inputs', 'outputs', 'notes'] as const

/** What makes `before` into `after`. */
export function patchBetween(before: Flow, after: Flow): Patch {
  const patch: Patch = {}
  if (before.start !== after.start) patch.start = after.start
  const steps = recordPatch(before.steps, after.steps)
  if (steps) patch.steps = steps
  const layout = recordPatch(before.layout ?? {}, after.layout ?? {})
  if (layout) patch.layout = layout
  for (const part of WHOLE) if (before[part] !== after[part]) Object.assign(patch, { [part]: after[part] ?? null })
  return patch
}

export function applyPatch(flow: Flow, patch: Patch): Flow {
  const next: Flow = { ...flow, start: patch.start ?? flow.start }
  if (patch.steps) next.steps = applyRecord(flow.steps, patch.steps)
  if (patch.layout) {
    const layout = applyRecord(flow.layout ?? {}, patch.layout)
    if (Object.keys(layout).length > 0) next.layout = layout
    else delete next.layout
  }
  for (const part of WHOLE) {
    if (patch[part] === null) delete next[part]
    else if (patch[part] !== undefined) Object.assign(next, { [part]: patch[part] })
  }
  return next
}

const Stored = z.object({ past: z.array(Entry).max(HISTORY_LIMIT), future: z.array(Entry).max(HISTORY_LIMIT) })
const keyOf = (flowId: string) => `switchboard.history.${flowId}`

/** What this tab remembers of a flow; nothing where it cannot be read any more. */
export function storedHistory(flowId: string): History {
  try {
    return Stored.parse(JSON.parse(sessionStorage.getItem(keyOf(flowId)) ?? ''))
  } catch {
    return NO_HISTORY
  }
}

/** Kept for this tab; what is too much for the browser's memory is forgotten from the far end. */
export function storeHistory(flowId: string, { past, future }: History): void {
  for (let count = past.length; count >= 0; count = count === 0 ? -1 : Math.floor(count / 2)) {
    try {
      sessionStorage.setItem(keyOf(flowId), JSON.stringify({ past: count === 0 ? [] : past.slice(-count), future }))
      return
    } catch {
      if (count === 0) sessionStorage.removeItem(keyOf(flowId))
    }
  }
}

function recordPatch<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) {
  if (before === after) return undefined
  const changes: Record<string, T | null> = {}
  for (const [id, value] of Object.entries(after)) if (before[id] !== value) changes[id] = value
  for (const id of Object.keys(before)) if (!Object.hasOwn(after, id)) changes[id] = null
  return Object.keys(changes).length > 0 ? changes : undefined
}

function applyRecord<T>(record: Readonly<Record<string, T>>, changes: Readonly<Record<string, T | null>>) {
  const kept = Object.entries(record).filter(([id]) => !Object.hasOwn(changes, id))
  const added = Object.entries(changes).flatMap(([id, value]) => (value === null ? [] : [[id, value] as const]))
  return Object.fromEntries([...kept, ...added])
}
