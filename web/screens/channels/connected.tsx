/** A connected channel: which one, since when, whether it still works, what is set up, and its settings. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconPlugConnected, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import type { ChannelInfo, ConnectedChannel } from '../../../shared/channels.ts'
import { $api } from '../../api.ts'
import { useChannelTexts } from '../../kit/channel-texts.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { refreshChannels, usePath } from './channel-list.ts'
import classes from './channels.module.css'
import { chatLink } from './chat-link.ts'
import { DisconnectChannel } from './disconnect-channel.tsx'
import { InDoubt } from './in-doubt.tsx'
import { leftToDo } from './left-to-do.tsx'
import { Registered } from './registered.tsx'

interface ConnectedProps {
  info: ChannelInfo
  connected: ConnectedChannel
  bot: Bot
  onReconnect: () => void
  onClose: () => void
}

export function Connected({ info, connected, bot, onReconnect, onClose }: ConnectedProps) {
  const { t } = useLingui()
  const left = leftToDo(connected)
  return (
    <>
      <section className={classes.sheetPart}>
        <h3>
          <Trans>Connection</Trans>
        </h3>
        <Stack gap="md">
          {connected.status === 'failing' && <Failing problem={connected.problem} />}
          <Facts connected={connected} />
          <Acts info={info} bot={bot} label={connected.label} onReconnect={onReconnect} onClose={onClose} />
        </Stack>
      </section>
      <InDoubt info={info} connected={connected} bot={bot} />
      {left && (
        <section className={classes.sheetPart}>
          <h3>{t`To be done by hand`}</h3>
          <ol className={classes.guide}>{left()}</ol>
        </section>
      )}
      <Registered connected={connected} />
    </>
  )
}

function Failing({ problem }: { problem: string | null }) {
  const { t } = useLingui()
  const text = useChannelTexts()
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t`The channel does not work any more`}>
      {problem && text(problem)}{' '}
      <Trans>Messages to people wait or fail until it works again; reconnecting keeps its conversations.</Trans>
    </Alert>
  )
}

function Facts({ connected }: { connected: ConnectedChannel }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const link = chatLink(connected)
  const { label, connectedBy, connectedAt, checkedAt, integration } = connected
  return (
    <dl className={classes.facts}>
      <Fact name={t`Connected as`}>
        {link ? (
          <Anchor href={link} target="_blank" rel="noreferrer" size="sm">
            {label || link}
          </Anchor>
        ) : (
          label
        )}
      </Fact>
      {integration && (
        <Fact name={t`Through`}>
          <LinkAnchor to="/w/$workspaceId/integrations" params={{ workspaceId: id }} search={{ integration }} size="sm">
            {t`the account under Integrations`}
          </LinkAnchor>
        </Fact>
      )}
      {connectedBy && <Fact name={t`By`}>{connectedBy.name}</Fact>}
      <Fact name={t`Since`}>
        <Time at={connectedAt} show="datetime" />
      </Fact>
      {checkedAt && (
        <Fact name={t`Last checked`}>
          <Time at={checkedAt} show="relative" />
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface ActsProps extends Pick<ConnectedProps, 'info' | 'bot' | 'onReconnect' | 'onClose'> {
  label: string
}

function Acts({ info, bot, label, onReconnect, onClose }: ActsProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const path = usePath(bot, info)
  const [isLeaving, setLeaving] = useState(false)
  const name = _(CHANNEL_WORDS[info.name])
  const check = $api.useMutation('post', '/api/workspaces/{workspace}/bots/{bot}/channels/{channel}/check', {
    onSuccess: async ({ status }) => {
      await refreshChannels()
      if (status === 'connected') toast(t`${name} works`)
    },
  })
  return (
    <>
      <ProblemNote error={check.error} />
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          loading={check.isPending}
          onClick={() => check.mutate({ params: { path } })}
        >
          <Trans>Check now</Trans>
        </Button>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onReconnect}>
          {info.through.length > 0 ? <Trans>Reconnect</Trans> : <Trans>Reconnect with new keys</Trans>}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setLeaving(true)}>
          <Trans>Disconnect</Trans>
        </Button>
      </Group>
      <Modal opened={isLeaving} onClose={() => setLeaving(false)} title={t`Disconnect ${name}?`} size="sm">
        <Text size="sm" fw={500} mb="sm">
          {label}
        </Text>
        <DisconnectChannel info={info} bot={bot} onCancel={() => setLeaving(false)} onDone={onClose} />
      </Modal>
    </>
  )
}
