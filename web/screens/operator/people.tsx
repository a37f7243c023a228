/** Everyone who has an account on the installation. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { $api } from '../../api.ts'
import type { paths } from '../../api-types.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty, NoResults } from '../../kit/empty.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { Person } from '../../kit/person.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useNumber } from '../../kit/reader.ts'
import { SearchField } from '../../kit/search-field.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { useMe } from '../../me.ts'
import { OperatorPage } from './operator-page.tsx'

type Somebody = paths['/api/operator/users']['get']['responses'][200]['content']['application/json']['data'][number]

export function People() {
  const { t } = useLingui()
  const number = useNumber()
  const { search } = useSearch({ from: '/frame/operator/users' })
  const navigate = useNavigate({ from: '/operator/users' })
  const people = usePeople(search)
  const find = (text: string) => void navigate({ search: { search: text || undefined }, replace: true })
  const columns: Column<Somebody>[] = [
    {
      key: 'name',
      head: t`Person`,
      isTitle: true,
      cell: ({ name, email, isOperator }) => (
        <Person name={name} email={email} tag={isOperator ? t`Operator` : undefined} />
      ),
    },
    {
      key: 'email',
      head: t`E-mail`,
      cell: ({ emailVerified }) =>
        emailVerified ? (
          <StatusDot tone="good" label={t`Confirmed`} />
        ) : (
          <StatusDot tone="waiting" label={t`Not confirmed`} />
        ),
    },
    {
      key: 'two-factor',
      head: t`Two-factor`,
      cell: ({ twoFactor }) => <StatusDot tone={twoFactor ? 'good' : 'off'} label={twoFactor ? t`On` : t`Off`} />,
    },
    { key: 'workspaces', head: t`Workspaces`, align: 'end', cell: ({ workspaces }) => number(workspaces) },
    { key: 'made', head: t`Joined`, cell: ({ createdAt }) => <Time at={createdAt} show="date" /> },
    {
      key: 'seen',
      head: t`Last seen`,
      cell: ({ lastSeenAt }) =>
        lastSeenAt ? (
          <Time at={lastSeenAt} show="relative" />
        ) : (
          <Text component="span" size="sm" c="dimmed">
            <Trans>Not signed in</Trans>
          </Text>
        ),
    },
  ]
  return (
    <OperatorPage>
      <FilterBar onClear={search ? () => find('') : undefined}>
        <SearchField label={t`Search people`} value={search ?? ''} onSearch={find} />
      </FilterBar>
      <ProblemNote error={people.error} onRetry={() => void people.refetch()} />
      {!people.error && (
        <DataTable
          label={t`People`}
          columns={columns}
          rows={people.data?.pages.flatMap((page) => page.data)}
          rowKey={({ id }) => id}
          empty={
            search ? (
              <NoResults onClear={() => find('')} />
            ) : (
              <Empty drawing="team" title={t`Nobody yet`}>
                <Trans>People appear here once they have an account.</Trans>
              </Empty>
            )
          }
        />
      )}
      <LoadMore query={people} />
    </OperatorPage>
  )
}

function usePeople(search: string | undefined) {
  const { user } = useMe()
  return $api.useInfiniteQuery(
    'get',
    '/api/operator/users',
    { params: { query: { limit: 50, search } } },
    { enabled: user.isOperator, ...BY_CURSOR },
  )
}
