/** What one can do with a flow, as pure functions: every one leaves each way leading to a step that exists, or nowhere. */
import type { PaletteItem } from '../../../../engine/block.ts'
import { BLOCKS, blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import type { Entry } from '../../../../engine/entry.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { sizeOf, WIDTH } from '../canvas/node-size.ts'

export type Spot = { x: number; y: number }
export type Note = NonNullable<Flow['notes']>[number]
export type Item = PaletteItem<Step>
/** A way out of a step. */
export interface WayOut {
  stepId: string
  handle: string
}

const GAP_X = 80
const GAP_Y = 32

export const ITEMS: readonly Item[] = BLOCKS.flatMap((block): readonly Item[] => block.palette)

/** What the palette calls this step. */
export function itemOf(step: Step): Item {
  const items: readonly Item[] = blockOf(step).palette
  const kind = 'kind' in step ? `${step.block}:${step.kind}` : step.block
  const item = items.find(({ id }) => id === kind) ?? items[0]
  if (!item) throw new Error(`The palette has nothing for ${step.block}`)
  return item
}

export function setStep(flow: Flow, id: string, step: Step): Flow {
  return { ...flow, steps: { ...flow.steps, [id]: step } }
}

interface Place {
  at?: Spot | undefined
  /** the way that leads to the new step; where it led before, the new step leads on */
  from?: WayOut | undefined
}

/** A fresh step of this kind. */
export function addStep(flow: Flow, item: Item, { at, from }: Place): { flow: Flow; id: string } {
  const id = freeId(flow.steps, item.id.replaceAll(':', '-'))
  const before = from && flow.steps[from.stepId]
  const on =
    from &&
    before &&
    blockOf(before)
      .edges(before)
      .find(({ handle }) => handle === from.handle)?.to
  const fresh = item.fresh()
  const leadsOn = on !== undefined && flow.steps[on] && straightOf(fresh)
  const step = leadsOn ? blockOf(fresh).connect(fresh, leadsOn, on) : fresh
  const spot = at ?? (from ? spotAfter(flow, from) : freeSpot(flow))
  const added = place(setStep(flow, id, step), { [id]: spot })
  if (!from || !before) return { flow: added, id }
  const led = connect(added, from, id)
  return { flow: leadsOn && !at ? makeRoom(led, id, on) : led, id }
}

/** The way leads to this step, or nowhere. */
export function connect(flow: Flow, { stepId, handle }: WayOut, to: string | undefined): Flow {
  const step = flow.steps[stepId]
  if (!step || (to !== undefined && !flow.steps[to])) return flow
  return setStep(flow, stepId, blockOf(step).connect(step, handle, to))
}

/** Takes steps away; what led to one goes on to where its way straight on led. At least one step stays. */
export function removeSteps(flow: Flow, ids: readonly string[]): Flow {
  const gone = new Set(ids.filter((id) => flow.steps[id]))
  const kept = Object.keys(flow.steps).filter((id) => !gone.has(id))
  if (gone.size === 0 || kept.length === 0) return flow
  const on = (to: string) => nextKept(flow, to, gone)
  const redirected = withWays(pickSteps(flow, kept), (to) => (gone.has(to) ? on(to) : to))
  const start = gone.has(flow.start) ? (on(flow.start) ?? kept[0] ?? flow.start) : flow.start
  return withoutSpots({ ...redirected, start }, gone)
}

function withoutSpots(flow: Flow, gone: ReadonlySet<string>): Flow {
  const { layout = {}, ...rest } = flow
  const spots = Object.entries(layout).filter(([id]) => !gone.has(id))
  return spots.length === 0 ? rest : { ...rest, layout: Object.fromEntries(spots) }
}

/** Each way as `turn` says; parts that stay as they are stay the same objects. */
export function withWays(flow: Flow, turn: (to: string) => string | undefined): Flow {
  const steps = Object.entries(flow.steps).map(([id, step]): [string, Step] => [id, stepWithWays(step, turn)])
  const entries = flow.entries?.map((entry) => entryWithWay(entry, turn))
  return { ...flow, steps: Object.fromEntries(steps), ...(entries && { entries }) }
}

export function stepWithWays(step: Step, turn: (to: string) => string | undefined): Step {
  const block = blockOf(step)
  return block.edges(step).reduce((turned, { handle, to }) => {
    const next = to === undefined ? undefined : turn(to)
    return next === to ? turned : block.connect(turned, handle, next)
  }, step)
}

export function setStart(flow: Flow, id: string): Flow {
  return flow.steps[id] ? { ...flow, start: id } : flow
}

export function setEntry(flow: Flow, entry: Entry): Flow {
  return { ...flow, entries: (flow.entries ?? []).map((each) => (each.id === entry.id ? entry : each)) }
}

export function addEntry(flow: Flow, entry: Entry): Flow {
  return { ...flow, entries: [...(flow.entries ?? []), entry] }
}

export function removeEntries(flow: Flow, ids: readonly string[]): Flow {
  const entries = flow.entries?.filter(({ id }) => !ids.includes(id))
  return withList(flow, 'entries', entries)
}

export function setNote(flow: Flow, note: Note): Flow {
  const notes = flow.notes ?? []
  const isKnown = notes.some(({ id }) => id === note.id)
  return { ...flow, notes: isKnown ? notes.map((each) => (each.id === note.id ? note : each)) : [...notes, note] }
}

export function removeNotes(flow: Flow, ids: readonly string[]): Flow {
  return withList(
    flow,
    'notes',
    flow.notes?.filter(({ id }) => !ids.includes(id)),
  )
}

/** Steps and entries by their key in the layout, notes by `note:<id>`. */
export function moveTo(flow: Flow, spots: Readonly<Record<string, Spot>>): Flow {
  const onGrid = Object.fromEntries(Object.entries(spots).map(([id, spot]) => [id, rounded(spot)]))
  const notes = flow.notes?.map((note) =>
    onGrid[`note:${note.id}`] ? { ...note, at: onGrid[`note:${note.id}`] ?? note.at } : note,
  )
  const others = Object.fromEntries(Object.entries(onGrid).filter(([id]) => !id.startsWith('note:')))
  return place({ ...flow, ...(notes && { notes }) }, others)
}

export function place(flow: Flow, spots: Readonly<Record<string, Spot>>): Flow {
  return Object.keys(spots).length === 0 ? flow : { ...flow, layout: { ...flow.layout, ...spots } }
}

/** The way straight on of a step; undefined where it ends here. */
export function straightOf(step: Step): string | undefined {
  const edges = blockOf(step).edges(step)
  return (edges.find(({ handle }) => handle === 'next') ?? edges.find(({ to }) => to === undefined))?.handle
}

/** The first way out that leads nowhere yet. */
export function openWayOf(flow: Flow, stepId: string): WayOut | undefined {
  const step = flow.steps[stepId]
  const edges = step ? blockOf(step).edges(step) : []
  const open =
    edges.find(({ handle, to }) => handle === 'next' && to === undefined) ?? edges.find(({ to }) => to === undefined)
  const handle = open?.handle ?? (step && straightOf(step))
  return handle === undefined ? undefined : { stepId, handle }
}

export function freeId(taken: Readonly<Record<string, unknown>>, wanted: string): string {
  const stem = wanted.slice(0, 34).replace(/-+$/, '')
  if (!Object.hasOwn(taken, stem)) return stem
  for (let number = 2; ; number += 1) if (!Object.hasOwn(taken, `${stem}-${number}`)) return `${stem}-${number}`
}

function nextKept(flow: Flow, from: string, gone: ReadonlySet<string>): string | undefined {
  const seen = new Set<string>()
  let at: string | undefined = from
  while (at !== undefined && gone.has(at) && !seen.has(at)) {
    seen.add(at)
    const step: Step | undefined = flow.steps[at]
    at =
      step &&
      blockOf(step)
        .edges(step)
        .find(({ handle }) => handle === 'next')?.to
  }
  return at !== undefined && !gone.has(at) && flow.steps[at] ? at : undefined
}

function pickSteps(flow: Flow, ids: readonly string[]): Flow {
  const steps = ids.flatMap((id) => (flow.steps[id] ? [[id, flow.steps[id]] as const] : []))
  return { ...flow, steps: Object.fromEntries(steps) }
}

function entryWithWay(entry: Entry, turn: (to: string) => string | undefined): Entry {
  if (entry.to === undefined) return entry
  const to = turn(entry.to)
  return to === entry.to ? entry : { ...entry, to }
}

function withList(flow: Flow, part: 'entries' | 'notes', list: Flow['entries'] | Flow['notes']): Flow {
  const { [part]: _, ...rest } = flow
  return list && list.length > 0 ? { ...rest, [part]: list } : rest
}

function rounded({ x, y }: Spot): Spot {
  return { x: Math.round(x), y: Math.round(y) }
}

/** Right of the step, below what its other ways lead to. */
function spotAfter(flow: Flow, { stepId, handle }: WayOut): Spot {
  const from = flow.layout?.[stepId] ?? { x: 0, y: 0 }
  const step = flow.steps[stepId]
  const index = step
    ? Math.max(
        0,
        blockOf(step)
          .edges(step)
          .findIndex((edge) => edge.handle === handle),
      )
    : 0
  return unoccupied(flow, { x: from.x + WIDTH + GAP_X, y: from.y + index * GAP_Y })
}

function freeSpot(flow: Flow): Spot {
  const spots = Object.values(flow.layout ?? {})
  if (spots.length === 0) return { x: 0, y: 0 }
  const bottom = Math.max(
    ...Object.entries(flow.steps).map(([id, step]) => (flow.layout?.[id]?.y ?? 0) + sizeOf(step).height),
  )
  return { x: Math.min(...spots.map(({ x }) => x)), y: bottom + GAP_Y }
}

/** The next place below where no step lies. */
export function unoccupied(flow: Flow, wanted: Spot, height = 96): Spot {
  const boxes = Object.entries(flow.steps).flatMap(([id, step]) => {
    const spot = flow.layout?.[id]
    return spot && Math.abs(spot.x - wanted.x) < WIDTH + 8
      ? [{ top: spot.y, bottom: spot.y + sizeOf(step).height }]
      : []
  })
  let y = wanted.y
  for (const box of boxes.sort((one, other) => one.top - other.top)) {
    if (y < box.bottom + GAP_Y && y + height > box.top - GAP_Y) y = box.bottom + GAP_Y
  }
  return { x: wanted.x, y: Math.round(y) }
}

/** A step that was put between two others: what follows moves to the right. */
function makeRoom(flow: Flow, id: string, on: string): Flow {
  const spot = flow.layout?.[id]
  const next = flow.layout?.[on]
  if (!spot || !next || next.x <= spot.x - WIDTH) return flow
  const before = { x: spot.x, y: next.y }
  const need = spot.x + WIDTH + GAP_X - next.x
  if (need <= 0) return place(flow, { [id]: before })
  const follows = reachableFrom(flow, on).filter((each) => each !== id && (flow.layout?.[each]?.x ?? -1e9) >= next.x)
  const moved = follows.flatMap((each) => {
    const at = flow.layout?.[each]
    return at ? [[each, { x: at.x + need, y: at.y }] as const] : []
  })
  return place(flow, { ...Object.fromEntries(moved), [id]: before })
}

function reachableFrom(flow: Flow, start: string): string[] {
  const seen = new Set([start])
  for (const id of seen) {
    const step = flow.steps[id]
    for (const { to } of step ? blockOf(step).edges(step) : []) if (to !== undefined && flow.steps[to]) seen.add(to)
  }
  return [...seen]
}
