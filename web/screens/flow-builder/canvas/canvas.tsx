/** The canvas: the steps as they follow one another, to be moved, led and put together. */

import { useLingui } from '@lingui/react/macro'
import { useMediaQuery } from '@mantine/hooks'
import { Background, BackgroundVariant, MiniMap, ReactFlow, SelectionMode } from '@xyflow/react'
import { useState } from 'react'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import classes from './canvas.module.css'
import { useAriaWords } from './canvas-aria.ts'
import { CanvasControls } from './canvas-controls.tsx'
import { CANVAS_ID } from './canvas-focus.ts'
import { CanvasMenu } from './canvas-menu.tsx'
import { EntryNode } from './entry-node.tsx'
import { GuideLines } from './guide-lines.tsx'
import { NoteNode } from './note-node.tsx'
import { useFirstView, useReveal } from './sight.ts'
import { StepNode } from './step-node.tsx'
import { useCanvasMenu } from './use-canvas-menu.ts'
import { useConnecting } from './use-connecting.ts'
import { useDrop } from './use-drop.ts'
import { useGraph } from './use-graph.ts'
import { WayEdge } from './way-edge.tsx'
import './xyflow.css'

const NODE_TYPES = { step: StepNode, entry: EntryNode, note: NoteNode }
const EDGE_TYPES = { way: WayEdge }
const GRID: [number, number] = [10, 10]
const MIDDLE_BUTTON = [1]

export function Canvas({ isView }: { isView: boolean }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const { nodes, edges, guides, onNodesChange, onNodeDragStop } = useGraph(isView)
  const handlers = useConnecting()
  const drop = useDrop()
  const isTouch = useMediaQuery('(pointer: coarse)') ?? false
  const [hasMap, setMap] = useState(false)
  const cursor = useEditor(({ selection }) => selection.at(-1))
  const ariaLabelConfig = useAriaWords()
  const menu = useCanvasMenu()
  useReveal()
  const showFirst = useFirstView()
  const isFixed = useEditor((state) => state.isReadOnly) || isView
  return (
    <ReactFlow
      id={CANVAS_ID}
      className={classes.canvas ?? ''}
      aria-label={t`Flow canvas. Arrow keys go from step to step, Enter edits, question mark lists all keys.`}
      aria-activedescendant={cursor ? `node-${cursor}` : undefined}
      tabIndex={0}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !cursor) editor.select([editor.get().flow.start])
      }}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onNodeDragStop={onNodeDragStop}
      {...handlers}
      {...menu.handlers}
      {...(!isFixed && drop)}
      ariaLabelConfig={ariaLabelConfig}
      nodesFocusable={false}
      edgesFocusable={false}
      nodesDraggable={!isFixed}
      nodesConnectable={!isFixed}
      edgesReconnectable={!isFixed}
      disableKeyboardA11y
      onlyRenderVisibleElements
      deleteKeyCode={null}
      multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
      selectionKeyCode={null}
      selectionOnDrag={!isTouch}
      selectionMode={SelectionMode.Partial}
      panOnDrag={isTouch ? true : MIDDLE_BUTTON}
      panOnScroll
      zoomOnDoubleClick={false}
      connectOnClick={false}
      connectionRadius={32}
      elevateNodesOnSelect
      snapToGrid
      snapGrid={GRID}
      minZoom={0.05}
      maxZoom={2}
      onInit={showFirst}
      proOptions={{ hideAttribution: true }}
    >
      <GuideLines guides={guides} />
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} />
      {hasMap && (
        <MiniMap
          pannable
          zoomable
          className={classes.map ?? ''}
          nodeStrokeWidth={3}
          ariaLabel={t`Small map of the flow`}
        />
      )}
      {menu.open && <CanvasMenu about={menu.open} onClose={menu.close} />}
      <CanvasControls hasMap={hasMap} onMap={() => setMap(!hasMap)} />
    </ReactFlow>
  )
}
