/** A step on the canvas: what it is, what it says, and its ways out. */
import { Plural, Trans } from '@lingui/react/macro'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { useNumber } from '../../../kit/reader.ts'
import { itemOf } from '../edits/flow-edits.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { ProblemMark } from '../problems/problem-mark.tsx'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { iconOf } from '../words/block-icons.ts'
import { partsOf } from '../words/gist-parts.ts'
import { useGistWords } from '../words/gist-words.ts'
import { useStepWords } from '../words/step-words.ts'
import { IN, type StepNode as StepNodeType } from './canvas-graph.ts'
import { sizeOf } from './node-size.ts'
import classes from './nodes.module.css'

export const StepNode = memo(function StepNode({ id, data: { step }, selected }: NodeProps<StepNodeType>) {
  const { title, full } = useStepWords()
  const { gist } = useGistWords()
  const block = blockOf(step)
  const { lines, hasWays } = sizeOf(step)
  const Icon = iconOf(itemOf(step).icon)
  const where = useEditor(({ trace }) =>
    trace?.current === id ? 'current' : trace?.visited.includes(id) ? 'visited' : undefined,
  )
  const watcher = useEditor(({ watchers }) => watchers.find(({ stepId }) => stepId === id)?.name)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a step is a group of ways, no field set
    <div
      id={`node-${id}`}
      role="group"
      aria-label={full(step)}
      className={classes.step}
      data-category={block.category}
      data-selected={selected || undefined}
      data-trace={where}
      data-watched={watcher ? true : undefined}
    >
      {watcher && <span className={classes.watcher}>{watcher}</span>}
      <CountChip id={id} />
      <Handle type="target" id={IN} position={Position.Left} className={classes.in} />
      <div className={classes.head}>
        <span className={classes.icon}>
          <Icon size={16} stroke={1.7} aria-hidden="true" />
        </span>
        <span className={classes.title}>{title(step)}</span>
        <ProblemMark id={id} />
        {!hasWays && <Way stepId={id} step={step} index={0} />}
      </div>
      {lines > 0 && (
        <div className={classes.gist}>
          <p data-lines={lines}>
            <Gist text={gist(step)} />
          </p>
        </div>
      )}
      {hasWays && (
        <ul className={classes.ways}>
          {sizeOf(step).ways.map(({ handle }, index) => (
            <li key={handle} className={classes.way}>
              <Way stepId={id} step={step} index={index} isNamed />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
})

function Gist({ text }: { text: string }) {
  return partsOf(text).map((part, index) =>
    part.isValue ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text
      <span key={index} className={classes.value}>
        {part.text}
      </span>
    ) : (
      part.text
    ),
  )
}

interface WayProps {
  stepId: string
  step: Step
  index: number
  isNamed?: boolean
}

/** Drawn out it leads to another step; pressed it asks what comes next. */
function Way({ stepId, step, index, isNamed = false }: WayProps) {
  const editor = useEditorStore()
  const words = useEngineWords()
  const edge = blockOf(step).edges(step)[index]
  if (!edge) return null
  const { handle, label, to } = edge
  const ask = (event: React.MouseEvent) => {
    event.stopPropagation()
    if (to === undefined) editor.ask({ kind: 'palette', from: { stepId, handle } })
    else editor.ask({ kind: 'connect', stepId, handle })
  }
  return (
    <>
      {isNamed && <span className={classes.wayLabel}>{words(label) || handle}</span>}
      <Handle
        type="source"
        id={handle}
        position={Position.Right}
        className={classes.out}
        data-open={to === undefined || undefined}
        onClick={ask}
      />
    </>
  )
}

function CountChip({ id }: { id: string }) {
  const count = useEditor(({ counts }) => (counts ? (counts[id] ?? NONE) : null))
  const number = useNumber()
  if (!count) return null
  const { entered, answered } = count
  const lost = entered === 0 ? 0 : Math.round((1 - Math.min(answered, entered) / entered) * 100)
  const [shown, replied] = [number(entered), number(answered)]
  return (
    <span className={classes.count}>
      {answered > 0 ? (
        <Trans>
          {shown} came, {replied} answered, {lost} % lost
        </Trans>
      ) : (
        <Plural value={entered} one="# person" other="# people" />
      )}
    </span>
  )
}

const NONE = { entered: 0, answered: 0 }
