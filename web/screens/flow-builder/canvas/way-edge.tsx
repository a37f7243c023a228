/** A way from one step to the next; the plus in its middle puts a step in between. */
import { BaseEdge, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import type { WayEdge as WayEdgeType } from './canvas-graph.ts'
import classes from './edge.module.css'
import { wayPath } from './way-path.ts'

export const WayEdge = memo(function WayEdge(props: EdgeProps<WayEdgeType>) {
  const { id, data, selected } = props
  const [path, x, y] = wayPath(props)
  const isVisited = useEditor(
    ({ trace }) => trace?.visited.includes(props.source) && trace.visited.includes(props.target),
  )
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        className={classes.edge}
        data-selected={selected || undefined}
        data-visited={isVisited || undefined}
        interactionWidth={24}
      />
      {data && <Plus x={x} y={y} from={data} />}
    </>
  )
})

/** Only for the pointer: with the keyboard one adds after a step. */
function Plus({ x, y, from }: { x: number; y: number; from: { stepId: string; handle: string } }) {
  const editor = useEditorStore()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  if (isReadOnly || from.stepId.startsWith('entry:')) return null
  const add = (event: React.MouseEvent) => {
    event.stopPropagation()
    editor.ask({ kind: 'palette', from })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: adding after a step is the keyboard's way
    <g
      className={classes.plus}
      transform={`translate(${x} ${y})`}
      data-insert={`${from.stepId}/${from.handle}`}
      onClick={add}
    >
      <circle r={16} fill="transparent" />
      <circle r={9} className={classes.plusDisc} />
      <path d="M-4 0H4M0-4V4" className={classes.plusCross} />
    </g>
  )
}
