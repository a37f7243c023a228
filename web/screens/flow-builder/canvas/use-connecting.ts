/** Ways are drawn, led elsewhere and picked with the pointer; what is dragged together comes to lie where it is let go. */
import { type Connection, type FinalConnectionState, useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { Spot } from '../edits/flow-edits.ts'
import { START_ENTRY } from '../edits/ids.ts'
import { useEditorStore } from '../store/use-editor.ts'
import { CANVAS_ID } from './canvas-focus.ts'
import type { CanvasNode, WayEdge } from './canvas-graph.ts'

export function useConnecting() {
  const editor = useEditorStore()
  const { screenToFlowPosition } = useReactFlow()
  return useMemo(() => {
    const lead = ({ source, sourceHandle, target }: Connection) => {
      const { flow } = editor.get()
      if (source === START_ENTRY) return editor.setStart(target)
      const entry = flow.entries?.find(({ id }) => source === `entry:${id}`)
      if (entry) return editor.setEntry({ ...entry, to: target })
      editor.connect(source, sourceHandle ?? 'next', target)
    }
    return {
      onConnect: lead,
      onReconnect: (_: WayEdge, connection: Connection) => lead(connection),
      onConnectEnd: (event: MouseEvent | TouchEvent, { toHandle, fromNode, fromHandle }: FinalConnectionState) => {
        if (toHandle || !fromNode || fromHandle?.type !== 'source' || fromNode.id.startsWith('entry:')) return
        const point = 'changedTouches' in event ? event.changedTouches[0] : event
        if (!point || !hitsCanvas(point)) return
        const target = stepAt(point)
        if (target !== undefined)
          return editor.get().flow.steps[target] && editor.connect(fromNode.id, fromHandle.id ?? 'next', target)
        const { x, y } = screenToFlowPosition({ x: point.clientX, y: point.clientY }, { snapToGrid: true })
        editor.ask({
          kind: 'palette',
          at: { x, y: y - 20 },
          from: { stepId: fromNode.id, handle: fromHandle.id ?? 'next' },
        })
      },
      onSelectionDragStop: (_: unknown, nodes: CanvasNode[]) => editor.moveTo(spotsOf(nodes)),
      onNodeClick: (event: React.MouseEvent, node: CanvasNode) => {
        if (node.type === 'note' || event.shiftKey || event.metaKey || event.ctrlKey) return
        editor.open('inspector')
        editor.reveal(node.id)
      },
      onEdgeClick: (_: unknown, { data }: WayEdge) => data && editor.pickWay(data),
      onPaneClick: () => editor.pickWay(null),
    }
  }, [editor, screenToFlowPosition])
}

function spotsOf(nodes: CanvasNode[]): Record<string, Spot> {
  return Object.fromEntries(nodes.map(({ id, position }) => [id, position]))
}

/** Let go anywhere on a step, a way leads to it. */
function stepAt({ clientX, clientY }: { clientX: number; clientY: number }): string | undefined {
  const node = document.elementFromPoint(clientX, clientY)?.closest('.react-flow__node')
  return node?.getAttribute('data-id') ?? undefined
}

function hitsCanvas({ clientX, clientY }: { clientX: number; clientY: number }): boolean {
  return document.elementFromPoint(clientX, clientY)?.closest(`#${CANVAS_ID}`) != null
}
