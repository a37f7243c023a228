/** What a request carries: nothing, JSON, a form, or plain text. */
import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { z } from 'zod'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { JsonText } from './json-text.tsx'
import { PairRows } from './pairs.tsx'
import { ValueText } from './value-text.tsx'

const Body = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('json'), text: z.string() }),
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('form'), parts: z.array(z.object({ name: z.string(), value: z.string() })) }),
  ])
  .catch({ kind: 'none' })
type Body = z.output<typeof Body>

export function BodyControl({ field, value, set, step, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const body = Body.parse(value)
  if (step.method === 'GET' && body.kind === 'none') return null
  return (
    <div className={classes.group}>
      <Select
        label={field.label}
        description={field.description}
        data={[
          { value: 'none', label: t`Nothing` },
          { value: 'json', label: t`JSON` },
          { value: 'form', label: t`A form` },
          { value: 'text', label: t`Plain text` },
        ]}
        value={body.kind}
        onChange={(kind) => set(asKind(body, kind))}
        readOnly={isReadOnly}
        error={faultAt()}
      />
      {body.kind === 'json' && (
        <JsonText
          label={t`JSON that is sent`}
          value={body.text}
          onChange={(text) => set({ ...body, text })}
          error={faultAt('text')}
        />
      )}
      {body.kind === 'text' && (
        <ValueText
          label={t`Text that is sent`}
          isLabelHidden
          isLong
          value={body.text}
          onChange={(text) => set({ ...body, text })}
          error={faultAt('text')}
          maxLength={100_000}
        />
      )}
      {body.kind === 'form' && (
        <PairRows
          label={t`Parts of the form`}
          isLabelHidden
          nameLabel={t`Name`}
          valueLabel={t`Value`}
          pairs={body.parts}
          onChange={(parts) => set({ ...body, parts })}
          faultAt={(path) => faultAt(path === undefined ? 'parts' : `parts/${path}`)}
          most={50}
        />
      )}
    </div>
  )
}

function asKind(body: Body, kind: string | null): Body {
  const text = 'text' in body ? body.text : ''
  if (kind === 'json') return { kind, text: text || '{\n  \n}' }
  if (kind === 'text') return { kind, text }
  if (kind === 'form') return { kind, parts: [{ name: '', value: '' }] }
  return { kind: 'none' }
}
