/** Who belongs to the workspace, and as what: found, sorted, taken out as a file, and for owners the gear in each row (M1-M6). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ROLE_NAMES } from '../../../shared/roles.ts'
import { $api, refresh } from '../../api.ts'
import { NoResults } from '../../kit/empty.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useRoleName } from '../../kit/role-badge.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { useLive } from '../../live.ts'
import { useMay, useWorkspace } from '../../me.ts'
import { MemberTable } from './member-table.tsx'
import { MembersPage } from './members-page.tsx'
import { Offers } from './offers.tsx'
import type { MembersSearch } from './search.ts'

const HEARD = ['member.joined', 'member.role-changed', 'member.access-changed', 'member.removed', 'member.left']

export function Members() {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const mayManage = useMay('members:manage')
  const { search, role, sort = 'joined' } = useSearch({ from: '/frame/w/$workspaceId/members' })
  const show = useFilters()
  const members = $api.useInfiniteQuery(
    'get',
    '/api/workspaces/{workspace}/members',
    { params: { path: { workspace: workspace.id }, query: { search, role, sort } } },
    { ...BY_CURSOR, placeholderData: (previous) => previous },
  )
  useLive(HEARD, () => refresh('/api/workspaces/{workspace}/members'))
  const rows = members.data?.pages.flatMap((page) => page.data)
  const isFiltered = Boolean(search || role)
  const clear = () => show({ search: undefined, role: undefined })
  return (
    <MembersPage>
      <Offers />
      <FilterBar
        onClear={isFiltered ? clear : undefined}
        extras={mayManage && <Export href={`/api/workspaces/${workspace.id}/members.csv`} />}
      >
        <SearchField
          label={t`Search members`}
          value={search ?? ''}
          onSearch={(text) => show({ search: text || undefined })}
        />
        <RoleFilter value={role} onChange={(chosen) => show({ role: chosen })} />
      </FilterBar>
      <ProblemNote error={members.error} onRetry={() => void members.refetch()} />
      {!(members.error && !rows) && (
        <MemberTable
          rows={rows}
          sort={sort}
          onSort={(chosen) => show({ sort: chosen })}
          empty={<NoResults onClear={clear} />}
        />
      )}
      <LoadMore query={members} />
      {!mayManage && <WhyNot />}
    </MembersPage>
  )
}

function RoleFilter({
  value,
  onChange,
}: {
  value: MembersSearch['role']
  onChange: (role: MembersSearch['role']) => void
}) {
  const { t } = useLingui()
  const name = useRoleName()
  return (
    <Select
      aria-label={t`Role`}
      data={[{ value: '', label: t`All roles` }, ...ROLE_NAMES.map((role) => ({ value: role, label: name(role) }))]}
      value={value ?? ''}
      onChange={(chosen) => onChange(ROLE_NAMES.find((role) => role === chosen))}
      w={{ base: '100%', xs: 140 }}
    />
  )
}

function Export({ href }: { href: string }) {
  return (
    <Button component="a" href={href} download variant="default" leftSection={<IconDownload size={16} />}>
      <Trans>Export CSV</Trans>
    </Button>
  )
}

function WhyNot() {
  return (
    <Text size="sm" c="dimmed" mt="sm">
      <Trans>Owners invite people and change roles. Ask one of them when somebody needs another role.</Trans>
    </Text>
  )
}

/** Writes filters into the URL; typing does not fill the history. */
function useFilters(): (change: Partial<MembersSearch>) => void {
  const navigate = useNavigate({ from: '/w/$workspaceId/members' })
  return (change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
}
