/** What went wrong, alike faults in one line, in the reader's own time (U2, B3). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { $api, refresh } from '../../api.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { Empty, NoResults } from '../../kit/empty.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { Page } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { useBots } from '../bots/bot-list.ts'
import { ErrorDetail } from './error-detail.tsx'
import { ErrorTable } from './error-table.tsx'
import type { ErrorLogsSearch } from './search.ts'

const LIST = '/api/workspaces/{workspace}/error-logs'

const STATES = { open: 'open', fixed: 'fixed', any: undefined } as const

export function ErrorLogs() {
  return (
    <Guarded needs="error-logs:view">
      <Errors />
    </Guarded>
  )
}

function Errors() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const { error, state, ...filters } = useSearch({ from: '/frame/w/$workspaceId/error-logs' })
  const show = useFilters()
  const query = { ...filters, state: STATES[state ?? 'open'] }
  const errors = $api.useInfiniteQuery(
    'get',
    LIST,
    { params: { path: { workspace: id }, query } },
    { ...BY_CURSOR, placeholderData: (previous) => previous },
  )
  useLive(['error.recorded', 'error.fixed'], () => refresh(LIST))
  const rows = errors.data?.pages.flatMap((page) => page.data)
  const isFiltered = Object.values(filters).some(Boolean) || state !== undefined
  const clear = () =>
    show({ state: undefined, severity: undefined, bot: undefined, conversation: undefined, search: undefined })
  return (
    <Page
      title={t`Error logs`}
      lead={t`What went wrong in your bots and on the way to people. The same error is listed once.`}
    >
      <Filters onClear={isFiltered ? clear : undefined} />
      <ProblemNote error={errors.error} onRetry={() => void errors.refetch()} />
      {!(errors.error && !rows) && (
        <ErrorTable
          rows={rows}
          onOpen={(chosen) => show({ error: chosen })}
          empty={isFiltered ? <NoResults onClear={clear} /> : <AllWell />}
        />
      )}
      <LoadMore query={errors} />
      <ErrorDetail
        error={rows?.find((row) => row.id === error)}
        isLost={error !== undefined && rows !== undefined}
        onClose={() => show({ error: undefined })}
      />
    </Page>
  )
}

function Filters({ onClear }: { onClear: (() => void) | undefined }) {
  const { t } = useLingui()
  const { state = 'open', severity, bot, search } = useSearch({ from: '/frame/w/$workspaceId/error-logs' })
  const show = useFilters()
  const bots = useBots()
  const names = (bots.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const width = { base: '100%', xs: 180 }
  return (
    <FilterBar onClear={onClear}>
      <SearchField
        label={t`Search errors`}
        value={search ?? ''}
        onSearch={(text) => show({ search: text || undefined })}
      />
      <Select
        aria-label={t`State`}
        w={width}
        data={[
          { value: 'open', label: t`Not fixed` },
          { value: 'fixed', label: t`Fixed` },
          { value: 'any', label: t`All states` },
        ]}
        value={state}
        onChange={(chosen) => show({ state: chosen === 'fixed' || chosen === 'any' ? chosen : undefined })}
      />
      <Select
        aria-label={t`Severity`}
        w={width}
        data={[
          { value: '', label: t`All severities` },
          { value: 'error', label: t`Error` },
          { value: 'warning', label: t`Warning` },
        ]}
        value={severity ?? ''}
        onChange={(chosen) => show({ severity: chosen === 'error' || chosen === 'warning' ? chosen : undefined })}
      />
      <Select
        aria-label={t`Bot`}
        w={width}
        data={[{ value: '', label: t`All bots` }, ...names]}
        value={bot ?? ''}
        onChange={(chosen) => show({ bot: chosen || undefined })}
      />
    </FilterBar>
  )
}

function AllWell() {
  const { t } = useLingui()
  return (
    <Empty drawing="calm" title={t`Nothing went wrong`}>
      <Trans>Messages that cannot be delivered and faults of a flow appear here, with what to do about them.</Trans>
    </Empty>
  )
}

/** Writes filters into the URL; typing does not fill the history. */
function useFilters(): (change: Partial<ErrorLogsSearch>) => void {
  const navigate = useNavigate({ from: '/w/$workspaceId/error-logs' })
  return (change) => void navigate({ search: (old: ErrorLogsSearch) => ({ ...old, ...change }), replace: true })
}
