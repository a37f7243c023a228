/** Both states of a flow on one canvas, read-only: what was added, changed and removed stands out by colour, icon and word. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Tooltip } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import {
  Background,
  BackgroundVariant,
  type NodeProps,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { createContext, useContext, useMemo } from 'react'
import { diffFlows } from '../../../engine/changes/diff.ts'
import type { Flow } from '../../../engine/flow.ts'
import classes from '../flow-builder/canvas/canvas.module.css'
import { edgesOf, nodesOf, type StepNode as StepNodeType, spotsOf } from '../flow-builder/canvas/canvas-graph.ts'
import { EntryNode } from '../flow-builder/canvas/entry-node.tsx'
import { NoteNode } from '../flow-builder/canvas/note-node.tsx'
import { StepNode } from '../flow-builder/canvas/step-node.tsx'
import { WayEdge } from '../flow-builder/canvas/way-edge.tsx'
import { unoccupied } from '../flow-builder/edits/flow-edits.ts'
import { createEditor } from '../flow-builder/store/editor.ts'
import { EditorContext } from '../flow-builder/store/use-editor.ts'
import '../flow-builder/canvas/xyflow.css'
import { NOTHING } from './change-list.tsx'
import { ChangeBadge, type ChangeKind } from './change-mark.tsx'
import own from './versions.module.css'

const NODE_TYPES = { step: ComparedStep, entry: EntryNode, note: NoteNode }
const EDGE_TYPES = { way: WayEdge }

const Kinds = createContext<ReadonlyMap<string, ChangeKind>>(new Map())

export function DiffCanvas({ before = NOTHING, after }: { before: Flow | undefined; after: Flow }) {
  const { t } = useLingui()
  const { editor, nodes, edges, kinds } = useMemo(() => drawing(before, after), [before, after])
  return (
    <>
      <Legend />
      <section className={own.canvas} aria-label={t`The changes on the canvas; the list tells the same in words`}>
        <EditorContext value={editor}>
          <Kinds value={kinds}>
            <ReactFlowProvider>
              <ReactFlow
                className={classes.canvas ?? ''}
                defaultNodes={nodes}
                defaultEdges={edges}
                nodeTypes={NODE_TYPES}
                edgeTypes={EDGE_TYPES}
                nodesDraggable={false}
                nodesConnectable={false}
                nodesFocusable={false}
                edgesFocusable={false}
                elementsSelectable={false}
                disableKeyboardA11y
                onlyRenderVisibleElements
                zoomOnDoubleClick={false}
                panOnScroll
                fitView
                fitViewOptions={FIT}
                minZoom={0.1}
                maxZoom={2}
                proOptions={{ hideAttribution: true }}
              >
                <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} />
                <Nearness />
              </ReactFlow>
            </ReactFlowProvider>
          </Kinds>
        </EditorContext>
      </section>
    </>
  )
}

const FIT = { padding: 0.12, maxZoom: 1 } as const

function Legend() {
  return (
    <p className={own.legend}>
      <ChangeBadge kind="added" />
      <ChangeBadge kind="changed" />
      <ChangeBadge kind="removed" />
      <span>
        <Trans>What has no mark is the same in both.</Trans>
      </span>
    </p>
  )
}

function ComparedStep(props: NodeProps<StepNodeType>) {
  const kind = useContext(Kinds).get(props.id)
  return (
    <div className={own.compared} data-kind={kind}>
      {kind && <ChangeBadge kind={kind} />}
      <StepNode {...props} />
    </div>
  )
}

function Nearness() {
  const { t } = useLingui()
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const duration = useReducedMotion() ? 0 : 180
  const controls = [
    { label: t`Zoom out`, icon: IconMinus, act: () => zoomOut({ duration }) },
    { label: t`Zoom in`, icon: IconPlus, act: () => zoomIn({ duration }) },
    { label: t`Show all`, icon: IconMaximize, act: () => fitView({ ...FIT, duration }) },
  ]
  return (
    <Panel position="bottom-left" className={classes.controls ?? ''}>
      {controls.map(({ label, icon: Icon, act }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon aria-label={label} onClick={() => void act()}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Panel>
  )
}

/** The later flow, and in it the steps that are gone, where they lay or, where something else lies now, beside it. */
function drawing(before: Flow, after: Flow) {
  const diff = diffFlows(before, after)
  const flow = diff.removed.reduce(withGone(before), { ...after, layout: Object.fromEntries(spotsOf(after)) })
  const kinds = new Map<string, ChangeKind>([
    ...diff.added.map((id) => [id, 'added'] as const),
    ...diff.changed.map(({ stepId }) => [stepId, 'changed'] as const),
    ...diff.removed.map((id) => [id, 'removed'] as const),
  ])
  const place = { workspaceId: '', botId: '', flowId: '' }
  return {
    editor: createEditor({ place, flow, isReadOnly: true }),
    nodes: nodesOf({ flow, selection: [], moving: new Map(), isReadOnly: true }, []),
    edges: edgesOf(flow, null),
    kinds,
  }
}

function withGone(before: Flow): (flow: Flow, id: string) => Flow {
  const spots = spotsOf(before)
  return (flow, id) => {
    const step = before.steps[id]
    if (!step) return flow
    const spot = unoccupied(flow, spots.get(id) ?? { x: 0, y: 0 })
    return { ...flow, steps: { ...flow.steps, [id]: step }, layout: { ...flow.layout, [id]: spot } }
  }
}
