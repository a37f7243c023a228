/** Names: of a field to fill, of a value to read, of a tag. What is not there yet can be made. */
import { useLingui } from '@lingui/react/macro'
import { Autocomplete, Combobox } from '@mantine/core'
import { useState } from 'react'
import { FieldName as Rule } from '../../../../../shared/fields.ts'
import { type ControlProps, storedText, textOf } from '../control.ts'
import { type KnownValue, useForm } from '../form-context.ts'
import { useTags } from '../from-server.ts'
import { NewField } from './new-field.tsx'

export function FieldControl({ field, value, set, faultAt }: ControlProps) {
  return (
    <FieldPicker
      label={field.label}
      description={field.description}
      value={textOf(value) || undefined}
      isOptional={field.isOptional}
      onChange={set}
      error={faultAt()}
      takesBot={field.meta.takesBot !== false}
    />
  )
}

interface FieldPickerProps {
  label: string
  description?: string | undefined
  isLabelHidden?: boolean
  value: string | undefined
  isOptional: boolean
  onChange: (name: string | undefined) => void
  error?: string | undefined
  /** fields of the bot too */
  takesBot?: boolean
  placeholder?: string
}

/** Passes on only names that may be; what is typed stays visible until it is one. */
export function FieldPicker(props: FieldPickerProps) {
  const { label, description, isLabelHidden = false, value, isOptional, onChange, error, takesBot = true } = props
  const { t } = useLingui()
  const { values, isReadOnly } = useForm()
  const [typed, setTyped] = useTyped(value)
  const known = values.filter(({ group }) => group === 'field' || (takesBot && group === 'bot'))
  const isName = isFieldName(typed, takesBot)
  const isNew = isName && !known.some(({ name }) => name === typed)
  const type = (text: string) => {
    const name = text.toLowerCase().replaceAll(/[\s-]/g, '_')
    setTyped(name)
    if (name === '' && isOptional) onChange(undefined)
    else if (isFieldName(name, takesBot)) onChange(name)
  }
  return (
    <div>
      <Autocomplete
        label={isLabelHidden ? undefined : label}
        aria-label={isLabelHidden ? label : undefined}
        description={description}
        placeholder={props.placeholder ?? (isOptional ? t`Not kept` : t`order_number`)}
        data={groupsOf(known, { field: t`Fields of the person`, bot: t`Fields of the bot` })}
        value={typed}
        onChange={type}
        readOnly={isReadOnly}
        maxLength={44}
        spellCheck={false}
        maxDropdownHeight={240}
        error={
          isName || (isOptional && typed === '') ? error : t`Use small letters, digits and _, beginning with a letter.`
        }
      />
      {isNew && !isReadOnly && <NewField name={typed} />}
    </div>
  )
}

export function NameControl({ field, value, set, faultAt }: ControlProps) {
  return <NamePicker label={field.label} value={textOf(value)} onChange={set} error={faultAt()} />
}

interface NamePickerProps {
  label: string
  isLabelHidden?: boolean
  value: string
  onChange: (name: string) => void
  error?: string | undefined
}

const NAME = /^[A-Za-z_][A-Za-z0-9_.]{0,79}$/

/** The name of anything that can be read: a field, an input, a value known by itself. */
export function NamePicker({ label, isLabelHidden = false, value, onChange, error }: NamePickerProps) {
  const { t } = useLingui()
  const { values, isReadOnly } = useForm()
  const [typed, setTyped] = useTyped(value)
  const type = (text: string) => {
    const name = text.trim()
    setTyped(name)
    if (NAME.test(name)) onChange(name)
  }
  const groups = {
    input: t`Given to this flow`,
    field: t`Fields of the person`,
    bot: t`Fields of the bot`,
    event: t`From what began the flow`,
    system: t`Known by itself`,
  }
  return (
    <Autocomplete
      label={isLabelHidden ? undefined : label}
      aria-label={isLabelHidden ? label : undefined}
      data={groupsOf(values, groups)}
      value={typed}
      onChange={type}
      error={NAME.test(typed) ? error : t`Pick a value, or write the name of a field.`}
      readOnly={isReadOnly}
      maxDropdownHeight={280}
      spellCheck={false}
      renderOption={({ option }) => <NameOption value={values.find(({ name }) => name === option.value)} />}
    />
  )
}

function NameOption({ value }: { value: KnownValue | undefined }) {
  if (!value) return null
  return (
    <span>
      <span>{value.name}</span>
      {value.description && (
        <Combobox.Empty component="span" p={0} fz="xs" c="dimmed" ta="left" display="block">
          {value.description}
        </Combobox.Empty>
      )}
    </span>
  )
}

export function TagControl({ field, value, set, faultAt }: ControlProps) {
  return (
    <TagPicker
      label={field.label}
      description={field.description}
      value={textOf(value)}
      onChange={(tag) => set(storedText(tag, field))}
      error={faultAt()}
    />
  )
}

interface TagPickerProps {
  label: string
  description?: string | undefined
  isLabelHidden?: boolean
  value: string
  onChange: (tag: string) => void
  error?: string | undefined
}

export function TagPicker({ label, description, isLabelHidden = false, value, onChange, error }: TagPickerProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const tags = useTags()
  return (
    <Autocomplete
      label={isLabelHidden ? undefined : label}
      aria-label={isLabelHidden ? label : undefined}
      description={description ?? t`Pick one that is in use, or write a new one.`}
      data={tags.map(({ name }) => name)}
      value={value}
      onChange={onChange}
      error={error}
      readOnly={isReadOnly}
      maxLength={60}
    />
  )
}

/** What is being typed, until the value is another one. */
function useTyped(value: string | undefined): [string, (text: string) => void] {
  const [typed, setTyped] = useState(value ?? '')
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    if (value !== undefined && value !== typed) setTyped(value)
  }
  return [typed, setTyped]
}

function isFieldName(name: string, takesBot: boolean): boolean {
  const own = takesBot && name.startsWith('bot.') ? name.slice(4) : name
  return Rule.safeParse(own).success
}

function groupsOf<Group extends string>(values: readonly KnownValue[], labels: Partial<Record<Group, string>>) {
  return Object.entries<string | undefined>(labels).flatMap(([group, label]) => {
    const items = values.filter((value) => value.group === group).map(({ name }) => name)
    return items.length > 0 ? [{ group: label ?? group, items }] : []
  })
}
