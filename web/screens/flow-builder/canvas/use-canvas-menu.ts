/** What the menu of the canvas was asked about, with the second button, a long press or the menu key. */
import { useReactFlow } from '@xyflow/react'
import { type MouseEvent as PointerAsk, useCallback, useMemo, useState } from 'react'
import type { Spot, WayOut } from '../edits/flow-edits.ts'
import { useEditorStore } from '../store/use-editor.ts'
import { CANVAS_ID, focusCanvas } from './canvas-focus.ts'
import type { CanvasNode, WayEdge } from './canvas-graph.ts'

export interface CanvasAsk {
  /** where the menu opens, on the screen */
  point: Spot
  /** the same place on the canvas */
  at: Spot
  on: { kind: 'selection' } | { kind: 'way'; way: WayOut } | { kind: 'canvas' }
}

export function useCanvasMenu() {
  const editor = useEditorStore()
  const { screenToFlowPosition } = useReactFlow()
  const [open, setOpen] = useState<CanvasAsk | null>(null)
  const close = useCallback(() => {
    setOpen(null)
    focusCanvas()
  }, [])
  const handlers = useMemo(() => {
    const ask = (point: Spot, on: CanvasAsk['on']) => {
      const { x, y } = screenToFlowPosition(point, { snapToGrid: true })
      setOpen({ point, at: { x, y }, on })
    }
    const pointOf = (event: PointerAsk | MouseEvent): Spot => {
      event.preventDefault()
      event.stopPropagation()
      return { x: event.clientX, y: event.clientY }
    }
    const askSelection = (point: Spot, id: string) => {
      if (!editor.get().selection.includes(id)) editor.select([id])
      ask(point, { kind: 'selection' })
    }
    return {
      onNodeContextMenu: (event: PointerAsk, { id }: CanvasNode) => askSelection(pointOf(event), id),
      onSelectionContextMenu: (event: PointerAsk) => ask(pointOf(event), { kind: 'selection' }),
      onEdgeContextMenu: (event: PointerAsk, { data }: WayEdge) => {
        const point = pointOf(event)
        if (data) editor.pickWay(data)
        ask(point, data ? { kind: 'way', way: data } : { kind: 'canvas' })
      },
      onPaneContextMenu: (event: PointerAsk | MouseEvent) => ask(pointOf(event), { kind: 'canvas' }),
      /** the menu key asks about what is selected, where it lies */
      onContextMenu: (event: PointerAsk) => {
        if (!(event.target instanceof Element) || event.target.id !== CANVAS_ID) return
        event.preventDefault()
        const { selection, way } = editor.get()
        const last = selection.at(-1)
        const box = (document.getElementById(`node-${last}`) ?? event.target).getBoundingClientRect()
        const point = { x: box.left + Math.min(24, box.width / 2), y: box.top + Math.min(40, box.height / 2) }
        if (last !== undefined) askSelection(point, last)
        else ask(point, way ? { kind: 'way', way } : { kind: 'canvas' })
      },
    }
  }, [editor, screenToFlowPosition])
  return { open, close, handlers }
}
