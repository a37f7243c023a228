/** The form of one step, drawn from what its block says of itself. */
import { useLingui } from '@lingui/react/macro'
import { NumberInput, Select, Stack } from '@mantine/core'
import { Step } from '../../../engine/blocks/blocks.ts'
import { Condition } from '../../../engine/condition.ts'
import { type FieldForm, formOf } from './block-forms.ts'
import { Choices } from './choices.tsx'
import { Conditions } from './conditions.tsx'
import { useEngineWords } from './engine-words.ts'
import { FieldName } from './field-name.tsx'
import { useFlow } from './flow-context.ts'
import { StepSelect } from './step-select.tsx'
import { ValueText } from './value-text.tsx'

interface StepFormProps {
  step: Step
  onChange: (step: Step) => void
}

export function StepForm({ step, onChange }: StepFormProps) {
  const set = (key: string, value: unknown) => {
    const changed = Step.safeParse({ ...step, [key]: value })
    if (changed.success) onChange(changed.data)
  }
  const fields = formOf(step).fields.filter(({ key }) => isShown(step, key))
  return (
    <Stack gap="md">
      {fields.map((field) => (
        <FieldControl key={field.key} field={field} step={step} set={(value) => set(field.key, value)} />
      ))}
    </Stack>
  )
}

/** Answers to pick from belong to one kind of question only. */
function isShown(step: Step, key: string): boolean {
  return key !== 'choices' || (step.block === 'ask' && step.kind === 'choice')
}

interface FieldControlProps {
  field: FieldForm
  step: Step
  set: (value: unknown) => void
}

function FieldControl({ field, step, set }: FieldControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useFlow()
  const words = useEngineWords()
  const value: unknown = Reflect.get(step, field.key)
  const label = words(field.label)
  const description = field.description && words(field.description)
  const text = typeof value === 'string' ? value : ''
  switch (field.control) {
    case 'step':
      return (
        <StepSelect
          label={label}
          value={text || undefined}
          onChange={set}
          nothing={
            step.block === 'ask' && field.key === 'otherwise' ? t`The same step as after a right answer` : undefined
          }
        />
      )
    case 'field':
      return <FieldName label={label} value={text || undefined} isOptional={field.isOptional} onChange={set} />
    case 'number':
      return (
        <NumberInput
          label={label}
          value={typeof value === 'number' ? value : ''}
          onChange={set}
          min={1}
          max={10}
          w={120}
          readOnly={isReadOnly}
        />
      )
    case 'options':
      return (
        <Select
          label={label}
          data={Object.entries(field.options ?? {}).map(([option, word]) => ({ value: option, label: words(word) }))}
          value={text}
          onChange={set}
          readOnly={isReadOnly}
        />
      )
    case 'choices':
      return <Choices label={label} value={step.block === 'ask' ? (step.choices ?? []) : []} onChange={set} />
    case 'condition': {
      const condition = Condition.safeParse(value)
      return condition.success && <Conditions label={label} value={condition.data} onChange={set} />
    }
    default:
      return (
        <ValueText
          label={label}
          description={description}
          isLong={field.control === 'long-text'}
          value={text}
          maxLength={4000}
          onChange={(typed) => set(typed === '' ? emptyOf(field, value) : typed)}
        />
      )
  }
}

/** An optional text that is empty is not there; a value that may be nothing becomes nothing. */
function emptyOf(field: FieldForm, value: unknown): undefined | '' {
  return field.isOptional || value === undefined ? undefined : ''
}
