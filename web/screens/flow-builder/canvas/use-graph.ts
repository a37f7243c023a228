/** The nodes and edges that the canvas shows, with what is under the pointer where it is now. */
import type { NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Flow } from '../../../../engine/flow.ts'
import type { Spot } from '../edits/flow-edits.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { type CanvasNode, edgesOf, type Moving, nodesOf } from './canvas-graph.ts'
import { useGlide } from './glide.ts'
import { type Box, type Guide, inLine } from './guides.ts'

const STILL: ReadonlyMap<string, Moving> = new Map()

/** Nodes and edges of the flow, with what is under the pointer where it is now. */
export function useGraph(isView: boolean) {
  const editor = useEditorStore()
  const flow = useEditor((state) => state.flow)
  const selection = useEditor((state) => state.selection)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const way = useEditor((state) => state.way)
  const [held, setHeld] = useState<Held>({ flow, moving: STILL, guides: [] })
  const gliding = useGlide(flow)
  const moving = gliding ?? (held.flow === flow ? held.moving : STILL)
  const before = useRef<CanvasNode[]>([])
  const nodes = useMemo(
    () => nodesOf({ flow, selection, moving, isReadOnly, isView }, before.current),
    [flow, selection, moving, isReadOnly, isView],
  )
  before.current = nodes
  const edges = useMemo(() => edgesOf(flow, way && `${way.stepId}/${way.handle}`), [flow, way])
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      select(editor.get().selection, changes, editor.select)
      const now = editor.get().flow
      const { placed, guides } = snapped(changes, before.current)
      setHeld((last) => {
        const moved = withChanges(last.flow === now ? last.moving : STILL, placed)
        return moved === last.moving && last.flow === now ? last : { flow: now, moving: moved, guides }
      })
    },
    [editor],
  )
  /** where what was dragged lies now, in line with what it was let go beside */
  const heldAt = useRef(moving)
  heldAt.current = moving
  const onNodeDragStop = useCallback(
    (_: unknown, __: CanvasNode, dragged: CanvasNode[]) => {
      const spots = dragged.map(({ id, position }) => [id, heldAt.current.get(id)?.position ?? position] as const)
      editor.moveTo(Object.fromEntries(spots))
    },
    [editor],
  )
  const guides = held.flow === flow ? held.guides : []
  return { nodes, edges, guides, onNodesChange, onNodeDragStop }
}

/** One step that is dragged alone snaps into line with the others around it. */
function snapped(changes: NodeChange<CanvasNode>[], nodes: readonly CanvasNode[]) {
  const [change] = changes
  if (changes.length !== 1 || change?.type !== 'position' || !change.dragging || !change.position)
    return { placed: changes, guides: [] }
  const node = nodes.find(({ id }) => id === change.id)
  if (node?.type !== 'step') return { placed: changes, guides: [] }
  const others = nodes.filter(({ id, type }) => id !== change.id && type === 'step').map(boxOf)
  const { spot, guides } = inLine({ ...boxOf(node), ...change.position }, others.filter(isNear(change.position)))
  return { placed: [{ ...change, position: spot }], guides }
}

function boxOf({ position, width = 0, height = 0 }: CanvasNode): Box {
  return { ...position, width, height }
}

/** Farther away one does not see what it would be in line with. */
function isNear({ x, y }: Spot): (box: Box) => boolean {
  return (box) => Math.abs(box.x - x) < SIGHT.x && Math.abs(box.y - y) < SIGHT.y
}

const SIGHT = { x: 1200, y: 800 }

interface Held {
  flow: Flow
  moving: ReadonlyMap<string, Moving>
  guides: readonly Guide[]
}

function select(
  selection: readonly string[],
  changes: NodeChange<CanvasNode>[],
  give: (ids: readonly string[]) => void,
): void {
  const selects = changes.flatMap((change) => (change.type === 'select' ? [change] : []))
  if (selects.length === 0) return
  const gone = new Set(selects.filter(({ selected }) => !selected).map(({ id }) => id))
  const added = selects.filter(({ selected, id }) => selected && !selection.includes(id)).map(({ id }) => id)
  give([...selection.filter((id) => !gone.has(id)), ...added])
}

function withChanges(
  moving: ReadonlyMap<string, Moving>,
  changes: NodeChange<CanvasNode>[],
): ReadonlyMap<string, Moving> {
  const next = new Map(moving)
  for (const change of changes) {
    if (change.type === 'position' && change.position)
      next.set(change.id, { ...next.get(change.id), position: change.position })
    if (change.type === 'dimensions' && change.resizing && change.dimensions)
      next.set(change.id, { ...next.get(change.id), ...change.dimensions })
  }
  return changes.some(({ type }) => type === 'position' || type === 'dimensions') && next.size > 0 ? next : moving
}
