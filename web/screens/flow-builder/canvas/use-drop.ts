/** A block is dropped on the canvas from the palette. */
import { useReactFlow } from '@xyflow/react'
import { ITEMS } from '../edits/flow-edits.ts'
import { ITEM_TYPE } from '../palette/palette-items.ts'
import { useEditorStore } from '../store/use-editor.ts'

/** From the palette: beside everything, or onto a way to come in between. */
export function useDrop() {
  const editor = useEditorStore()
  const { screenToFlowPosition } = useReactFlow()
  return {
    onDragOver: (event: React.DragEvent) => {
      if (!event.dataTransfer.types.includes(ITEM_TYPE)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    },
    onDrop: (event: React.DragEvent) => {
      const item = ITEMS.find(({ id }) => id === event.dataTransfer.getData(ITEM_TYPE))
      if (!item) return
      event.preventDefault()
      const on = edgeAt(event)
      const at = screenToFlowPosition({ x: event.clientX - 60, y: event.clientY - 20 }, { snapToGrid: true })
      editor.addStep(item, on && !on.stepId.startsWith('entry:') ? { on } : { at })
    },
  }
}

function edgeAt(event: React.DragEvent) {
  const found = document
    .elementFromPoint(event.clientX, event.clientY)
    ?.closest('.react-flow__edge')
    ?.getAttribute('data-id')
  const cut = found?.indexOf('/') ?? -1
  return found && cut > 0 ? { stepId: found.slice(0, cut), handle: found.slice(cut + 1) } : undefined
}
