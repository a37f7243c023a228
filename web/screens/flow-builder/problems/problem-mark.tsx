/** Whether something is wrong with a step: an error keeps the flow from being published, a hint does not. */
import { useLingui } from '@lingui/react/macro'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import { useEditor } from '../store/use-editor.ts'
import classes from './problems.module.css'

export function ProblemMark({ id }: { id: string }) {
  const { t } = useLingui()
  const worst = useEditor(({ problems }) => {
    const mine = problems.filter(({ stepId }) => stepId === id)
    return mine.length === 0 ? null : mine.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
  })
  if (!worst) return null
  return worst === 'error' ? (
    <IconCircleX size={16} className={classes.mark} data-severity="error" role="img" aria-label={t`Has errors`} />
  ) : (
    <IconAlertTriangle
      size={16}
      className={classes.mark}
      data-severity="warning"
      role="img"
      aria-label={t`Has hints`}
    />
  )
}
