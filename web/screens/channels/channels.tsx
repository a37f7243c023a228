/** On which channels a bot speaks: each is connected, looked after and disconnected here (W4). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Bot } from '../../../shared/bots.ts'
import type { ChannelInfo } from '../../../shared/channels.ts'
import { Cards, WaitingCards } from '../../kit/card.tsx'
import { useLate } from '../../kit/late.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { LockedNote } from '../../kit/notes.tsx'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useWorkspace } from '../../me.ts'
import { BotPage } from '../bot/bot-page.tsx'
import { ChannelCard } from './channel-card.tsx'
import { sorted, useChannels, useMayConnect } from './channel-list.ts'
import { ChannelSheet } from './channel-sheet.tsx'
import classes from './channels.module.css'
import { Reach } from './reach.tsx'

export function BotChannels() {
  return <BotPage>{(bot) => <Channels key={bot.id} bot={bot} />}</BotPage>
}

function Channels({ bot }: { bot: Bot }) {
  const mayConnect = useMayConnect(bot)
  const { data, error, refetch } = useChannels(bot.id)
  if (!data && error) return <ProblemNote error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <div className={classes.parts}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {!mayConnect && <OnlyAdmins />}
      <Reach bot={bot} channels={data} />
      <Everywhere bot={bot} channels={data} mayConnect={mayConnect} />
    </div>
  )
}

interface EverywhereProps {
  bot: Bot
  channels: ChannelInfo[]
  mayConnect: boolean
}

function Everywhere({ bot, channels, mayConnect }: EverywhereProps) {
  const { t } = useLingui()
  const { channel } = useSearch({ from: '/frame/w/$workspaceId/bots/$botId/channels' })
  const navigate = useNavigate({ from: '/w/$workspaceId/bots/$botId/channels' })
  const { connected, others } = sorted(channels)
  const list = (shown: ChannelInfo[]) => (
    <Cards>
      {shown.map((info) => (
        <ChannelCard key={info.name} info={info} bot={bot} mayConnect={mayConnect} />
      ))}
    </Cards>
  )
  return (
    <div>
      <Section title={t`Where it speaks`}>{list(connected)}</Section>
      {others.length > 0 && <Section title={t`More channels`}>{list(others)}</Section>}
      <ChannelSheet
        info={channels.find(({ name, isAlwaysThere }) => name === channel && !isAlwaysThere)}
        bot={bot}
        mayConnect={mayConnect}
        onClose={() => void navigate({ search: {}, replace: true })}
      />
    </div>
  )
}

function OnlyAdmins() {
  const { id } = useWorkspace()
  return (
    <LockedNote>
      <Trans>
        You can see where the bot speaks. Admins and owners who may edit this bot connect channels:{' '}
        <LinkAnchor to="/w/$workspaceId/members" params={{ workspaceId: id }} underline="always" inherit>
          see who they are
        </LinkAnchor>
        .
      </Trans>
    </LockedNote>
  )
}

function Waiting() {
  const isLate = useLate()
  return (
    <div className={classes.parts} aria-busy="true">
      <Skeleton height={68} radius="md" visible={isLate} />
      <WaitingCards count={6} />
    </div>
  )
}
