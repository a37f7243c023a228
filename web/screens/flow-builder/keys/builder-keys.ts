/** The keyboard of the flow builder: everything that the pointer can do. */
import { useReducedMotion } from '@mantine/hooks'
import { useReactFlow } from '@xyflow/react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { isBusyElsewhere, useSingleKeys } from '../../../frame/keys.ts'
import { CANVAS_ID, focusCanvas, focusPanel, PANEL_ID } from '../canvas/canvas-focus.ts'
import { spotsOf } from '../canvas/canvas-graph.ts'
import { useShowAll } from '../canvas/sight.ts'
import { readClip } from '../edits/clipboard.ts'
import { besideOf, type Direction, orderedSteps } from '../edits/flow-order.ts'
import type { Editor } from '../store/editor.ts'
import { useRemoving } from '../store/removing.ts'
import { useEditorStore } from '../store/use-editor.ts'

const ARROWS: Record<string, Direction> = { ArrowRight: 'right', ArrowLeft: 'left', ArrowDown: 'down', ArrowUp: 'up' }
const MOVES: Record<Direction, [number, number]> = { right: [10, 0], left: [-10, 0], down: [0, 10], up: [0, -10] }
/** After `g` the next letter goes to another page. */
const GO_MS = 1000

type Act = (event: KeyboardEvent) => void

export function useBuilderKeys(): void {
  const [isSingleOn] = useSingleKeys()
  const single = useSingleActs()
  const withMod = useModActs()
  const onCanvas = useCanvasActs()
  const wentAt = useRef(0)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') return leave(event)
    const act = actOf(event)
    if (act === undefined) return
    event.preventDefault()
    act(event)
  })
  function actOf(event: KeyboardEvent): Act | undefined {
    if (isModal() || event.defaultPrevented) return undefined
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if ((event.metaKey || event.ctrlKey) && !event.altKey)
      return isWriting(event) && key !== 'f' ? undefined : withMod[key]
    if (isOnCanvas(event)) {
      const arrow = ARROWS[event.key]
      if (arrow) return (each) => onCanvas.arrow(each, arrow)
      const act = onCanvas.keys.get(key)
      if (act) return act
    }
    if (!isSingleOn || isBusyElsewhere(event)) return undefined
    const isGoing = Date.now() - wentAt.current < GO_MS
    wentAt.current = key === 'g' ? Date.now() : 0
    return isGoing ? undefined : single[key]
  }
  useEffect(() => {
    // before the frame, whose list of keys is another one
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [])
  useClipboard()
}

/** From the panel, the list of blocks or the bar back to the canvas. */
function leave(event: KeyboardEvent): void {
  if (isModal() || !(event.target instanceof Element) || event.defaultPrevented) return
  const isBeside = event.target.closest(`[data-builder], #${PANEL_ID}`) !== null
  const isOverlay = event.target.closest('[role="menu"], [role="listbox"], [aria-expanded="true"]') !== null
  if (isBeside && !isOverlay) focusCanvas()
}

function useSingleActs(): Record<string, Act> {
  const editor = useEditorStore()
  const showAll = useShowAll()
  const { zoomTo, zoomIn, zoomOut, screenToFlowPosition } = useReactFlow()
  const duration = useReducedMotion() ? 0 : 180
  return {
    a: () => editor.ask({ kind: 'palette' }),
    '/': () => editor.ask({ kind: 'palette' }),
    c: () => connect(editor),
    t: () => editor.toggle('test'),
    p: () => editor.toggle('problems'),
    o: () => editor.openSide(editor.get().side === 'outline' ? null : 'outline'),
    l: () => void editor.arrange(editor.get().selection),
    n: () => addNote(editor, screenToFlowPosition),
    '?': () => editor.ask({ kind: 'keys' }),
    '1': showAll,
    '0': () => void zoomTo(1, { duration }),
    '+': () => void zoomIn({ duration }),
    '-': () => void zoomOut({ duration }),
  }
}

function useModActs(): Record<string, Act> {
  const editor = useEditorStore()
  return {
    z: (event) => (event.shiftKey ? editor.redo() : editor.undo()),
    y: () => editor.redo(),
    d: () => editor.duplicate(editor.get().selection),
    a: () => editor.select(Object.keys(editor.get().flow.steps)),
    f: () => editor.ask({ kind: 'find' }),
  }
}

interface CanvasActs {
  keys: ReadonlyMap<string, Act>
  arrow: (event: KeyboardEvent, direction: Direction) => void
}

