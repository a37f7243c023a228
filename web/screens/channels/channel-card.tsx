/** One channel: what it is, and how it stands between it and the bot. The whole card leads to it. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import type { ChannelInfo } from '../../../shared/channels.ts'
import { Card, CardLink } from '../../kit/card.tsx'
import { ChannelIcon } from '../../kit/channel-icon.tsx'
import { useChannelTexts } from '../../kit/channel-texts.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Tile } from '../../kit/tile.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './channels.module.css'

interface ChannelCardProps {
  info: ChannelInfo
  bot: Bot
  mayConnect: boolean
}

export function ChannelCard({ info, bot, mayConnect }: ChannelCardProps) {
  const { _ } = useWords()
  const text = useChannelTexts()
  const isFull = info.blockedBy === 'limit'
  const leadsOn = info.isAlwaysThere || (mayConnect && !isFull)
  const name = _(CHANNEL_WORDS[info.name])
  return (
    <Card
      order={3}
      sign={<ChannelTile channel={info.name} />}
      title={
        leadsOn ? (
          <Way info={info} bot={bot}>
            {name}
          </Way>
        ) : (
          name
        )
      }
      text={text(info.description)}
      foot={
        <>
          <ChannelState info={info} />
          {leadsOn && <Lead info={info} />}
        </>
      }
    />
  )
}

export function ChannelTile({ channel }: { channel: ChannelInfo['name'] }) {
  return (
    <Tile>
      <ChannelIcon channel={channel} size={24} />
    </Tile>
  )
}

function Way({ info, bot, children }: { info: ChannelInfo; bot: Bot; children: ReactNode }) {
  const { id } = useWorkspace()
  const params = { workspaceId: id, botId: bot.id }
  if (info.isAlwaysThere)
    return (
      <CardLink to="/w/$workspaceId/bots/$botId/web-chat" params={params}>
        {children}
      </CardLink>
    )
  return (
    <CardLink
      to="/w/$workspaceId/bots/$botId/channels"
      params={params}
      search={{ channel: info.name }}
      replace
      resetScroll={false}
    >
      {children}
    </CardLink>
  )
}

/** Says to the eye what the card does; for the ear the link itself is enough. */
function Lead({ info: { isAlwaysThere, connected } }: { info: ChannelInfo }) {
  return (
    <span className={classes.lead} aria-hidden="true">
      {isAlwaysThere || (connected && connected.status !== 'connecting') ? (
        <Trans>Manage</Trans>
      ) : (
        <Trans>Connect</Trans>
      )}
      <IconChevronRight size={14} />
    </span>
  )
}

/** In words, with the problem where there is one. */
export function ChannelState({ info }: { info: ChannelInfo }) {
  const { t } = useLingui()
  const text = useChannelTexts()
  const { connected, isAlwaysThere, blockedBy } = info
  if (isAlwaysThere) return <StatusDot tone="good" label={t`Always on`} />
  if (!connected)
    return <StatusDot tone="off" label={blockedBy === 'limit' ? t`No room for another channel` : t`Not connected`} />
  const { status, label, problem } = connected
  if (status === 'connecting') return <StatusDot tone="waiting" label={t`Connecting was not finished`} />
  if (status === 'connected')
    return <StatusDot tone="good" label={label ? t`Connected as ${label}` : t`Connected`} isLong />
  return (
    <span className={classes.state}>
      <StatusDot tone="bad" label={t`Needs attention`} />
      {problem && (
        <Text component="span" size="sm" c="dimmed">
          {text(problem)}
        </Text>
      )}
    </span>
  )
}
