/** What of the flow is in sight: its beginning at first, all of it when asked, and a step that is gone to. */
import { useReducedMotion } from '@mantine/hooks'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import type { Flow } from '../../../../engine/flow.ts'
import { START_ENTRY } from '../edits/ids.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { ENTRY_HEIGHT } from './arrange.ts'
import { spotsOf } from './canvas-graph.ts'
import { sizeOf, WIDTH } from './node-size.ts'

const SHOW_MS = 220
const MARGIN = 24
const EDGE = 48
const LEAST_ZOOM = 0.35
const READABLE = 0.6
const FIRST_ZOOM = 0.85
const FARTHEST = 0.05

/** All of the flow where it can be read so, else its beginning. */
export function useFirstView(): () => void {
  const editor = useEditorStore()
  const { setViewport } = useReactFlow()
  const store = useStoreApi()
  return () => {
    const { flow } = editor.get()
    const size = store.getState()
    const all = wholeView(flow, size)
    if (all.zoom >= READABLE) return void setViewport(all)
    const start = spotsOf(flow).get(START_ENTRY) ?? { x: 0, y: 0 }
    const y = size.height / 3 - start.y * FIRST_ZOOM
    void setViewport({ x: EDGE - start.x * FIRST_ZOOM, y, zoom: FIRST_ZOOM })
  }
}

/** All of the flow, as near as it fits. */
export function useShowAll(): () => void {
  const editor = useEditorStore()
  const { setViewport } = useReactFlow()
  const store = useStoreApi()
  const duration = useReducedMotion() ? 0 : SHOW_MS
  return useCallback(
    () => void setViewport(wholeView(editor.get().flow, store.getState()), { duration }),
    [editor, setViewport, store, duration],
  )
}

/** Brings a step into view where it is not. */
export function useReveal(): void {
  const reveal = useEditor((state) => state.reveal)
  const flow = useEditor((state) => state.flow)
  const latest = useRef(flow)
  latest.current = flow
  const { setCenter, setViewport, getViewport } = useReactFlow()
  const store = useStoreApi()
  const isReduced = useReducedMotion()
  useEffect(() => {
    if (!reveal) return
    // the panel at the right may be opening, and takes its room from the canvas
    const timer = setTimeout(() => {
      const spot = spotsOf(latest.current).get(reveal.id)
      const step = latest.current.steps[reveal.id]
      if (!spot) return
      const box = { ...spot, width: WIDTH, height: step ? sizeOf(step).height : 40 }
      const view = getViewport()
      const { width, height } = store.getState()
      const zoom = view.zoom < LEAST_ZOOM ? READABLE : view.zoom
      const [left, top] = [box.x * view.zoom + view.x, box.y * view.zoom + view.y]
      const [right, bottom] = [left + box.width * view.zoom, top + box.height * view.zoom]
      const isNear = zoom === view.zoom && right > -width && left < 2 * width && bottom > -height && top < 2 * height
      const duration = isReduced ? 0 : SHOW_MS
      if (!isNear) return void setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration })
      const [x, y] = [view.x + into(left, right, width), view.y + into(top, bottom, height)]
      if (x !== view.x || y !== view.y) void setViewport({ x, y, zoom }, { duration })
    }, 60)
    return () => clearTimeout(timer)
  }, [reveal, getViewport, setViewport, setCenter, store, isReduced])
}

function wholeView(flow: Flow, { width, height }: { width: number; height: number }) {
  const steps = [...spotsOf(flow)].map(([id, spot]) => {
    const step = flow.steps[id]
    return { ...spot, width: WIDTH, height: step ? sizeOf(step).height : ENTRY_HEIGHT }
  })
  const boxes = [
    ...steps,
    ...(flow.notes ?? []).map((note) => ({ ...note.at, width: note.width, height: note.height })),
  ]
  const left = Math.min(...boxes.map((box) => box.x))
  const top = Math.min(...boxes.map((box) => box.y))
  const wide = Math.max(...boxes.map((box) => box.x + box.width)) - left
  const high = Math.max(...boxes.map((box) => box.y + box.height)) - top
  const zoom = Math.max(FARTHEST, Math.min(1, (width - 2 * EDGE) / wide, (height - 2 * EDGE) / high))
  return { x: (width - wide * zoom) / 2 - left * zoom, y: (height - high * zoom) / 2 - top * zoom, zoom }
}

/** How far something has to move to be seen from end to end. */
function into(from: number, to: number, size: number): number {
  if (from < MARGIN) return MARGIN - from
  return to > size - MARGIN ? Math.max(size - MARGIN - to, MARGIN - from) : 0
}