function useCanvasActs(): CanvasActs {
  const editor = useEditorStore()
  const remove = useRemoving()
  const removeSelected = () => {
    const { way, selection } = editor.get()
    if (way && !way.stepId.startsWith('entry:')) {
      editor.pickWay(null)
      return editor.connect(way.stepId, way.handle, undefined)
    }
    remove(selection)
  }
  const edit = () => {
    const id = editor.get().selection.at(-1)
    if (!id) return
    if (id.startsWith('note:'))
      return document.querySelector<HTMLElement>(`[id="node-${CSS.escape(id)}"] textarea`)?.focus()
    editor.open('inspector')
    focusPanel()
  }
  const keys = new Map<string, Act>([
    ['Enter', edit],
    ['Delete', removeSelected],
    ['Backspace', removeSelected],
    ['Home', () => go(editor, editor.get().flow.start, [])],
    ['End', () => go(editor, orderedSteps(editor.get().flow).at(-1)?.id, [])],
  ])
  return {
    keys,
    arrow: (event: KeyboardEvent, direction: Direction) => {
      if (event.altKey) return nudge(editor, direction, event.shiftKey ? 5 : 1)
      const { flow, selection } = editor.get()
      const from = selection.at(-1) ?? flow.start
      const doorTo = from.startsWith('entry:')
        ? (flow.entries?.find(({ id }) => from === `entry:${id}`)?.to ?? flow.start)
        : undefined
      go(editor, doorTo ?? besideOf(flow, from, direction), event.shiftKey ? selection : [])
    },
  }
}

function go(editor: Editor, id: string | undefined, kept: readonly string[]): void {
  if (id === undefined) return
  editor.select([...kept.filter((each) => each !== id), id])
  editor.reveal(id)
}

function nudge(editor: Editor, direction: Direction, times: number): void {
  const { flow, selection, isReadOnly } = editor.get()
  if (isReadOnly) return
  const spots = spotsOf(flow)
  const [x, y] = MOVES[direction]
  const moved = selection.flatMap((id) => {
    const spot = id.startsWith('note:') ? flow.notes?.find((note) => id === `note:${note.id}`)?.at : spots.get(id)
    return spot ? [[id, { x: spot.x + x * times, y: spot.y + y * times }] as const] : []
  })
  if (moved.length > 0) editor.moveTo(Object.fromEntries(moved), 'nudge')
}

function connect(editor: Editor): void {
  const id = editor.get().selection.at(-1)
  if (id && editor.get().flow.steps[id]) editor.ask({ kind: 'connect', stepId: id })
}

function addNote(editor: Editor, at: (point: { x: number; y: number }) => { x: number; y: number }): void {
  const canvas = document.getElementById(CANVAS_ID)?.getBoundingClientRect()
  if (!canvas || editor.get().isReadOnly) return
  const { x, y } = at({ x: canvas.left + canvas.width / 2 - 110, y: canvas.top + canvas.height / 2 - 60 })
  editor.addNote({ x: Math.round(x), y: Math.round(y) })
}

/** Copy, cut and paste as the browser hears them, so that no permission is asked for. */
function useClipboard(): void {
  const editor = useEditorStore()
  const remove = useRemoving()
  const { screenToFlowPosition } = useReactFlow()
  const pointer = useRef<{ x: number; y: number } | null>(null)
  const hear = useEffectEvent((event: ClipboardEvent) => {
    if (isModal() || isWriting(event) || !event.clipboardData) return
    if (event.type === 'paste') {
      const clip = readClip(event.clipboardData.getData('text/plain'))
      if (!clip) return
      event.preventDefault()
      return editor.paste(clip, pointer.current ? rounded(screenToFlowPosition(pointer.current)) : undefined)
    }
    const text = document.getSelection()?.isCollapsed === false ? undefined : editor.copy()
    if (text === undefined) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', text)
    if (event.type === 'cut') remove(editor.get().selection)
  })
  useEffect(() => {
    const listener = (event: ClipboardEvent) => hear(event)
    const follow = (event: PointerEvent) => {
      const isOver = event.target instanceof Element && event.target.closest(`#${CANVAS_ID}`) !== null
      pointer.current = isOver ? { x: event.clientX, y: event.clientY } : null
    }
    const kinds = ['copy', 'cut', 'paste'] as const
    for (const kind of kinds) window.addEventListener(kind, listener)
    window.addEventListener('pointermove', follow, { passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, listener)
      window.removeEventListener('pointermove', follow)
    }
  }, [])
}

function rounded({ x, y }: { x: number; y: number }): { x: number; y: number } {
  return { x: Math.round(x / 10) * 10, y: Math.round(y / 10) * 10 }
}

function isModal(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null
}

function isWriting(event: Event): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('input, textarea, select, [contenteditable="true"]') !== null
  )
}

function isOnCanvas(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.id === CANVAS_ID
}
