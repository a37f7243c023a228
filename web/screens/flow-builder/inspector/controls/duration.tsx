/** A span of time: so many minutes, hours, days. */
import { useLingui } from '@lingui/react/macro'
import { Input, NumberInput, Select } from '@mantine/core'
import { useId } from 'react'
import { z } from 'zod'
import { Duration } from '../../../../../engine/values/duration.ts'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'

const Shown = z.object({ amount: z.number().catch(1), unit: Duration.shape.unit }).catch({ amount: 1, unit: 'hours' })

export function DurationControl({ field, value, set, faultAt }: ControlProps) {
  return (
    <DurationField
      label={field.label}
      description={field.description}
      value={Shown.parse(value)}
      onChange={set}
      error={faultAt() ?? faultAt('amount')}
    />
  )
}

interface DurationFieldProps {
  label: string
  description?: string | undefined
  value: Duration
  onChange: (duration: Duration) => void
  error?: string | undefined
}

export function DurationField({ label, description, value, onChange, error }: DurationFieldProps) {
  const { isReadOnly } = useForm()
  const units = useUnits()
  const id = useId()
  return (
    <Input.Wrapper label={label} description={description} error={error} id={id}>
      <div className={classes.length}>
        <NumberInput
          id={id}
          value={value.amount}
          min={1}
          readOnly={isReadOnly}
          allowDecimal={false}
          onChange={(amount) => typeof amount === 'number' && onChange({ ...value, amount })}
        />
        <Select
          aria-label={label}
          data={units}
          value={value.unit}
          readOnly={isReadOnly}
          onChange={(unit) => onChange({ ...value, unit: Duration.shape.unit.catch('hours').parse(unit) })}
        />
      </div>
    </Input.Wrapper>
  )
}

function useUnits() {
  const { t } = useLingui()
  const words = { seconds: t`seconds`, minutes: t`minutes`, hours: t`hours`, days: t`days`, weeks: t`weeks` }
  return Duration.shape.unit.options.map((value) => ({ value, label: words[value] }))
}
