/** Where a way leads: a step by its name, a new one, or the end of the flow. */
import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'

interface StepSelectProps {
  label: string
  description?: string | undefined
  isLabelHidden?: boolean
  value: string | undefined
  onChange: (stepId: string | undefined) => void
  /** the way out of the step under edit, from which a new step can be made */
  handle?: string
  /** what happens without a choice */
  nothing?: string
  error?: string | undefined
}

const NOTHING = ''
const NEW = '+'

export function StepSelect({
  label,
  description,
  isLabelHidden = false,
  value,
  onChange,
  handle,
  nothing,
  error,
}: StepSelectProps) {
  const { t } = useLingui()
  const { targets, isReadOnly, addStepFrom, goTo } = useForm()
  const isLost = value !== undefined && !targets.some(({ id }) => id === value)
  const choose = (chosen: string | null) => {
    if (chosen === NEW) return handle !== undefined && addStepFrom(handle)
    onChange(chosen || undefined)
  }
  return (
    <div className={classes.way}>
      <Select
        label={isLabelHidden ? undefined : label}
        aria-label={isLabelHidden ? label : undefined}
        description={description}
        error={isLost ? t`This step is gone.` : error}
        data={[
          { value: NOTHING, label: nothing ?? t`The end of the flow` },
          ...(handle === undefined || isReadOnly ? [] : [{ value: NEW, label: t`A new step…` }]),
          { group: t`Steps`, items: targets.map(({ id, title }) => ({ value: id, label: title })) },
          ...(isLost ? [{ value, label: t`${value} (missing)` }] : []),
        ]}
        value={value ?? NOTHING}
        onChange={choose}
        searchable={!isReadOnly}
        selectFirstOptionOnChange
        nothingFoundMessage={t`No such step`}
        readOnly={isReadOnly}
        maxDropdownHeight={280}
        flex={1}
      />
      {value !== undefined && !isLost && (
        <Tooltip label={t`Show this step`}>
          <ActionIcon aria-label={t`Show where “${label}” leads`} className={classes.go} onClick={() => goTo(value)}>
            <IconArrowRight size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  )
}
