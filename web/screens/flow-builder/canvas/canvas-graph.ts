/** The flow as the canvas library draws it; what did not change stays the same object, so that nothing else is drawn anew. */
import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import type { Entry } from '../../../../engine/entry.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { type Note, type Spot, unoccupied } from '../edits/flow-edits.ts'
import { START_ENTRY } from '../edits/ids.ts'
import { ENTRY_HEIGHT, ENTRY_WIDTH } from './arrange.ts'
import { HEAD, sizeOf, WIDTH } from './node-size.ts'

export type StepNode = Node<{ step: Step }, 'step'>
/** Without an entry it is where everybody begins. */
export type EntryNode = Node<{ entry: Entry | null }, 'entry'>
export type NoteNode = Node<{ note: Note }, 'note'>
export type CanvasNode = StepNode | EntryNode | NoteNode
export type WayEdge = Edge<{ stepId: string; handle: string }, 'way'>

export const IN = 'in'
const DOT = 12
const ENTRY_GAP = 72

/** Where everything lies: as it was put, or, where it was not, beside what leads to it. */
export function spotsOf(flow: Flow): Map<string, Spot> {
  const spots = new Map<string, Spot>()
  const missing: string[] = []
  for (const id of Object.keys(flow.steps)) {
    const spot = flow.layout?.[id]
    if (spot) spots.set(id, spot)
    else missing.push(id)
  }
  placeMissing(flow, missing, spots)
  placeEntries(flow, spots)
  return spots
}

export interface Moving {
  position?: Spot
  width?: number
  height?: number
}

interface View {
  flow: Flow
  selection: readonly string[]
  /** what is being dragged or sized right now */
  moving: ReadonlyMap<string, Moving>
  isReadOnly: boolean
  /** on a phone only what is picked can be dragged, so that a thumb that moves the canvas moves nothing else */
  isView?: boolean
}

export function nodesOf(
  { flow, selection, moving, isReadOnly, isView = false }: View,
  before: readonly CanvasNode[],
): CanvasNode[] {
  const old = new Map(before.map((node) => [node.id, node]))
  const selected = new Set(selection)
  const spots = spotsOf(flow)
  const finish = (node: CanvasNode): CanvasNode => {
    const isPicked = selected.has(node.id)
    const draggable = !isReadOnly && (!isView || isPicked)
    const placed = { ...node, selected: isPicked, draggable, ...moving.get(node.id) }
    const known = old.get(node.id)
    return known && isSameNode(known, placed) ? known : placed
  }
  const notes = (flow.notes ?? []).map((note) => finish(noteNode(note)))
  const doors = [null, ...(flow.entries ?? [])].map((entry) => finish(entryNode(entry, spots)))
  const steps = Object.entries(flow.steps).map(([id, step]) => finish(stepNode(id, step, spots)))
  return [...notes, ...doors, ...steps]
}

const edgesByStep = new WeakMap<Step, { id: string; edges: WayEdge[] }>()

export function edgesOf(flow: Flow, selectedEdge: string | null): WayEdge[] {
  const all = [...entryEdges(flow), ...Object.entries(flow.steps).flatMap(([id, step]) => stepEdges(id, step))]
  const existing = all.filter(({ target }) => Object.hasOwn(flow.steps, target))
  return selectedEdge
    ? existing.map((edge) => (edge.id === selectedEdge ? { ...edge, selected: true } : edge))
    : existing
}

export function edgeIdOf(stepId: string, handle: string): string {
  return `${stepId}/${handle}`
}

function stepEdges(id: string, step: Step): WayEdge[] {
  const known = edgesByStep.get(step)
  if (known?.id === id) return known.edges
  const edges = blockOf(step)
    .edges(step)
    .flatMap(({ handle, to }) => (to === undefined ? [] : [edge(id, handle, to)]))
  edgesByStep.set(step, { id, edges })
  return edges
}

function entryEdges(flow: Flow): WayEdge[] {
  const doors = [{ id: '', to: flow.start }, ...(flow.entries ?? [])]
  return doors.map(({ id, to = flow.start }) => edge(`entry:${id}`, 'next', to))
}

