/** What lies between two states of a flow, step by step, in plain words: before, and after. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { Step } from '../../../engine/blocks/blocks.ts'
import { diffFlows, type FlowDiff } from '../../../engine/changes/diff.ts'
import type { Flow } from '../../../engine/flow.ts'
import { $api } from '../../api.ts'
import { Empty } from '../../kit/empty.tsx'
import { itemOf } from '../flow-builder/edits/flow-edits.ts'
import { iconOf } from '../flow-builder/words/block-icons.ts'
import { useEntryWords } from '../flow-builder/words/entry-words.ts'
import { useGistWords } from '../flow-builder/words/gist-words.ts'
import { useStepWords } from '../flow-builder/words/step-words.ts'
import { ChangeBadge, type ChangeKind } from './change-mark.tsx'
import { type PartChange, usePartChanges } from './part-changes.ts'
import type { Place } from './version-changes.ts'
import classes from './versions.module.css'

export const NOTHING: Flow = { start: '', steps: {} }

interface ChangeListProps {
  place: Place
  /** none before the first version */
  before: Flow | undefined
  after: Flow
}

export function ChangeList({ place, before = NOTHING, after }: ChangeListProps) {
  const { t } = useLingui()
  const diff = useMemo(() => diffFlows(before, after), [before, after])
  const partsOf = usePartChanges({ before, after, flowNames: useFlowNames(place) })
  const isNothing = sizeOf(diff) === 0
  if (isNothing)
    return (
      <Empty drawing="calm" title={t`Nothing changed`}>
        <Trans>Both say and do the same. Where steps lie on the canvas, and notes, are no change.</Trans>
      </Empty>
    )
  return (
    <ul className={classes.changes}>
      {diff.changed.map(({ stepId, parts }) => (
        <StepChange key={stepId} id={stepId} kind="changed" step={after.steps[stepId]}>
          {partsOf(stepId, parts).map((part) => (
            <Part key={part.key} part={part} />
          ))}
        </StepChange>
      ))}
      {diff.added.map((id) => (
        <StepChange key={id} id={id} kind="added" step={after.steps[id]} />
      ))}
      {diff.removed.map((id) => (
        <StepChange key={id} id={id} kind="removed" step={before.steps[id]} />
      ))}
      <EntryChanges diff={diff} before={before} after={after} />
      <OtherChanges diff={diff} before={before} after={after} />
    </ul>
  )
}

interface StepChangeProps {
  id: string
  kind: ChangeKind
  step: Step | undefined
  children?: ReactNode
}

function StepChange({ id, kind, step, children }: StepChangeProps) {
  const { title } = useStepWords()
  const { line } = useGistWords()
  if (!step) return null
  const Icon = iconOf(itemOf(step).icon)
  const gist = line(step, 160)
  return (
    <li id={`change-${id}`} className={classes.change} data-kind={kind} tabIndex={-1}>
      <div className={classes.changeHead}>
        <Icon size={16} stroke={1.7} aria-hidden="true" />
        <span className={classes.changeTitle}>{title(step)}</span>
        <ChangeBadge kind={kind} />
      </div>
      {kind !== 'changed' && gist && <p className={classes.gist}>{gist}</p>}
      {children && <dl className={classes.parts}>{children}</dl>}
    </li>
  )
}

function Part({ part }: { part: PartChange }) {
  return (
    <div className={classes.part}>
      <dt>{part.label}</dt>
      <dd>
        <span className={classes.hidden}>
          <Trans>Before:</Trans>
        </span>
        <del className={classes.before}>{part.before || <Nothing />}</del>
      </dd>
      <dd>
        <span className={classes.hidden}>
          <Trans>After:</Trans>
        </span>
        <ins className={classes.after}>{part.after || <Nothing />}</ins>
      </dd>
    </div>
  )
}

function Nothing() {
  return (
    <Text component="span" inherit fs="italic">
      <Trans>nothing</Trans>
    </Text>
  )
}

interface OfDiff {
  diff: FlowDiff
  before: Flow
  after: Flow
}

function EntryChanges({ diff, before, after }: OfDiff) {
  const { t } = useLingui()
  const wordsOf = useEntryWords()
  const { added, changed, removed, isReordered } = diff.entries
  const line = (flow: Flow, id: string, kind: ChangeKind) => {
    const entry = flow.entries?.find((each) => each.id === id)
    if (!entry) return null
    const words = wordsOf(entry)
    const title = words.kind
    return (
      <li key={`${kind} ${id}`} className={classes.change} data-kind={kind}>
        <div className={classes.changeHead}>
          <span className={classes.changeTitle}>{t`Begins by: ${title}`}</span>
          <ChangeBadge kind={kind} />
        </div>
        {words.detail && <p className={classes.gist}>{words.detail}</p>}
      </li>
    )
  }
  return (
    <>
      {added.map((id) => line(after, id, 'added'))}
      {changed.map((id) => line(after, id, 'changed'))}
      {removed.map((id) => line(before, id, 'removed'))}
      {isReordered && (
        <li className={classes.change} data-kind="changed">
          <div className={classes.changeHead}>
            <span className={classes.changeTitle}>{t`The order of what begins it`}</span>
            <ChangeBadge kind="changed" />
          </div>
        </li>
      )}
    </>
  )
}

/** Where it starts, what it takes and what it gives back. */
function OtherChanges({ diff, before, after }: OfDiff) {
  const { t } = useLingui()
  const { title } = useStepWords()
  const labels = { start: t`Where it starts`, inputs: t`What it takes`, outputs: t`What it gives back` }
  const shown = (flow: Flow, part: FlowDiff['others'][number]) => {
    if (part === 'start') {
      const step = flow.steps[flow.start]
      return step ? title(step) : ''
    }
    return (flow[part] ?? []).map((each) => (typeof each === 'string' ? each : each.name)).join(', ')
  }
  if (Object.keys(before.steps).length === 0) return null
  return diff.others.map((part) => (
    <li key={part} className={classes.change} data-kind="changed">
      <div className={classes.changeHead}>
        <span className={classes.changeTitle}>{labels[part]}</span>
        <ChangeBadge kind="changed" />
      </div>
      <dl className={classes.parts}>
        <Part part={{ key: part, label: labels[part], before: shown(before, part), after: shown(after, part) }} />
      </dl>
    </li>
  ))
}

function sizeOf({ added, changed, removed, entries, others }: FlowDiff): number {
  const all = [added, changed, removed, entries.added, entries.changed, entries.removed, others]
  return all.reduce((sum, each) => sum + each.length, entries.isReordered ? 1 : 0)
}

function useFlowNames({ workspace, bot }: Place): ReadonlyMap<string, string> {
  const flows = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}/flows', {
    params: { path: { workspace, bot } },
  })
  return useMemo(() => new Map(flows.data?.data.map(({ id, name }) => [id, name])), [flows.data])
}
