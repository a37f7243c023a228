/** A few choices side by side, under a label. */
import { SegmentedControl, Text } from '@mantine/core'
import { useId } from 'react'

interface ChoiceProps<Value extends string> {
  label: string
  data: { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
  disabled?: boolean
}

export function Choice<Value extends string>({ label, data, value, onChange, disabled }: ChoiceProps<Value>) {
  const id = useId()
  return (
    <div>
      <Text id={id} size="sm" fw={500} mb={6}>
        {label}
      </Text>
      <SegmentedControl data={data} value={value} onChange={onChange} disabled={disabled} aria-labelledby={id} />
    </div>
  )
}
