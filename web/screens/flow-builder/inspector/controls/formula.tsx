/** A formula: what can be written, and what comes out with values to try. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Collapse, Textarea, TextInput } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { readFormula } from '../../../../../engine/formulas/formula.ts'
import { asText } from '../../../../../engine/values/filters.ts'
import type { Value } from '../../../../../shared/fields.ts'
import { useEngineWords } from '../../engine-words/engine-words.ts'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import own from './formula.module.css'
import { FUNCTION_WORDS } from './function-words.ts'
import { insertText } from './insert-text.ts'

export function FormulaControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const words = useEngineWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const text = textOf(value)
  const formula = useMemo(() => readFormula(text), [text])
  const insert = (name: string) => {
    if (!box.current) return
    const at = { from: box.current.selectionStart, to: box.current.selectionEnd }
    insertText(box.current, `${name}()`, { ...at, select: { from: name.length + 1, to: name.length + 1 } })
  }
  return (
    <div className={classes.group}>
      <Textarea
        ref={box}
        label={field.label}
        description={field.description}
        error={faultAt() ?? (formula.ok || text === '' ? undefined : words(formula.message))}
        value={text}
        onChange={(event) => set(event.currentTarget.value)}
        minRows={2}
        maxLength={1000}
        spellCheck={false}
        readOnly={isReadOnly}
        styles={{ input: { fontFamily: 'var(--sb-font-mono)' } }}
      />
      {formula.ok && <Outcome key={formula.names.join()} names={formula.names} work={formula.work} />}
      {!isReadOnly && <Functions label={t`Functions`} onPick={insert} />}
    </div>
  )
}

interface OutcomeProps {
  names: string[]
  work: Extract<ReturnType<typeof readFormula>, { ok: true }>['work']
}

function Outcome({ names, work }: OutcomeProps) {
  const { t } = useLingui()
  const [samples, setSamples] = useState<Record<string, string>>({})
  const worked = work({ value: (name) => sampleOf(samples[name]) })
  return (
    <div className={classes.nested} data-dense>
      {names.map((name) => (
        <TextInput
          key={name}
          size="xs"
          label={t`${name}, to try`}
          value={samples[name] ?? ''}
          onChange={(event) => setSamples({ ...samples, [name]: event.currentTarget.value })}
        />
      ))}
      <output className={own.outcome} data-failed={!worked.ok || undefined}>
        {worked.ok ? (
          <Trans>Comes out as {asText(worked.value) || '–'}</Trans>
        ) : (
          <Trans>Nothing comes out: {worked.message}</Trans>
        )}
      </output>
    </div>
  )
}

function Functions({ label, onPick }: { label: string; onPick: (name: string) => void }) {
  const words = useEngineWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div>
      <Button size="compact-xs" variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        {label}
      </Button>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <ul className={own.functions}>
            {FUNCTION_WORDS.map(({ name, example, description }) => (
              <li key={name}>
                <button type="button" className={own.function} onClick={() => onPick(name)}>
                  <code>{example}</code>
                  <span>{words(description)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Collapse>
    </div>
  )
}

/** As a field would hold it: a number where it is one. */
function sampleOf(text: string | undefined): Value | undefined {
  if (text === undefined || text === '') return undefined
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text
}
