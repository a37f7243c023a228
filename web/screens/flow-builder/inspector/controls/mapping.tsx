/** What of an answer is kept: the path to a part of it, and the field it goes into. */
import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { z } from 'zod'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import { TryCall } from '../try-call.tsx'
import classes from './controls.module.css'
import { FieldPicker } from './names.tsx'
import { Rows } from './rows.tsx'

const Mappings = z.array(z.object({ path: z.string(), field: z.string() })).catch([])

export function MappingControl({ field, value, set, step, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const mappings = Mappings.parse(value)
  const pick = (path: string) => {
    const open = mappings.findIndex((mapping) => mapping.path === '')
    if (open !== -1) return set(mappings.map((mapping, index) => (index === open ? { ...mapping, path } : mapping)))
    set([...mappings, { path, field: fieldFor(path) }])
  }
  return (
    <div className={classes.group}>
      <Rows
        label={field.label}
        description={field.description}
        error={faultAt()}
        rows={mappings}
        onChange={set}
        nameOf={(index) => mappings[index]?.path || t`Row ${index + 1}`}
        fresh={() => ({ path: '', field: 'answer' })}
        add={t`Keep a part`}
        most={30}
      >
        {(mapping, index, setMapping) => (
          <div className={classes.mapping}>
            <TextInput
              aria-label={t`Row ${index + 1}: path in the answer`}
              placeholder="data.items.0.id"
              value={mapping.path}
              onChange={(event) => setMapping({ ...mapping, path: event.currentTarget.value.trim() })}
              error={faultAt(`${index}/path`)}
              spellCheck={false}
              readOnly={isReadOnly}
            />
            <IconArrowRight size={14} aria-hidden="true" className={classes.arrow} />
            <FieldPicker
              label={t`Row ${index + 1}: field`}
              isLabelHidden
              isOptional={false}
              value={mapping.field}
              onChange={(name) => name !== undefined && setMapping({ ...mapping, field: name })}
              error={faultAt(`${index}/field`)}
            />
          </div>
        )}
      </Rows>
      <TryCall step={step} onPick={pick} />
    </div>
  )
}

/** A field named after the last word of the path. */
function fieldFor(path: string): string {
  const word =
    path
      .split('.')
      .filter((part) => !/^\d+$/.test(part))
      .at(-1) ?? ''
  const name = word
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
  return name || 'answer'
}