function edge(source: string, handle: string, target: string): WayEdge {
  const data = { stepId: source, handle }
  return { id: edgeIdOf(source, handle), type: 'way', source, sourceHandle: handle, target, targetHandle: IN, data }
}

function stepNode(id: string, step: Step, spots: ReadonlyMap<string, Spot>): StepNode {
  const { width, height } = sizeOf(step)
  return {
    id,
    type: 'step',
    data: { step },
    position: spots.get(id) ?? ORIGIN,
    width,
    height,
    handles: handlesOf(step),
  }
}

function entryNode(entry: Entry | null, spots: ReadonlyMap<string, Spot>): EntryNode {
  const id = entry ? `entry:${entry.id}` : START_ENTRY
  const [width, height] = [ENTRY_WIDTH, ENTRY_HEIGHT]
  return {
    id,
    type: 'entry',
    data: { entry },
    position: spots.get(id) ?? ORIGIN,
    width,
    height,
    handles: ENTRY_HANDLES,
  }
}

function noteNode(note: Note): NoteNode {
  const { width, height } = note
  return {
    id: `note:${note.id}`,
    type: 'note',
    data: { note },
    position: note.at,
    width,
    height,
    zIndex: -1,
    handles: [],
  }
}

const ORIGIN: Spot = { x: 0, y: 0 }
const ENTRY_HANDLES = [handle('source', 'next', { x: ENTRY_WIDTH, y: ENTRY_HEIGHT / 2 })]
const handlesByStep = new WeakMap<Step, NodeHandle[]>()

function handlesOf(step: Step): NodeHandle[] {
  const known = handlesByStep.get(step)
  if (known) return known
  const ways = sizeOf(step).ways.map((way) => handle('source', way.handle, { x: WIDTH, y: way.y }))
  const handles = [handle('target', IN, { x: 0, y: HEAD / 2 }), ...ways]
  handlesByStep.set(step, handles)
  return handles
}

function handle(type: 'source' | 'target', id: string, { x, y }: Spot): NodeHandle {
  const position = type === 'source' ? Position.Right : Position.Left
  return { id, type, position, x: x - DOT / 2, y: y - DOT / 2, width: DOT, height: DOT }
}

function isSameNode(one: CanvasNode, other: CanvasNode): boolean {
  return (
    one.position.x === other.position.x &&
    one.position.y === other.position.y &&
    one.selected === other.selected &&
    one.draggable === other.draggable &&
    one.width === other.width &&
    one.height === other.height &&
    contentOf(one) === contentOf(other)
  )
}

function contentOf(node: CanvasNode): unknown {
  if (node.type === 'step') return node.data.step
  return node.type === 'note' ? node.data.note : node.data.entry
}

function placeMissing(flow: Flow, missing: readonly string[], spots: Map<string, Spot>): void {
  if (missing.length === 0) return
  const from = new Map<string, string>()
  for (const [id, step] of Object.entries(flow.steps))
    for (const { to } of blockOf(step).edges(step)) if (to !== undefined && !from.has(to)) from.set(to, id)
  for (const id of missing) {
    const before = spots.get(from.get(id) ?? '')
    const wanted = before ? { x: before.x + WIDTH + 80, y: before.y } : ORIGIN
    spots.set(id, unoccupied({ ...flow, layout: Object.fromEntries(spots) }, wanted))
  }
}

/** At the left of the step they lead to, one below the other. */
function placeEntries(flow: Flow, spots: Map<string, Spot>): void {
  const counts = new Map<string, number>()
  for (const { id, to = flow.start } of [{ id: '', to: flow.start }, ...(flow.entries ?? [])]) {
    const key = `entry:${id}`
    const put = flow.layout?.[key]
    const count = counts.get(to) ?? 0
    counts.set(to, count + 1)
    const target = spots.get(to) ?? ORIGIN
    const y = target.y + (HEAD - ENTRY_HEIGHT) / 2 + count * (ENTRY_HEIGHT + 16)
    spots.set(key, put ?? { x: target.x - ENTRY_WIDTH - ENTRY_GAP, y })
  }
}
