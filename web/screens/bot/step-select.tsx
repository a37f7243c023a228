/** Where a way leads: a step by its name, or the end of the flow. */
import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useFlow } from './flow-context.ts'

interface StepSelectProps {
  label: string
  isLabelHidden?: boolean
  value: string | undefined
  onChange: (stepId: string | undefined) => void
  /** what happens without a choice */
  nothing?: string
}

const NOTHING = ''

export function StepSelect({ label, isLabelHidden = false, value, onChange, nothing }: StepSelectProps) {
  const { t } = useLingui()
  const { steps, isReadOnly } = useFlow()
  const isLost = value !== undefined && !steps.some((step) => step.value === value)
  return (
    <Select
      label={isLabelHidden ? undefined : label}
      aria-label={isLabelHidden ? label : undefined}
      data={[
        { value: NOTHING, label: nothing ?? t`The end of the flow` },
        ...steps,
        ...(isLost ? [{ value, label: t`${value} (missing)` }] : []),
      ]}
      value={value ?? NOTHING}
      onChange={(chosen) => onChange(chosen || undefined)}
      searchable={steps.length > 8 && !isReadOnly}
      readOnly={isReadOnly}
      maxDropdownHeight={280}
    />
  )
}
