/** The list of values, or of filters, that a text can hold; what was used last comes first. */
import { useLingui } from '@lingui/react/macro'
import { Combobox, ScrollArea } from '@mantine/core'
import { useMemo } from 'react'
import { FILTERS } from '../../../../../engine/values/filters.ts'
import { useEngineWords } from '../../engine-words/engine-words.ts'
import { type KnownValue, useForm } from '../form-context.ts'
import { findValues, recentValues } from './value-search.ts'
import classes from './value-text.module.css'

interface ValueOptionsProps {
  kind: 'value' | 'filter'
  search: string
}

export function ValueOptions({ kind, search }: ValueOptionsProps) {
  const { t } = useLingui()
  return (
    <Combobox.Options aria-label={kind === 'value' ? t`Values` : t`Filters`}>
      <ScrollArea.Autosize mah={280} type="scroll">
        {kind === 'value' ? <Values search={search} /> : <Filters search={search} />}
      </ScrollArea.Autosize>
    </Combobox.Options>
  )
}

function Values({ search }: { search: string }) {
  const { t } = useLingui()
  const { values } = useForm()
  const found = useMemo(() => findValues(values, search), [values, search])
  const recent = search === '' ? recentValues().flatMap((name) => values.filter((value) => value.name === name)) : []
  const groups: Array<{ label: string; values: KnownValue[] }> = [
    { label: t`Used last`, values: recent },
    { label: t`Given to this flow`, values: found.filter(({ group }) => group === 'input') },
    { label: t`Fields of the person`, values: found.filter(({ group }) => group === 'field') },
    { label: t`Fields of the bot`, values: found.filter(({ group }) => group === 'bot') },
    { label: t`From what began the flow`, values: found.filter(({ group }) => group === 'event') },
    { label: t`Known by itself`, values: found.filter(({ group }) => group === 'system') },
  ]
  if (found.length === 0) return <Combobox.Empty>{t`No value with this name`}</Combobox.Empty>
  return groups.map(
    (group) =>
      group.values.length > 0 && (
        <Combobox.Group key={group.label} label={group.label}>
          {group.values.map(({ name, description }) => (
            <Combobox.Option key={name} value={name} className={classes.option}>
              <span className={classes.name}>{name}</span>
              {description && <span className={classes.words}>{description}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Group>
      ),
  )
}

function Filters({ search }: { search: string }) {
  const { t } = useLingui()
  const words = useEngineWords()
  const found = FILTERS.filter(({ name }) => name.startsWith(search))
  if (found.length === 0) return <Combobox.Empty>{t`No filter with this name`}</Combobox.Empty>
  return found.map(({ name, description, example }) => (
    <Combobox.Option key={name} value={example} className={classes.option}>
      <span className={classes.name}>{example}</span>
      <span className={classes.words}>{words(description)}</span>
    </Combobox.Option>
  ))
}
