/** A connected channel: which one, since when, whether it still works, what is set up, and its settings. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Stack, Text } from '@mantine/core'
import type { Bot } from '../../../shared/bots.ts'
import type { ChannelInfo, ConnectedChannel } from '../../../shared/channels.ts'
import { $api } from '../../api.ts'
import { useChannelTexts } from '../../kit/channel-texts.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { ConnectionActs } from '../../kit/connection-acts.tsx'
import { Fact, Facts } from '../../kit/facts.tsx'
import { LinkAnchor } from '../../kit/links.tsx'
import { BrokenNote } from '../../kit/notes.tsx'
import { Part } from '../../kit/sheet.tsx'
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
      <Part title={t`Connection`}>
        <Stack gap="md">
          {connected.status === 'failing' && <Failing problem={connected.problem} />}
          <Known connected={connected} />
          <Acts info={info} bot={bot} label={connected.label} onReconnect={onReconnect} onClose={onClose} />
        </Stack>
      </Part>
      <InDoubt info={info} connected={connected} bot={bot} />
      {left && (
        <Part title={t`To be done by hand`}>
          <ol className={classes.guide}>{left()}</ol>
        </Part>
      )}
      <Registered connected={connected} />
    </>
  )
}

function Failing({ problem }: { problem: string | null }) {
  const { t } = useLingui()
  const text = useChannelTexts()
  return (
    <BrokenNote title={t`The channel does not work any more`}>
      {problem && text(problem)}{' '}
      <Trans>Messages to people wait or fail until it works again; reconnecting keeps its conversations.</Trans>
    </BrokenNote>
  )
}

function Known({ connected }: { connected: ConnectedChannel }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const link = chatLink(connected)
  const { label, connectedBy, connectedAt, checkedAt, integration } = connected
  return (
    <Facts>
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
    </Facts>
  )
}

interface ActsProps extends Pick<ConnectedProps, 'info' | 'bot' | 'onReconnect' | 'onClose'> {
  label: string
}

function Acts({ info, bot, label, onReconnect, onClose }: ActsProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const path = usePath(bot, info)
  const name = _(CHANNEL_WORDS[info.name])
  const check = $api.useMutation('post', '/api/workspaces/{workspace}/bots/{bot}/channels/{channel}/check', {
    onSuccess: async ({ status }) => {
      await refreshChannels()
      if (status === 'connected') toast(t`${name} works`)
    },
  })
  return (
    <ConnectionActs
      check={{
        verb: t`Check now`,
        isBusy: check.isPending,
        error: check.error,
        onCheck: () => check.mutate({ params: { path } }),
      }}
      reconnect={{ verb: info.through.length > 0 ? t`Reconnect` : t`Reconnect with new keys`, onReconnect }}
      leave={{
        title: t`Disconnect ${name}?`,
        question: (stay) => (
          <>
            <Text size="sm" fw={500} mb="sm">
              {label}
            </Text>
            <DisconnectChannel info={info} bot={bot} onCancel={stay} onDone={onClose} />
          </>
        ),
      }}
    />
  )
}
