/** Below the bar: blocks or outline at the left, the canvas, and the form at the right; on a phone one of them. */
import { useReactFlow } from '@xyflow/react'
import type { View } from './bar/builder-bar.tsx'
import { Canvas } from './canvas/canvas.tsx'
import { CANVAS_ID } from './canvas/canvas-focus.ts'
import { useCounts } from './canvas/counts.ts'
import { Dialogs } from './dialogs/dialogs.tsx'
import classes from './frame.module.css'
import { useBuilderKeys } from './keys/builder-keys.ts'
import { Outline } from './outline/outline.tsx'
import { Side } from './palette/side.tsx'
import { Panel } from './panel.tsx'
import { useEditorStore } from './store/use-editor.ts'

export function Body({ isSmall, view }: { isSmall: boolean; view: View }) {
  useBuilderKeys()
  useCounts()
  const addNote = useNoting()
  const isMap = !isSmall || view === 'canvas'
  return (
    <>
      <div className={classes.body}>
        {!isSmall && <Side onNote={addNote} />}
        <div className={classes.middle}>{isMap ? <Canvas isView={isSmall} /> : <Outline isLarge />}</div>
        <Panel isSheet={isSmall} />
      </div>
      <Dialogs />
    </>
  )
}

function useNoting(): () => void {
  const editor = useEditorStore()
  const { screenToFlowPosition } = useReactFlow()
  return () => {
    const box = document.getElementById(CANVAS_ID)?.getBoundingClientRect()
    if (!box) return
    const { x, y } = screenToFlowPosition({ x: box.left + box.width / 2 - 110, y: box.top + box.height / 2 - 60 })
    editor.addNote({ x: Math.round(x), y: Math.round(y) })
  }
}
