/** A form drawn from the JSON schema of an action; texts may hold values. */
import { useLingui } from '@lingui/react/macro'
import { Select, Switch } from '@mantine/core'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { JsonText } from './json-text.tsx'
import { type SchemaPart, schemaParts } from './schema-parts.ts'
import { ValueText } from './value-text.tsx'

interface SchemaFieldsProps {
  schema: unknown
  value: Readonly<Record<string, unknown>>
  onChange: (value: Record<string, unknown>) => void
  faultAt: (key: string) => string | undefined
}

export function SchemaFields({ schema, value, onChange, faultAt }: SchemaFieldsProps) {
  return (
    <div className={classes.nested}>
      {schemaParts(schema).map((part) => (
        <SchemaField
          key={part.key}
          part={part}
          value={value[part.key]}
          onChange={(next) => onChange({ ...value, [part.key]: next })}
          error={faultAt(part.key)}
        />
      ))}
    </div>
  )
}

interface SchemaFieldProps {
  part: SchemaPart
  value: unknown
  onChange: (value: unknown) => void
  error: string | undefined
}

function SchemaField({ part, value, onChange, error }: SchemaFieldProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const { description } = part
  const label = part.isRequired ? part.label : t`${part.label} (optional)`
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value, null, 2)
  if (part.look === 'switch')
    return (
      <Switch
        label={label}
        description={description}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
        disabled={isReadOnly}
        error={error}
      />
    )
  if (part.look === 'select')
    return (
      <Select
        label={label}
        description={description}
        data={part.options}
        value={text || null}
        onChange={(chosen) => onChange(chosen ?? undefined)}
        clearable={!part.isRequired && !isReadOnly}
        readOnly={isReadOnly}
        error={error}
      />
    )
  if (part.look === 'json')
    return (
      <JsonText
        label={label}
        isLabelHidden={false}
        description={description}
        value={text}
        onChange={(typed) => onChange(readJson(typed))}
        error={error}
      />
    )
  return (
    <ValueText
      label={label}
      description={description}
      isLong={part.look === 'long'}
      value={text}
      onChange={(typed) => onChange(typed === '' && !part.isRequired ? undefined : typed)}
      error={error}
      maxLength={part.limit}
    />
  )
}

/** The data where it is JSON already, else the text as it is being written. */
function readJson(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : text
  } catch {
    return text
  }
}
