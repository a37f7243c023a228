/** What came of connecting: the channel works, what was set up, and what is left to do by hand. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { Bot } from '../../../shared/bots.ts'
import type { ConnectedChannel } from '../../../shared/channels.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { Part } from '../../kit/sheet.tsx'
import classes from './channels.module.css'
import { leftToDo } from './left-to-do.tsx'
import { Registered } from './registered.tsx'
import { TryIt } from './try-it.tsx'

interface ResultProps {
  connected: ConnectedChannel
  bot: Bot
  onClose: () => void
}

export function Result({ connected, bot, onClose }: ResultProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const name = _(CHANNEL_WORDS[connected.channel])
  const left = leftToDo(connected)
  const { label } = connected
  return (
    <Stack gap="xl">
      <Alert
        color="green"
        icon={<IconCircleCheck size={18} />}
        title={label ? t`${name} is connected as ${label}` : t`${name} is connected`}
        role="status"
      >
        {left ? <Trans>Something is left to do before people are heard.</Trans> : <TryIt connected={connected} />}
      </Alert>
      {left && (
        <Part title={t`Left to do`}>
          <ol className={classes.guide}>{left()}</ol>
          <Text size="sm" mt="sm">
            <TryIt connected={connected} />
          </Text>
        </Part>
      )}
      {bot.publishedAt === null && (
        <Text size="sm" c="dimmed">
          <Trans>The bot says nothing until its flow is published; what people write comes to live chat.</Trans>
        </Text>
      )}
      <Registered connected={connected} />
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          <Trans>Done</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
