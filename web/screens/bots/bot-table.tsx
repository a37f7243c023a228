/** The bots as rows: kind, state, what is not published yet, and the conversations of a week. */
import { useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Time } from '../../kit/time.tsx'
import { useWorkspace } from '../../me.ts'
import { BotMenu } from './bot-menu.tsx'
import { BotName, BotState, BotWeek, stateOf, totalOf } from './bot-state.tsx'

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
      cell: (bot) => <BotName bot={bot} />,
    },
    { key: 'status', head: t`State`, sortBy: stateOf, cell: (bot) => <BotState bot={bot} /> },
    { key: 'week', head: t`Conversations, 7 days`, sortBy: totalOf, cell: (bot) => <BotWeek bot={bot} /> },
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
