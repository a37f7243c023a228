/** The steps that were gone through, with what each of them did, and where the test waits. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { itemOf } from '../edits/flow-edits.ts'
import panel from '../inspector/inspector.module.css'
import { Outcome } from '../inspector/try-call.tsx'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { iconOf } from '../words/block-icons.ts'
import { useStepWords } from '../words/step-words.ts'
import { EffectWords } from './effect-line.tsx'
import classes from './test-panel.module.css'
import type { TraceItem } from './trial-state.ts'
import { useTrialState } from './use-trial.ts'
import { addressOf } from './waiting.tsx'

export function TracePanel() {
  const { t } = useLingui()
  const trace = useTrialState((state) => state.trace)
  const waiting = useTrialState((state) => state.session.waiting)
  const steps = useEditor((state) => state.flow.steps)
  const { full } = useStepWords()
  const at = waiting === null ? undefined : steps[waiting]
  if (trace.length === 0)
    return (
      <div className={classes.view}>
        <Text size="sm" c="dimmed" ta="center" mt="xl">
          <Trans>Begin the chat to see each step it goes through, and what the step does.</Trans>
        </Text>
      </div>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className={classes.view} tabIndex={0} aria-label={t`Trace`}>
      <ol className={classes.trace}>
        {trace.map((item) => (
          <li key={item.key}>
            <TraceRow item={item} />
          </li>
        ))}
      </ol>
      {at && (
        <Text size="sm" fw={500} className={classes.now}>
          <Trans>Waits at: {full(at)}</Trans>
        </Text>
      )}
    </section>
  )
}

function TraceRow({ item }: { item: TraceItem }) {
  const editor = useEditorStore()
  const { flowId } = useEditor((state) => state.place)
  const step = useEditor((state) => state.flow.steps[item.stepId])
  const isHere = item.flow === flowId && step !== undefined
  const told = item.effects.filter(({ kind }) => kind !== 'say' && kind !== 'call' && kind !== 'no-timer')
  return (
    <div className={classes.traceRow} data-how={item.how}>
      {isHere ? (
        <button
          type="button"
          className={panel.row}
          onClick={() => editor.reveal(item.stepId)}
          onDoubleClick={() => editor.goTo(item.stepId)}
        >
          <StepMark step={step} />
          <TraceTitle step={step} how={item.how} />
        </button>
      ) : (
        <span className={panel.row}>
          <Trans>In another flow: {item.stepId}</Trans>
        </span>
      )}
      {(told.length > 0 || item.call) && (
        <ul className={classes.effects}>
          {told.map((effect, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was done never moves
            <li key={index} data-kind={effect.kind}>
              <EffectWords effect={effect} />
            </li>
          ))}
          {item.call && (
            <li>
              <CallTold call={item.call} />
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

function StepMark({ step }: { step: Step }) {
  const Icon = iconOf(itemOf(step).icon)
  return (
    <span className={panel.icon} data-category={blockOf(step).category} data-small>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
    </span>
  )
}

function TraceTitle({ step, how }: { step: Step; how: TraceItem['how'] }) {
  const { full } = useStepWords()
  return (
    <span className={panel.rowWords}>
      <span>{full(step)}</span>
      {how === 'answered' && (
        <span className={panel.dim}>
          <Trans>was answered</Trans>
        </span>
      )}
    </span>
  )
}

function CallTold({ call }: { call: NonNullable<TraceItem['call']> }) {
  const { outcome, milliseconds } = call
  return (
    <details>
      <summary className={classes.mono}>{addressOf(call.call)}</summary>
      {outcome && <Outcome outcome={outcome} milliseconds={milliseconds ?? 0} />}
      <pre className={panel.sample}>{JSON.stringify(call.call, null, 2)}</pre>
      {outcome?.data !== undefined && (
        <pre className={panel.sample}>{JSON.stringify(outcome.data, null, 2).slice(0, 4000)}</pre>
      )}
    </details>
  )
}
