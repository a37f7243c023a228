/** Where the value of a field is written, by its kind. */
import { useLingui } from '@lingui/react/macro'
import { Select, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldKind } from '../../../shared/fields.ts'

interface FieldInputProps {
  kind: FieldKind
  value?: string
  error?: ReactNode
  onChange?: (value: string) => void
}

const TYPES = { number: 'text', date: 'date', datetime: 'datetime-local' } as const

export function FieldInput({ kind, value = '', error, onChange }: FieldInputProps) {
  const { t } = useLingui()
  const label = t`Holds now`
  const write = (next: string | null) => onChange?.(next ?? '')
  if (kind === 'boolean')
    return (
      <Select
        label={label}
        placeholder={t`nothing`}
        clearable
        data={[
          { value: 'true', label: t`Yes` },
          { value: 'false', label: t`No` },
        ]}
        value={value || null}
        error={error}
        onChange={write}
      />
    )
  if (kind === 'text' || kind === 'list' || kind === 'json')
    return (
      <Textarea
        label={label}
        description={kind === 'list' ? t`One item on each line.` : kind === 'json' ? t`As JSON.` : undefined}
        autosize
        minRows={kind === 'text' ? 1 : 3}
        maxRows={12}
        maxLength={20_000}
        spellCheck={kind !== 'json'}
        value={value}
        error={error}
        onChange={(event) => write(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      label={label}
      type={TYPES[kind]}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      value={value}
      error={error}
      onChange={(event) => write(event.currentTarget.value)}
    />
  )
}
