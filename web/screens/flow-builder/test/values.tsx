/** Every field as it is now; each can be changed, and new ones given. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Select, Text, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { asText } from '../../../../engine/values/filters.ts'
import { SYSTEM_VALUES } from '../../../../engine/values/system-values.ts'
import type { Value } from '../../../../shared/fields.ts'
import { type FieldKind, FieldName } from '../../../../shared/fields.ts'
import { useFields } from '../inspector/from-server.ts'
import panel from '../inspector/inspector.module.css'
import { fieldsFilled } from '../inspector/known-values.ts'
import { useEditor } from '../store/use-editor.ts'
import { readValue } from './read-value.ts'
import classes from './test-panel.module.css'
import { useTrial, useTrialState } from './use-trial.ts'

export function ValuesPanel() {
  const { t } = useLingui()
  const fields = useTrialState((state) => state.fields)
  const botFields = useTrialState((state) => state.botFields)
  const tags = useTrialState((state) => state.person.tags)
  const inputs = useTrialState((state) => state.session.inputs)
  const lastInput = useTrialState((state) => state.session.lastInput)
  const rows = [
    ...Object.entries(fields),
    ...Object.entries(botFields).map(([name, value]): [string, Value] => [`bot.${name}`, value]),
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className={classes.view} tabIndex={0} aria-label={t`Values`}>
      <h3 className={panel.subhead}>{t`Fields`}</h3>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>No field holds anything yet.</Trans>
        </Text>
      )}
      <div className={classes.values}>
        {rows.map(([name, value]) => (
          <ValueRow key={name} name={name} value={value} />
        ))}
      </div>
      <NewValue />
      <h3 className={panel.subhead}>{t`Known by itself`}</h3>
      <dl className={classes.facts}>
        <dt>USER_TAGS</dt>
        <dd>{tags.join(', ') || '–'}</dd>
        <dt>LAST_INPUT</dt>
        <dd>{lastInput || '–'}</dd>
        {Object.entries(inputs).map(([name, value]) => (
          <Fact key={name} name={`input.${name}`} value={value} />
        ))}
      </dl>
      <Text size="xs" c="dimmed">
        <Trans>Besides, {SYSTEM_VALUES.length} values such as the time are worked out when they are read.</Trans>
      </Text>
    </section>
  )
}

function Fact({ name, value }: { name: string; value: Value }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{asText(value) || '–'}</dd>
    </>
  )
}

function ValueRow({ name, value }: { name: string; value: Value }) {
  const { t } = useLingui()
  const trial = useTrial()
  const kind = useKind(name)
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  const [typed, setTyped] = useState(shown)
  const [known, setKnown] = useState(shown)
  if (shown !== known) {
    setKnown(shown)
    setTyped(shown)
  }
  const save = () => typed !== shown && trial.setField(name, readValue(typed, kind))
  return (
    <div className={classes.value}>
      <TextInput
        label={name}
        size="xs"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && save()}
        classNames={{ label: classes.mono }}
        flex={1}
      />
      <ActionIcon size="sm" aria-label={t`Clear ${name}`} onClick={() => trial.setField(name, null)}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  )
}

/** Fields that the flow fills or that are described, and any other name. */
function NewValue() {
  const { t } = useLingui()
  const trial = useTrial()
  const { botId } = useEditor((state) => state.place)
  const steps = useEditor((state) => state.flow.steps)
  const described = useFields(botId)
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const kind = useKind(name)
  const names = [
    ...new Set([
      ...described.map((field) => (field.scope === 'bot' ? `bot.${field.name}` : field.name)),
      ...fieldsFilled(steps),
    ]),
  ]
  const isName = FieldName.safeParse(name.replace(/^bot\./, '')).success
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!isName) return
    trial.setField(name, readValue(text, kind))
    setName('')
    setText('')
  }
  return (
    <form className={classes.newValue} onSubmit={add}>
      <Select
        size="xs"
        aria-label={t`Field to fill`}
        placeholder={t`Field`}
        data={name !== '' && !names.includes(name) ? [...names, name] : names}
        value={name || null}
        onChange={(chosen) => setName(chosen ?? '')}
        searchable
        nothingFoundMessage={t`No such field`}
      />
      <TextInput
        size="xs"
        aria-label={t`What it holds`}
        placeholder={t`Value`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={!isName}>
        <Trans>Fill</Trans>
      </Button>
    </form>
  )
}

function useKind(name: string): FieldKind | undefined {
  const { botId } = useEditor((state) => state.place)
  return useFields(botId).find((field) => (field.scope === 'bot' ? `bot.${field.name}` : field.name) === name)?.kind
}
