/** The bots as rows: kind, state, what is not published yet, and the conversations of a week. */

import { plural } from '@lingui/core/macro'
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { Badge, Group, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { LinkAnchor } from '../../kit/links.tsx'
import { Face } from '../../kit/person.tsx'
import { useNumber } from '../../kit/reader.ts'
import { Sparkline } from '../../kit/sparkline.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { useWorkspace } from '../../me.ts'
import { BotMenu } from './bot-menu.tsx'
import { CHANNEL_WORDS, KIND_WORDS, STATUS_WORDS } from './bot-words.ts'
import classes from './bots.module.css'

interface BotTableProps {
  rows: Bot[] | undefined
  onDelete: (bot: Bot) => void
  empty: ReactNode
}

export function BotTable({ rows, onDelete, empty }: BotTableProps) {
  const { t } = useLingui()
  const router = useRouter()
  const { id } = useWorkspace()
  const columns: Column<Bot>[] = [
    {
      key: 'name',
      head: t`Bot`,
      isTitle: true,
      sortBy: (bot) => bot.name.toLowerCase(),
      cell: (bot) => <Name bot={bot} />,
    },
    { key: 'status', head: t`State`, cell: (bot) => <State bot={bot} /> },
    { key: 'week', head: t`Conversations, 7 days`, sortBy: total, cell: (bot) => <Week bot={bot} /> },
    {
      key: 'edited',
      head: t`Last change`,
      sortBy: (bot) => bot.updatedAt,
      cell: (bot) => <Time at={bot.updatedAt} show="relative" />,
    },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (bot) => <BotMenu bot={bot} onDelete={() => onDelete(bot)} />,
    },
  ]
  return (
    <DataTable
      label={t`Bots`}
      columns={columns}
      rows={rows}
      rowKey={(bot) => bot.id}
      onRowClick={(bot) => router.history.push(`/w/${id}/bots/${bot.id}`)}
      empty={empty}
      skeletonRows={3}
    />
  )
}

function Name({ bot }: { bot: Bot }) {
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
          {bot.channels.map((channel) => _(CHANNEL_WORDS[channel])).join(', ')}
        </span>
      </div>
    </Group>
  )
}

function State({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const { _ } = useWords()
  const isWaiting = bot.publishedAt === null
  const label = isWaiting ? t`Not published yet` : _(STATUS_WORDS[bot.status])
  return (
    <div className={classes.state}>
      <StatusDot tone={isWaiting ? 'waiting' : bot.status === 'live' ? 'good' : 'off'} label={label} />
      {!isWaiting && bot.hasUnpublishedChanges && <StatusDot tone="info" label={t`Unpublished changes`} />}
    </div>
  )
}

function Week({ bot }: { bot: Bot }) {
  const number = useNumber()
  const count = total(bot)
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

function total({ conversations7d }: Bot): number {
  return conversations7d.reduce((sum, day) => sum + day, 0)
}
