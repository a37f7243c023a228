/** Names with values: inputs of a call, data of an event, headers, parts of a form. */
import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { z } from 'zod'
import { useEngineWords } from '../../engine-words/engine-words.ts'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import classes from './controls.module.css'
import { Rows } from './rows.tsx'
import { ValueText } from './value-text.tsx'

const Pairs = z.array(z.object({ name: z.string(), value: z.string() })).catch([])
export type Pair = z.output<typeof Pairs>[number]

export function PairsControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const words = useEngineWords()
  return (
    <PairRows
      label={field.label}
      description={field.description}
      nameLabel={words(textOf(field.meta.nameLabel)) || t`Name`}
      valueLabel={words(textOf(field.meta.valueLabel)) || t`Value`}
      pairs={Pairs.parse(value)}
      onChange={(pairs) => set(pairs.length === 0 && field.isOptional ? undefined : pairs)}
      faultAt={faultAt}
    />
  )
}

interface PairRowsProps {
  label: string
  isLabelHidden?: boolean
  description?: string | undefined
  nameLabel: string
  valueLabel: string
  pairs: Pair[]
  onChange: (pairs: Pair[]) => void
  faultAt: (path?: string) => string | undefined
  most?: number
  /** said below the value of a row, such as that a secret should not stand there */
  note?: (pair: Pair, index: number) => React.ReactNode
}

export function PairRows(props: PairRowsProps) {
  const { label, isLabelHidden, description, nameLabel, valueLabel, pairs, onChange, faultAt, most = 20, note } = props
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  return (
    <Rows
      label={label}
      isLabelHidden={isLabelHidden ?? false}
      description={description}
      error={faultAt()}
      rows={pairs}
      onChange={onChange}
      nameOf={(index) => pairs[index]?.name || t`Row ${index + 1}`}
      fresh={() => ({ name: '', value: '' })}
      add={t`Add a row`}
      most={most}
    >
      {(pair, index, set) => (
        <>
          <div className={classes.pair}>
            <TextInput
              aria-label={t`Row ${index + 1}: ${nameLabel}`}
              placeholder={nameLabel}
              value={pair.name}
              onChange={(event) => set({ ...pair, name: event.currentTarget.value })}
              error={faultAt(`${index}/name`)}
              spellCheck={false}
              readOnly={isReadOnly}
            />
            <ValueText
              label={t`Row ${index + 1}: ${valueLabel}`}
              isLabelHidden
              placeholder={valueLabel}
              value={pair.value}
              onChange={(value) => set({ ...pair, value })}
              error={faultAt(`${index}/value`)}
              maxLength={10_000}
            />
          </div>
          {note?.(pair, index)}
        </>
      )}
    </Rows>
  )
}
