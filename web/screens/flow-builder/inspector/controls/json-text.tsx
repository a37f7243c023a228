/** JSON that may hold values, checked while it is written. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { jsonFault, tidied } from './json-fault.ts'
import { ValueText } from './value-text.tsx'

interface JsonTextProps {
  label: string
  isLabelHidden?: boolean
  description?: string | undefined
  value: string
  onChange: (text: string) => void
  error?: string | undefined
}

export function JsonText({ label, isLabelHidden = true, description, value, onChange, error }: JsonTextProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const line = jsonFault(value)
  const fault = line === undefined ? undefined : t`This is not JSON yet: look at line ${line}.`
  const tidy = tidied(value)
  return (
    <div className={classes.group}>
      <ValueText
        label={label}
        isLabelHidden={isLabelHidden}
        description={description}
        isLong
        isCode
        minRows={4}
        value={value}
        onChange={onChange}
        error={error ?? fault}
        maxLength={100_000}
      />
      {!isReadOnly && tidy !== undefined && tidy !== value && (
        <Button size="compact-xs" variant="subtle" color="gray" w="fit-content" onClick={() => onChange(tidy)}>
          <Trans>Lay it out</Trans>
        </Button>
      )}
    </div>
  )
}

/** A value that is kept as data, written as JSON. */
export function JsonControl({ field, value, set, faultAt }: ControlProps) {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value, null, 2)
  return (
    <JsonText
      label={field.label}
      isLabelHidden={false}
      description={field.description}
      value={text}
      onChange={(typed) => set(typed === '' && field.isOptional ? undefined : typed)}
      error={faultAt()}
    />
  )
}
