/** What is wrong with the flow, errors first; each leads to its step. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { Problem } from '../../../../engine/checks/check.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { useStepWords } from '../words/step-words.ts'
import classes from './problems.module.css'

export function ProblemsPanel() {
  const { t } = useLingui()
  const problems = useEditor((state) => state.problems)
  const errors = problems.filter(({ severity }) => severity === 'error')
  const hints = problems.filter(({ severity }) => severity !== 'error')
  if (problems.length === 0)
    return (
      <div className={classes.calm}>
        <IconCircleCheck size={28} stroke={1.4} aria-hidden="true" />
        <Text fw={500}>
          <Trans>Nothing is wrong</Trans>
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>The flow can be published as it is.</Trans>
        </Text>
      </div>
    )
  return (
    <div className={classes.problems}>
      <Problems title={t`Errors`} lead={t`They keep the flow from being published.`} problems={errors} />
      <Problems title={t`Hints`} lead={t`Worth a look; the flow can be published with them.`} problems={hints} />
    </div>
  )
}

function Problems({ title, lead, problems }: { title: string; lead: string; problems: readonly Problem[] }) {
  const editor = useEditorStore()
  const words = useEngineWords()
  const names = useStepWords()
  const steps = useEditor((state) => state.flow.steps)
  if (problems.length === 0) return null
  return (
    <section aria-label={title}>
      <Text fw={500} size="sm">
        {title}
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        {lead}
      </Text>
      <ul className={classes.problemList}>
        {problems.map(({ stepId, severity, code, message, part }) => {
          const step = steps[stepId]
          return (
            <li key={`${stepId} ${code} ${message} ${part}`}>
              <button type="button" className={classes.problem} onClick={() => editor.goTo(stepId, part ?? null)}>
                {severity === 'error' ? (
                  <IconCircleX size={16} className={classes.mark} data-severity="error" aria-hidden="true" />
                ) : (
                  <IconAlertTriangle size={16} className={classes.mark} data-severity="warning" aria-hidden="true" />
                )}
                <span>
                  <span className={classes.problemStep}>{step ? names.full(step) : stepId}</span>
                  <span className={classes.problemWords}>{words(message)}</span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
