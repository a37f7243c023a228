/** The name of a field: one that the flow fills already, or a new one. */
import { useLingui } from '@lingui/react/macro'
import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import { FieldName as Rule } from '../../../engine/block.ts'
import { useFlow } from './flow-context.ts'

interface FieldNameProps {
  label: string
  value: string | undefined
  isOptional: boolean
  onChange: (name: string | undefined) => void
}

/** Passes on only names that may be; what is typed stays visible until it is one. */
export function FieldName({ label, value, isOptional, onChange }: FieldNameProps) {
  const { t } = useLingui()
  const { fields, isReadOnly } = useFlow()
  const [typed, setTyped] = useState(value ?? '')
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setTyped(value ?? '')
  }
  const isFine = Rule.safeParse(typed).success || (isOptional && typed === '')
  const type = (text: string) => {
    const name = text.toLowerCase().replaceAll(/[\s-]/g, '_')
    setTyped(name)
    if (!Rule.safeParse(name).success && !(isOptional && name === '')) return
    setKnown(name || undefined)
    onChange(name || undefined)
  }
  return (
    <Autocomplete
      label={label}
      description={
        isOptional
          ? t`A field of the bot user, such as order_number. Left empty, the answer is not kept.`
          : t`A field of the bot user, such as order_number.`
      }
      data={fields}
      value={typed}
      onChange={type}
      readOnly={isReadOnly}
      maxLength={40}
      spellCheck={false}
      error={isFine ? undefined : t`Use small letters, digits and _, beginning with a letter.`}
    />
  )
}
