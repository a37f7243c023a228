/** The simple controls: words, numbers, switches and choices of one. */
import { useLingui } from '@lingui/react/macro'
import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useEngineWords } from '../../engine-words/engine-words.ts'
import { type ControlProps, storedText, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import { ValueText } from './value-text.tsx'

const FORMATTED = new Set(['text', 'retry'])
const SPOKEN = /^(say|ask|list|buttons|quick-replies|hand-over|image|video|audio|file|card|carousel|template)$/

export function TextControl({ field, value, set, faultAt }: ControlProps) {
  return (
    <ValueText
      label={field.label}
      description={field.description}
      value={textOf(value)}
      onChange={(text) => set(value === null && text === '' ? null : storedText(text, field))}
      error={faultAt()}
      maxLength={numberOf(field.meta.limit) ?? 4000}
    />
  )
}

export function LongTextControl({ field, value, set, step, faultAt }: ControlProps) {
  const isSpoken = FORMATTED.has(field.key) && SPOKEN.test(textOf(step.block))
  return (
    <ValueText
      label={field.label}
      description={field.description}
      value={textOf(value)}
      onChange={(text) => set(storedText(text, field))}
      error={faultAt()}
      maxLength={numberOf(field.meta.limit) ?? 20_000}
      isLong
      isFormatted={isSpoken}
    />
  )
}

export function NumberControl({ field, value, set, faultAt }: ControlProps) {
  const { isReadOnly } = useForm()
  return (
    <NumberInput
      label={field.label}
      description={field.description}
      error={faultAt()}
      value={typeof value === 'number' ? value : ''}
      onChange={(typed) => set(typeof typed === 'number' ? typed : typed === '' ? undefined : Number(typed))}
      min={numberOf(field.meta.least)}
      max={numberOf(field.meta.most)}
      step={numberOf(field.meta.step) ?? 1}
      w={160}
      readOnly={isReadOnly}
      clampBehavior="none"
    />
  )
}

export function SwitchControl({ field, value, set, faultAt }: ControlProps) {
  const { isReadOnly } = useForm()
  return (
    <Switch
      label={field.label}
      description={field.description}
      error={faultAt()}
      checked={value === true}
      onChange={(event) =>
        set(event.currentTarget.checked || !field.isOptional ? event.currentTarget.checked : undefined)
      }
      disabled={isReadOnly}
    />
  )
}

export function SelectControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const words = useEngineWords()
  const options = Object.entries(field.options ?? {}).map(([option, word]) => ({ value: option, label: words(word) }))
  return (
    <Select
      label={field.label}
      description={field.description}
      error={faultAt()}
      data={field.isOptional ? [{ value: '', label: t`Not set` }, ...options] : options}
      value={textOf(value)}
      onChange={(chosen) => set(chosen || undefined)}
      readOnly={isReadOnly}
    />
  )
}

export function TitleControl({ field, value, set, faultAt }: ControlProps) {
  const { isReadOnly } = useForm()
  return (
    <TextInput
      label={field.label}
      error={faultAt()}
      value={textOf(value)}
      onChange={(event) => set(event.currentTarget.value || undefined)}
      maxLength={60}
      readOnly={isReadOnly}
    />
  )
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
