/** Names and kinds of what a flow is given, or gives back. */
import { useLingui } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FIELD_KINDS, FieldKind, FieldName } from '../../../../shared/fields.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import classes from './controls/controls.module.css'
import { useKindWords } from './controls/kind-words.ts'
import { Rows } from './controls/rows.tsx'
import { useForm } from './form-context.ts'

interface FlowValue {
  name: string
  kind: FieldKind
}

interface FlowValuesProps {
  part: 'inputs' | 'outputs'
  label: string
  description: string
}

const NONE: FlowValue[] = []

export function FlowValues({ part, label, description }: FlowValuesProps) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const values = useEditor((state) => state.flow[part]) ?? NONE
  const change = (next: FlowValue[]) => {
    const { [part]: _, ...rest } = editor.get().flow
    editor.change('values', next.length > 0 ? { ...rest, [part]: next } : rest, { coalesce: part })
  }
  return (
    <Rows
      label={label}
      description={description}
      rows={values}
      onChange={change}
      nameOf={(index) => values[index]?.name ?? ''}
      fresh={(rows): FlowValue => ({ name: `value_${rows.length + 1}`, kind: 'text' })}
      add={t`Add a value`}
      most={20}
    >
      {(value, index, set) => <ValueFields value={value} number={index + 1} onChange={set} />}
    </Rows>
  )
}

function ValueFields({
  value,
  number,
  onChange,
}: {
  value: FlowValue
  number: number
  onChange: (value: FlowValue) => void
}) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const kindWords = useKindWords()
  const [typed, setTyped] = useState(value.name)
  const isName = FieldName.safeParse(typed).success
  const type = (text: string) => {
    const name = text.toLowerCase().replaceAll(/[\s-]/g, '_')
    setTyped(name)
    if (FieldName.safeParse(name).success) onChange({ ...value, name })
  }
  return (
    <div className={classes.pair}>
      <TextInput
        aria-label={t`Name of value ${number}`}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        error={isName ? undefined : t`Use small letters, digits and _, beginning with a letter.`}
        maxLength={40}
        spellCheck={false}
        readOnly={isReadOnly}
      />
      <Select
        aria-label={t`What value ${number} holds`}
        data={FIELD_KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }))}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: FieldKind.catch('text').parse(kind) })}
        readOnly={isReadOnly}
      />
    </div>
  )
}
