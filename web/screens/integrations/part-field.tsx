/** One part of a form that is drawn from a schema: written like a password, chosen, or written in one line or several. */
import { useLingui } from '@lingui/react/macro'
import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core'
import type { useForm } from '@mantine/form'
import type { SecretPart } from './secret-parts.ts'

interface PartFieldProps {
  part: SecretPart
  /** the words that the schema carries, in the reader's language */
  word: (text: string) => string
  /** as the form gives it */
  field: ReturnType<ReturnType<typeof useForm>['getInputProps']>
}

export function PartField({ part, word, field }: PartFieldProps) {
  const { t } = useLingui()
  const label = word(part.label)
  const shared = {
    label: part.isRequired || part.start !== '' ? label : t`${label} (optional)`,
    description: part.description && word(part.description),
    ...field,
  }
  const written = { spellCheck: false, autoComplete: 'off', maxLength: part.maxLength }
  if (part.options.length > 0)
    return (
      <Select
        {...shared}
        value={field.value || null}
        placeholder={t`Choose`}
        data={part.options.map((value) => ({ value, label: word(value) }))}
      />
    )
  if (part.isSecret) return <PasswordInput {...written} {...shared} autoComplete="new-password" />
  if (part.isLong) return <Textarea {...written} {...shared} maxRows={10} />
  return <TextInput {...written} {...shared} />
}
