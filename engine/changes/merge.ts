/** Puts two states of a flow together that were made from the same one, so that nobody's work is lost. */
import { blockOf, type Step } from '../blocks/blocks.ts'
import type { Flow } from '../flow.ts'
import { isSame } from './same.ts'

export interface Merged {
  flow: Flow
  /** ids of steps that both changed, each in another way; theirs stands in the flow (mine, where they took it away) */
  conflicts: string[]
}

/**
 * Each step, entry, note and place on the canvas is taken from whoever changed it; what both changed, from `theirs`. A step
 * that one took away comes back where the other has led a new way to it.
 */
export function mergeFlows(base: Flow, mine: Flow, theirs: Flow): Merged {
  const steps = mergeRecord(base.steps, mine.steps, theirs.steps)
  const merged: Flow = {
    start: pick(base.start, mine.start, theirs.start).value,
    steps: steps.values,
    entries: mergeList(by.id, base.entries, mine.entries, theirs.entries),
    inputs: mergeList(by.name, base.inputs, mine.inputs, theirs.inputs),
    outputs: mergeList(by.name, base.outputs, mine.outputs, theirs.outputs),
    notes: mergeList(by.id, base.notes, mine.notes, theirs.notes),
    layout: mergeLayout(base.layout, mine.layout, theirs.layout),
  }
  return { flow: bringBack(merged, [theirs, mine]), conflicts: steps.conflicts }
}

const by = {
  id: (part: { id: string }) => part.id,
  name: (part: { name: string }) => part.name,
}

interface Picked<T> {
  value: T
  isConflict: boolean
}

function pick<T>(base: T, mine: T, theirs: T): Picked<T> {
  if (isSame(mine, theirs) || isSame(mine, base)) return { value: theirs, isConflict: false }
  if (isSame(theirs, base)) return { value: mine, isConflict: false }
  return { value: theirs ?? mine, isConflict: true }
}

function mergeRecord<T>(base: Record<string, T>, mine: Record<string, T>, theirs: Record<string, T>) {
  const conflicts: string[] = []
  const values: Record<string, T> = Object.create(null)
  for (const id of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const { value, isConflict } = pick(own(base, id), own(mine, id), own(theirs, id))
    if (value !== undefined) values[id] = value
    if (isConflict) conflicts.push(id)
  }
  return { values: { ...values }, conflicts }
}

type Layout = Flow['layout']

function mergeLayout(base: Layout, mine: Layout, theirs: Layout): Layout {
  if (base && mine && theirs) return mergeRecord(base, mine, theirs).values
  const { value, isConflict } = pick(base, mine, theirs)
  return isConflict ? mergeRecord(base ?? {}, mine ?? {}, theirs ?? {}).values : value
}

type List<T> = T[] | undefined

/** In the order of whoever changed it; what only the other one has comes last. */
function mergeList<T>(keyOf: (part: T) => string, ...[base, mine, theirs]: [List<T>, List<T>, List<T>]): List<T> {
  const whole = pick(base, mine, theirs)
  if (!whole.isConflict) return whole.value
  const [old, my, their] = [numbered(base, keyOf), numbered(mine, keyOf), numbered(theirs, keyOf)]
  const isMineInOrder = isSame([...my.keys()], [...old.keys()])
  const [first, second] = isMineInOrder ? [their, my] : [my, their]
  const keys = new Set([...first.keys(), ...second.keys()])
  return [...keys].flatMap((key) => pick(old.get(key), my.get(key), their.get(key)).value ?? [])
}

/** A draft may still hold two parts of one id; none of them may be lost. */
function numbered<T>(list: List<T>, keyOf: (part: T) => string): Map<string, T> {
  const parts = new Map<string, T>()
  for (const part of list ?? []) {
    const key = keyOf(part)
    let free = key
    for (let copy = 2; parts.has(free); copy += 1) free = `${key} ${copy}`
    parts.set(free, part)
  }
  return parts
}

/** A step that is gone comes back, with what it leads to, where a way leads to it that led somewhere on both sides. */
function bringBack(flow: Flow, sides: Flow[]): Flow {
  const broken = new Set(
    sides.flatMap((side) =>
      waysOf(side)
        .filter(({ to }) => !Object.hasOwn(side.steps, to))
        .map(nameOf),
    ),
  )
  const steps = new Map(Object.entries(flow.steps))
  const ways = waysOf(flow)
  for (const way of ways) {
    if (steps.has(way.to) || broken.has(nameOf(way))) continue
    const step = sides.map((side) => own(side.steps, way.to)).find((each) => each !== undefined)
    if (!step) continue
    steps.set(way.to, step)
    ways.push(...waysFrom(way.to, step))
  }
  if (steps.size === Object.keys(flow.steps).length) return flow
  return { ...flow, steps: Object.fromEntries(steps), layout: layoutOf([...steps.keys()], [flow, ...sides]) }
}

interface Way {
  from: string
  to: string
}

const nameOf = ({ from, to }: Way) => `${from} ${to}`

function waysOf({ start, entries = [], steps }: Flow): Way[] {
  const ofEntries = entries.flatMap(({ id, to }) => (to === undefined ? [] : { from: `entry:${id}`, to }))
  return [{ from: '', to: start }, ...ofEntries, ...Object.entries(steps).flatMap(([id, step]) => waysFrom(id, step))]
}

function waysFrom(from: string, step: Step): Way[] {
  return blockOf(step)
    .edges(step)
    .flatMap(({ to }) => (to === undefined ? [] : { from, to }))
}

function layoutOf(stepIds: string[], from: Flow[]): Layout {
  const spots = stepIds.flatMap((id) => {
    const spot = from.map(({ layout }) => layout && own(layout, id)).find((each) => each !== undefined)
    return spot ? [[id, spot] as const] : []
  })
  const kept = from[0]?.layout
  return spots.length === 0 && !kept ? undefined : { ...kept, ...Object.fromEntries(spots) }
}

function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
