/** What a called flow gives back, and the fields it goes into. */
import { useLingui } from '@lingui/react/macro'
import { Autocomplete } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { z } from 'zod'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import { useDraftOf } from '../from-server.ts'
import classes from './controls.module.css'
import { FieldPicker } from './names.tsx'
import { Rows } from './rows.tsx'

const Saves = z.array(z.object({ name: z.string(), field: z.string() })).catch([])

export function OutputsControl({ field, value, set, step, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { botId, isReadOnly } = useForm()
  const saves = Saves.parse(value)
  const outputs = (useDraftOf(botId, textOf(step.flow) || undefined)?.flow.outputs ?? []).map(({ name }) => name)
  const fresh = () => {
    const name = outputs.find((output) => !saves.some((save) => save.name === output)) ?? 'result'
    return { name, field: name.toLowerCase() }
  }
  return (
    <Rows
      label={field.label}
      description={field.description}
      error={faultAt()}
      rows={saves}
      onChange={set}
      nameOf={(index) => saves[index]?.name || t`Row ${index + 1}`}
      fresh={fresh}
      add={t`Keep a part`}
      most={20}
    >
      {(save, index, setSave) => (
        <div className={classes.mapping}>
          <Autocomplete
            aria-label={t`Row ${index + 1}: what it gives back`}
            data={outputs}
            value={save.name}
            onChange={(name) => setSave({ ...save, name })}
            error={faultAt(`${index}/name`)}
            spellCheck={false}
            readOnly={isReadOnly}
          />
          <IconArrowRight size={14} aria-hidden="true" className={classes.arrow} />
          <FieldPicker
            label={t`Row ${index + 1}: field`}
            isLabelHidden
            isOptional={false}
            value={save.field}
            onChange={(name) => name !== undefined && setSave({ ...save, field: name })}
            error={faultAt(`${index}/field`)}
          />
        </div>
      )}
    </Rows>
  )
}
