/** The form of one step, under its name. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, TextInput } from '@mantine/core'
import { IconCopy, IconFlag, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import { itemOf } from '../edits/flow-edits.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { useRemoving } from '../store/removing.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { trialOf } from '../test/trial.ts'
import { iconOf } from '../words/block-icons.ts'
import classes from './inspector.module.css'
import { PanelHead } from './panel-head.tsx'
import { StepForm } from './step-form.tsx'

interface StepPanelProps {
  stepId: string
  step: Step
}

export function StepPanel({ stepId, step }: StepPanelProps) {
  const { t } = useLingui()
  const words = useEngineWords()
  const editor = useEditorStore()
  const problems = useEditor((state) => state.problems)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const part = useEditor((state) => state.part)
  const news = useEditor((state) => state.news)
  const item = itemOf(step)
  const label = words(item.label)
  const rename = (title: string) => {
    const { title: _, ...rest } = step
    editor.setStep(stepId, title === '' ? rest : { ...step, title }, { label: 'renamed', coalesce: `title ${stepId}` })
  }
  return (
    <>
      <PanelHead
        icon={iconOf(item.icon)}
        category={blockOf(step).category}
        name={step.title || label}
        title={
          <TextInput
            variant="unstyled"
            aria-label={t`Name of the step`}
            placeholder={label}
            value={step.title ?? ''}
            maxLength={60}
            onChange={(event) => rename(event.currentTarget.value)}
            readOnly={isReadOnly}
            classNames={{ input: classes.title }}
          />
        }
        sub={step.title ? label : words(item.description)}
        actions={<StepActions stepId={stepId} />}
      />
      <div className={classes.body}>
        <StepForm
          stepId={stepId}
          step={step}
          problems={problems}
          part={part}
          isFresh={news?.kind === 'added' && news.stepId === stepId}
          onChange={(next) => editor.setStep(stepId, next)}
        />
      </div>
    </>
  )
}

function StepActions({ stepId }: { stepId: string }) {
  const editor = useEditorStore()
  const remove = useRemoving()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const isStart = useEditor((state) => state.flow.start) === stepId
  const isOnly = useEditor((state) => Object.keys(state.flow.steps).length) === 1
  const tryFrom = () => {
    editor.open('test')
    void trialOf(editor).begin({ kind: 'step', stepId })
  }
  return (
    <>
      <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={tryFrom}>
        <Trans>Try from here</Trans>
      </Menu.Item>
      {!isReadOnly && (
        <>
          <Menu.Item leftSection={<IconFlag size={16} />} disabled={isStart} onClick={() => editor.setStart(stepId)}>
            <Trans>Begin the flow here</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => editor.duplicate([stepId])}>
            <Trans>Make a copy</Trans>
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="var(--sb-danger-text)"
            leftSection={<IconTrash size={16} />}
            disabled={isOnly}
            onClick={() => remove([stepId])}
          >
            <Trans>Remove</Trans>
          </Menu.Item>
        </>
      )}
    </>
  )
}
