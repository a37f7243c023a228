/** Whether a bot is live, paused or not published yet, and whether something waits to be published. */
import { plural } from '@lingui/core/macro'
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Badge, Group, Text } from '@mantine/core'
import type { Bot } from '../../../shared/bots.ts'
import { ChannelIcon } from '../../kit/channel-icon.tsx'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { Face } from '../../kit/person.tsx'
import { useNumber } from '../../kit/reader.ts'
import { Sparkline } from '../../kit/sparkline.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { useWorkspace } from '../../me.ts'
import { KIND_WORDS, STATUS_WORDS } from './bot-words.ts'
import classes from './bots.module.css'

/** Nothing of it was ever published: nobody can talk to it. */
export function stateOf({ publishedAt, status }: Bot): 'draft' | Bot['status'] {
  return publishedAt === null ? 'draft' : status
}

export function totalOf({ conversations7d }: Bot): number {
  return conversations7d.reduce((sum, day) => sum + day, 0)
}

export function BotState({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const { _ } = useWords()
  const state = stateOf(bot)
  const tone = { draft: 'waiting', live: 'good', paused: 'off' } as const
  return (
    <div className={classes.state}>
      <StatusDot tone={tone[state]} label={state === 'draft' ? t`Not published yet` : _(STATUS_WORDS[state])} />
      {state !== 'draft' && bot.hasUnpublishedChanges && <StatusDot tone="info" label={t`Unpublished changes`} />}
    </div>
  )
}

export function BotName({ bot }: { bot: Bot }) {
  const { _ } = useWords()
  const { id } = useWorkspace()
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <Face name={bot.name} shape="square" size={32} />
      <div className={classes.name}>
        <LinkAnchor
          to="/w/$workspaceId/bots/$botId"
          params={{ workspaceId: id, botId: bot.id }}
          className={classes.link}
          underline="hover"
        >
          {bot.name}
        </LinkAnchor>
        <span className={classes.kind}>
          <Badge color={bot.kind === 'omni' ? 'teal' : 'gray'} size="sm">
            {_(KIND_WORDS[bot.kind])}
          </Badge>
          <span className={classes.channels}>
            {bot.channels.map((channel) => (
              <ChannelIcon key={channel} channel={channel} label={_(CHANNEL_WORDS[channel])} />
            ))}
          </span>
        </span>
      </div>
    </Group>
  )
}

export function BotWeek({ bot }: { bot: Bot }) {
  const number = useNumber()
  const count = totalOf(bot)
  return (
    <Group gap={10} wrap="nowrap">
      <Sparkline
        values={bot.conversations7d}
        label={plural(count, { one: '# conversation in the last 7 days', other: '# conversations in the last 7 days' })}
      />
      <Text component="span" size="sm" c="dimmed" data-tabular aria-hidden="true">
        {number(count)}
      </Text>
    </Group>
  )
}
