/** What is waited for: a span of time, a moment, or the opening of the business. */
import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { z } from 'zod'
import { Duration } from '../../../../../engine/values/duration.ts'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { DurationField } from './duration.tsx'
import { ValueText } from './value-text.tsx'

const Span = z.object({ amount: z.number(), unit: Duration.shape.unit }).catch({ amount: 1, unit: 'hours' })
const ONE_DAY: Duration = { amount: 1, unit: 'days' }

/** The time and the moment are parts of the same choice. */
export function WaitControl({ field, value, step, setParts, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly, timezone } = useForm()
  const kind = textOf(value)
  const choose = (chosen: string | null) => {
    const parts = { for: chosen === 'for' ? ONE_DAY : undefined, at: chosen === 'until' ? '' : undefined }
    setParts({ kind: chosen, ...parts })
  }
  return (
    <div className={classes.group}>
      <Select
        label={field.label}
        description={field.description}
        data={[
          { value: 'for', label: t`For some time` },
          { value: 'until', label: t`Until a date or time` },
          { value: 'open', label: t`Until the business is open` },
        ]}
        value={kind}
        onChange={choose}
        readOnly={isReadOnly}
        error={faultAt()}
      />
      {kind === 'for' && (
        <DurationField
          label={t`How long`}
          value={Span.parse(step.for)}
          onChange={(span) => setParts({ for: span })}
          error={faultAt('../for') ?? faultAt('../for/amount')}
        />
      )}
      {kind === 'until' && (
        <ValueText
          label={t`Until`}
          description={t`A date such as 2026-07-01, with or without a time, in the time of ${timezone}.`}
          value={textOf(step.at)}
          onChange={(at) => setParts({ at })}
          placeholder="{{appointment}}"
          maxLength={200}
          error={faultAt('../at')}
        />
      )}
    </div>
  )
}
