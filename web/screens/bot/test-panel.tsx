/** Beside the steps: a chat with the draft, which nobody else sees. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Text, TextInput, Title, Tooltip, UnstyledButton } from '@mantine/core'
import { IconRefresh, IconSend2 } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Flow } from '../../../engine/flow.ts'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { Face } from '../../kit/person.tsx'
import { useWorkspace } from '../../me.ts'
import { type Line, type TestChat, useTestChat } from './test-chat.ts'
import classes from './test-panel.module.css'

interface TestPanelProps {
  flow: Flow
  bot: Bot
  onWait: (stepId: string | null) => void
  isInDrawer?: boolean
}

export function TestPanel({ flow, bot, onWait, isInDrawer = false }: TestPanelProps) {
  const { t } = useLingui()
  const { id, name } = useWorkspace()
  const workspace = $api.useQuery('get', '/api/workspaces/{workspace}', { params: { path: { workspace: id } } })
  const timezone = workspace.data?.timezone ?? 'UTC'
  const chat = useTestChat(flow, { botName: bot.name, workspaceName: name, timezone })
  const { waitingAt } = chat
  useEffect(() => {
    onWait(waitingAt)
    return () => onWait(null)
  }, [waitingAt, onWait])
  return (
    <section className={classes.panel} data-drawer={isInDrawer || undefined} aria-label={t`Try it`}>
      <header className={classes.head}>
        <Face name={bot.name} shape="square" size={28} />
        <div className={classes.words}>
          {isInDrawer ? <Text fw={500}>{bot.name}</Text> : <Title order={2}>{t`Try it`}</Title>}
          <Text size="xs" c="dimmed">
            <Trans>The draft, in the time of {timezone}. Nobody else sees it.</Trans>
          </Text>
        </div>
        <Tooltip label={t`Begin again`}>
          <ActionIcon aria-label={t`Begin again`} onClick={chat.restart} disabled={!chat.isStarted}>
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <Log chat={chat} />
      {chat.isStarted ? (
        <Answer chat={chat} />
      ) : (
        <div className={classes.start}>
          <Button onClick={chat.restart} fullWidth variant="default">
            <Trans>Begin the chat</Trans>
          </Button>
        </div>
      )}
    </section>
  )
}

function Log({ chat }: { chat: TestChat }) {
  const { t } = useLingui()
  const log = useRef<HTMLDivElement>(null)
  const { lines } = chat
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is scrolled to
  useEffect(() => {
    const box = log.current
    if (box) box.scrollTop = box.scrollHeight
  }, [lines])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <div ref={log} className={classes.log} role="log" aria-label={t`Test chat`} tabIndex={0}>
      {!chat.isStarted && (
        <Text size="sm" c="dimmed" ta="center" mt="xl">
          <Trans>Talk to your bot while you write it. It runs exactly as it will run live.</Trans>
        </Text>
      )}
      {lines.map((line, index) => (
        <LogLine key={line.key} line={line} chat={chat} isLast={index >= lastSaid(lines)} />
      ))}
    </div>
  )
}

/** Choices can be tapped as long as nobody has answered since. */
function lastSaid(lines: Line[]): number {
  return lines.findLastIndex((line) => line.kind === 'person') + 1
}

function LogLine({ line, chat, isLast }: { line: Line; chat: TestChat; isLast: boolean }) {
  switch (line.kind) {
    case 'person':
      return (
        <p className={classes.mine}>
          <You />
          {line.text}
        </p>
      )
    case 'bot':
      return (
        <div>
          <p className={classes.said}>{line.text}</p>
          {line.choices.length > 0 && (
            <div className={classes.chips}>
              {line.choices.map((choice) => (
                <UnstyledButton
                  key={choice.id}
                  className={classes.chip}
                  disabled={!isLast}
                  onClick={() => chat.hear({ kind: 'choice', id: choice.id, label: choice.label }, choice.label)}
                >
                  {choice.label}
                </UnstyledButton>
              ))}
            </div>
          )}
        </div>
      )
    default:
      return (
        <p className={classes.note} data-kind={line.kind}>
          {<Note line={line} />}
        </p>
      )
  }
}

function You() {
  return (
    <span className={classes.hidden}>
      <Trans>You:</Trans>{' '}
    </span>
  )
}

function Note({ line }: { line: Line }) {
  const { text } = line
  if (line.kind === 'field') return text
  if (line.kind === 'ended') return <Trans>The flow ends. What you say next begins it anew.</Trans>
  if (line.kind === 'handed-over')
    return text ? <Trans>Handed to the team with this note: {text}</Trans> : <Trans>Handed to the team</Trans>
  return <Trans>Stopped: {text}</Trans>
}

function Answer({ chat }: { chat: TestChat }) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    const said = text.trim()
    if (said === '') return
    chat.hear({ kind: 'text', text: said }, said)
    setText('')
  }
  return (
    <form className={classes.answer} onSubmit={send}>
      <TextInput
        aria-label={t`Your message`}
        placeholder={chat.isHandedOver ? t`Your team would answer now` : t`Your message`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={4000}
        autoComplete="off"
        flex={1}
      />
      <ActionIcon type="submit" size="lg" variant="filled" color="teal" aria-label={t`Send`}>
        <IconSend2 size={16} />
      </ActionIcon>
    </form>
  )
}
