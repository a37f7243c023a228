/** The parts that only questions have: how dates are read, where phone numbers are from, skipping, and giving up waiting. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, Switch, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { z } from 'zod'
import { ASKS } from '../../../../../engine/asks/asks.ts'
import { Duration } from '../../../../../engine/values/duration.ts'
import { LABEL_LIMIT } from '../../../../../shared/messages.ts'
import { useReader } from '../../../../kit/reader.ts'
import { useEngineWords } from '../../engine-words/engine-words.ts'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { countryNames } from './countries.ts'
import { DurationField } from './duration.tsx'
import { StepSelect } from './step-select.tsx'
import { ValueText } from './value-text.tsx'

/** Another kind of answer brings what a fresh question of that kind has. */
export function AskKindControl({ field, value, step, setParts, faultAt }: ControlProps) {
  const { isReadOnly } = useForm()
  const words = useEngineWords()
  const choose = (chosen: string | null) => {
    const asked = ASKS.find(({ kind }) => kind === chosen)
    if (!asked || asked.kind === value) return
    const missing = Object.entries(asked.fresh ?? {}).filter(
      ([key]) => step[key] === undefined || asked.kind === 'yes-no',
    )
    setParts({ ...Object.fromEntries(missing), kind: asked.kind })
  }
  return (
    <Select
      label={field.label}
      description={field.description}
      data={ASKS.map(({ kind }) => ({ value: kind, label: words(field.options?.[kind] ?? kind) }))}
      value={textOf(value)}
      onChange={choose}
      readOnly={isReadOnly}
      error={faultAt()}
      maxDropdownHeight={320}
    />
  )
}

export function DateOrderControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  return (
    <Select
      label={field.label}
      description={field.description}
      error={faultAt()}
      data={[
        { value: '', label: t`Asked again` },
        { value: 'dmy', label: t`3 April (day first)` },
        { value: 'mdy', label: t`4 March (month first)` },
      ]}
      value={textOf(value)}
      onChange={(chosen) => set(chosen || undefined)}
      readOnly={isReadOnly}
    />
  )
}

export function PhoneCountryControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const { language } = useReader()
  const countries = useMemo(() => countryNames(language), [language])
  return (
    <Select
      label={field.label}
      description={field.description}
      error={faultAt()}
      placeholder={t`None: numbers need +49 or the like`}
      data={countries}
      value={textOf(value) || null}
      onChange={(chosen) => set(chosen ?? undefined)}
      searchable={!isReadOnly}
      clearable={!isReadOnly}
      limit={50}
      nothingFoundMessage={t`No such country`}
      readOnly={isReadOnly}
    />
  )
}

export function SkipControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const isOn = value !== undefined
  return (
    <div className={classes.group}>
      <Switch
        label={t`The question can be skipped`}
        checked={isOn}
        disabled={isReadOnly}
        onChange={(event) => set(event.currentTarget.checked ? t`Skip` : undefined)}
      />
      {isOn && (
        <ValueText
          label={field.label}
          value={textOf(value)}
          onChange={set}
          error={faultAt()}
          maxLength={LABEL_LIMIT}
          placeholder={t`Skip`}
        />
      )}
    </div>
  )
}

const Timeout = z
  .object({ after: z.object({ amount: z.number(), unit: Duration.shape.unit }), to: z.string().optional() })
  .optional()
  .catch(undefined)
const ONE_HOUR: Duration = { amount: 1, unit: 'hours' }

export function TimeoutControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const timeout = Timeout.parse(value)
  return (
    <div className={classes.group}>
      <Switch
        label={field.label}
        description={field.description}
        checked={timeout !== undefined}
        disabled={isReadOnly}
        onChange={(event) => set(event.currentTarget.checked ? { after: ONE_HOUR } : undefined)}
        error={faultAt()}
      />
      {timeout && (
        <div className={classes.nested}>
          <DurationField
            label={t`After`}
            value={timeout.after}
            onChange={(after) => set({ ...timeout, after })}
            error={faultAt('after') ?? faultAt('after/amount')}
          />
          <StepSelect
            label={t`Then go to`}
            value={timeout.to}
            onChange={(to) => set({ ...timeout, to })}
            handle="timeout"
          />
        </div>
      )}
    </div>
  )
}

/** A text that may be nothing: then the field is cleared. */
export function ClearableTextControl({ field, value, set, faultAt }: ControlProps) {
  const { isReadOnly } = useForm()
  if (value === null)
    return (
      <div className={classes.group}>
        <TextInput label={field.label} value="" placeholder="–" readOnly disabled />
        {!isReadOnly && (
          <Button size="compact-xs" variant="default" w="fit-content" onClick={() => set('')}>
            <Trans>Write a value instead</Trans>
          </Button>
        )}
      </div>
    )
  return (
    <div className={classes.group}>
      <ValueText
        label={field.label}
        description={field.description}
        value={textOf(value)}
        onChange={set}
        error={faultAt()}
        maxLength={4000}
        isLong
        minRows={1}
      />
      {!isReadOnly && (
        <Button size="compact-xs" variant="default" w="fit-content" onClick={() => set(null)}>
          <Trans>Clear the field instead</Trans>
        </Button>
      )}
    </div>
  )
}
