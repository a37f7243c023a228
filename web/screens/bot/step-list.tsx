/** The steps in the order of the chat; one at a time is open with its form. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Fragment, useEffect, useRef } from 'react'
import type { Problem } from '../../../engine/check.ts'
import type { Flow } from '../../../engine/flow.ts'
import { undoToast } from '../../kit/undo-toast.tsx'
import { AddStep } from './add-step.tsx'
import type { BlockName } from './block-forms.ts'
import classes from './flow.module.css'
import {
  belowOf,
  canRise,
  changeStep,
  copyStep,
  hasNext,
  insertBefore,
  insertStep,
  removeStep,
  renameStep,
  riseStep,
} from './flow-changes.ts'
import { useFlow } from './flow-context.ts'
import { orderedSteps, type PlacedStep, titleOf } from './flow-order.ts'
import { StepCard } from './step-card.tsx'

interface StepListProps {
  flow: Flow
  problems: Problem[]
  onChange: (flow: Flow) => void
  openId: string | null
  onOpen: (stepId: string | null) => void
  /** where the chat beside waits for an answer */
  waitingAt: string | null
}

export function StepList({ flow, problems, onChange, openId, onOpen, waitingAt }: StepListProps) {
  const { t } = useLingui()
  const { isReadOnly } = useFlow()
  const list = useRef<HTMLOListElement>(null)
  const steps = orderedSteps(flow)
  const lonely = steps.find(({ isReachable }) => !isReachable)?.id
  const latest = useRef(flow)
  latest.current = flow
  useShown(list, openId)

  const add = ({ flow: next, id }: { flow: Flow; id: string }) => {
    onChange(next)
    onOpen(id)
  }
  const remove = (placed: PlacedStep) => {
    const title = titleOf(placed.id)
    const before = latest.current
    onChange(removeStep(before, placed.id))
    onOpen(null)
    undoToast(t`${title} removed`, () => onChange(before))
  }
  const rename = (from: string, to: string) => {
    onChange(renameStep(flow, from, to))
    onOpen(to)
  }
  const insertAt = (placed: PlacedStep) => (block: BlockName) => add(insertStep(flow, block, placed.id))
  return (
    <div className={classes.steps}>
      {!isReadOnly && <AddStep place="first" onAdd={(block) => add(insertBefore(flow, block, flow.start))} />}
      <ol ref={list} className={classes.list} aria-label={t`Steps`}>
        {steps.map((placed) => (
          <Fragment key={placed.id}>
            {placed.id === lonely && <Lonely />}
            <li data-step={placed.id} className={classes.item}>
              <StepCard
                placed={placed}
                problems={problems.filter(({ stepId }) => stepId === placed.id)}
                isStart={placed.id === flow.start}
                isOpen={placed.id === openId}
                isWaiting={placed.id === waitingAt}
                onToggle={() => onOpen(placed.id === openId ? null : placed.id)}
                onChange={(step) => onChange(changeStep(flow, placed.id, step))}
                onRename={(to) => rename(placed.id, to)}
                onRise={canRise(flow, placed.id) ? () => onChange(riseStep(flow, placed.id)) : undefined}
                onSink={sinkOf(flow, placed.id, onChange)}
                onCopy={() => add(copyStep(flow, placed.id))}
                onRemove={steps.length > 1 ? () => remove(placed) : undefined}
              />
              {!isReadOnly && hasNext(placed.step) && <AddStep place="between" onAdd={insertAt(placed)} />}
            </li>
          </Fragment>
        ))}
      </ol>
      {!isReadOnly && <AddStep place="last" onAdd={(block) => add(insertStep(flow, block, null))} />}
    </div>
  )
}

function Lonely() {
  return (
    <li className={classes.lonely}>
      <Text size="sm" fw={500}>
        <Trans>No way leads here yet</Trans>
      </Text>
      <Text size="xs" c="dimmed">
        <Trans>Pick one of these in “Then go to” of another step.</Trans>
      </Text>
    </li>
  )
}

/** To go down is to let the one below rise. */
function sinkOf(flow: Flow, id: string, onChange: (flow: Flow) => void): (() => void) | undefined {
  const below = belowOf(flow, id)
  return below === null ? undefined : () => onChange(riseStep(flow, below))
}

/** A step that is opened from elsewhere comes into view. */
function useShown(list: React.RefObject<HTMLOListElement | null>, openId: string | null): void {
  useEffect(() => {
    if (openId === null) return
    const item = list.current?.querySelector(`[data-step="${CSS.escape(openId)}"]`)
    item?.scrollIntoView({ block: 'nearest' })
  }, [list, openId])
}
