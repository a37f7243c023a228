/** The others who look at this flow now. */
import { useLingui } from '@lingui/react/macro'
import { Tooltip } from '@mantine/core'
import { Face } from '../../../kit/person.tsx'
import { useEditor } from '../store/use-editor.ts'
import { useStepWords } from '../words/step-words.ts'
import classes from './watchers.module.css'

export function Watchers() {
  const { t } = useLingui()
  const watchers = useEditor((state) => state.watchers)
  const steps = useEditor((state) => state.flow.steps)
  const { title } = useStepWords()
  if (watchers.length === 0) return null
  return (
    <ul className={classes.watchers} aria-label={t`Others who look at this flow`}>
      {watchers.slice(0, 5).map(({ memberId, name, stepId }) => {
        const step = stepId ? steps[stepId] : undefined
        const at = step ? title(step) : ''
        return (
          <Tooltip key={memberId} label={step ? t`${name} is at “${at}”` : name}>
            <li className={classes.watching} aria-label={name}>
              <Face name={name} size={24} />
            </li>
          </Tooltip>
        )
      })}
    </ul>
  )
}
