/** What the person says next: words, a date, a file, a place. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { IconFile, IconMapPin, IconPaperclip, IconSend2 } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Incoming, Input } from '../../../../shared/messages.ts'
import classes from './test-panel.module.css'
import { useTrial, useTrialState } from './use-trial.ts'

const SAMPLE_FILE: Incoming = {
  kind: 'file',
  url: 'https://example.com/sample.pdf',
  name: 'sample.pdf',
  mime: 'application/pdf',
  size: 48_211,
}
const SAMPLE_PHOTO: Incoming = {
  kind: 'file',
  url: 'https://example.com/sample.jpg',
  name: 'sample.jpg',
  mime: 'image/jpeg',
  size: 120_480,
}
const SAMPLE_PLACE: Incoming = { kind: 'location', latitude: 52.52, longitude: 13.405 }

const TYPES: Partial<Record<Input['kind'], string>> = {
  date: 'date',
  time: 'time',
  datetime: 'datetime-local',
  email: 'email',
  phone: 'tel',
  url: 'url',
}

export function Answer() {
  const { t } = useLingui()
  const trial = useTrial()
  const isHandedOver = useTrialState((state) => state.isHandedOver)
  const asked = useTrialState((state) => state.lines.findLast((line) => line.kind === 'bot'))
  const [text, setText] = useState('')
  const kind = asked?.kind === 'bot' ? asked.content.input?.kind : undefined
  const send = (event: FormEvent) => {
    event.preventDefault()
    const said = kind === 'datetime' ? text.replace('T', ' ') : text.trim()
    if (said !== '') void trial.hear({ kind: 'text', text: said })
  }
  return (
    <form className={classes.answer} onSubmit={send} noValidate>
      <Menu position="top-start">
        <Menu.Target>
          <ActionIcon size="lg" aria-label={t`Send something else`}>
            <IconPaperclip size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFile size={16} />} onClick={() => void trial.hear(SAMPLE_FILE)}>
            <Trans>A sample document</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconFile size={16} />} onClick={() => void trial.hear(SAMPLE_PHOTO)}>
            <Trans>A sample photo</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconMapPin size={16} />} onClick={() => void trial.hear(SAMPLE_PLACE)}>
            <Trans>A sample place</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <TextInput
        type={(kind && TYPES[kind]) ?? 'text'}
        inputMode={kind === 'number' ? 'decimal' : undefined}
        aria-label={t`Your message`}
        placeholder={isHandedOver ? t`Your team would answer now` : t`Your message`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={4000}
        autoComplete="off"
        autoFocus
        flex={1}
      />
      <ActionIcon type="submit" size="lg" variant="filled" color="teal" aria-label={t`Send`}>
        <IconSend2 size={16} />
      </ActionIcon>
    </form>
  )
}
