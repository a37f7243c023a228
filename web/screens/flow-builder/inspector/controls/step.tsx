/** A way out of the step. */
import { useLingui } from '@lingui/react/macro'
import { type ControlProps, textOf } from '../control.ts'
import { StepSelect } from './step-select.tsx'

export function StepControl({ field, value, set, step, faultAt }: ControlProps) {
  const { t } = useLingui()
  // a question that was not answered rightly goes on like the others, where nothing else is said
  const goesOn = step.block === 'ask' && (field.key === 'otherwise' || field.key === 'skipped')
  const asksAgain = field.key === 'otherwise' && OFFERING.has(textOf(step.block))
  const nothing = goesOn ? t`As after a right answer` : asksAgain ? t`It is asked again` : undefined
  return (
    <StepSelect
      label={field.label}
      description={field.description}
      value={textOf(value) || undefined}
      onChange={set}
      handle={field.key}
      error={faultAt()}
      {...(nothing !== undefined && { nothing })}
    />
  )
}

const OFFERING = new Set(['buttons', 'quick-replies', 'list', 'card', 'carousel'])
