/** All workspaces of the installation, with what they hold; their plan is given here (L4). */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Badge, Group, Text, Tooltip } from '@mantine/core'
import { IconEdit } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { limitOf, PLANS, type Resource } from '../../../shared/plans.ts'
import { $api } from '../../api.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty, NoResults } from '../../kit/empty.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useNumber } from '../../kit/reader.ts'
import { SearchField } from '../../kit/search-field.tsx'
import { Time } from '../../kit/time.tsx'
import { useMe } from '../../me.ts'
import type { AnyWorkspace } from './any-workspace.ts'
import { OperatorPage } from './operator-page.tsx'
import { PlanDialog } from './plan.tsx'

export function AllWorkspaces() {
  const { t } = useLingui()
  const { search } = useSearch({ from: '/frame/operator/workspaces' })
  const navigate = useNavigate({ from: '/operator/workspaces' })
  const [editing, setEditing] = useState<AnyWorkspace | null>(null)
  const workspaces = useWorkspaces(search)
  const find = (text: string) => void navigate({ search: { search: text || undefined }, replace: true })
  const columns: Column<AnyWorkspace>[] = [
    { key: 'name', head: t`Workspace`, isTitle: true, cell: (workspace) => <Name workspace={workspace} /> },
    { key: 'plan', head: t`Plan`, cell: (workspace) => PLANS[workspace.plan].name },
    { key: 'members', head: t`Members`, align: 'end', cell: (workspace) => <Held of={workspace} what="members" /> },
    { key: 'bots', head: t`Bots`, align: 'end', cell: (workspace) => <Held of={workspace} what="bots" /> },
    { key: 'contacts', head: t`Bot users`, align: 'end', cell: (workspace) => <Held of={workspace} what="contacts" /> },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (workspace) => (
        <Tooltip label={t`Change plan`}>
          <ActionIcon aria-label={t`Change plan of ${workspace.name}`} onClick={() => setEditing(workspace)}>
            <IconEdit size={16} />
          </ActionIcon>
        </Tooltip>
      ),
    },
  ]
  return (
    <OperatorPage>
      <FilterBar onClear={search ? () => find('') : undefined}>
        <SearchField label={t`Search workspaces`} value={search ?? ''} onSearch={find} />
      </FilterBar>
      <ProblemNote error={workspaces.error} onRetry={() => void workspaces.refetch()} />
      {!workspaces.error && (
        <DataTable
          label={t`Workspaces`}
          columns={columns}
          rows={workspaces.data?.pages.flatMap((page) => page.data)}
          rowKey={(workspace) => workspace.id}
          empty={
            search ? (
              <NoResults onClear={() => find('')} />
            ) : (
              <Empty drawing="calm" title={t`No workspaces yet`}>
                <Trans>They appear here as soon as somebody creates one.</Trans>
              </Empty>
            )
          }
        />
      )}
      <LoadMore query={workspaces} />
      <PlanDialog workspace={editing} onClose={() => setEditing(null)} />
    </OperatorPage>
  )
}

function Name({ workspace }: { workspace: AnyWorkspace }) {
  return (
    <div>
      <Group gap={8} wrap="nowrap">
        <Text component="span" fw={500} truncate>
          {workspace.name}
        </Text>
        {workspace.deletedAt && (
          <Badge color="red">
            <Trans>Deleted</Trans>
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        <Trans>
          Created <Time at={workspace.createdAt} show="date" />
        </Trans>
      </Text>
    </div>
  )
}

/** "3 of 5", or only "3" where the plan has no limit. */
function Held({ of, what }: { of: AnyWorkspace; what: Resource }) {
  const number = useNumber()
  const limit = limitOf(of.plan, of.extras, what)
  const used = number(of[what])
  if (limit === null) return <span data-tabular>{used}</span>
  const most = number(limit)
  return (
    <span data-tabular>
      <Trans>
        {used} of {most}
      </Trans>
    </span>
  )
}

function useWorkspaces(search: string | undefined) {
  const { user } = useMe()
  return $api.useInfiniteQuery(
    'get',
    '/api/operator/workspaces',
    { params: { query: { limit: 50, search } } },
    { enabled: user.isOperator, ...BY_CURSOR },
  )
}
