/** Who changed what in the workspace, when and from where: filtered, taken out as a file, and proven whole. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { $api } from '../../api.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { Empty, NoResults } from '../../kit/empty.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { Page } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { type Reader, useReader } from '../../kit/reader.ts'
import { useWorkspace } from '../../me.ts'
import { AuditFilters } from './audit-filters.tsx'
import { useColumns } from './audit-line.tsx'
import { ChainBadge } from './chain-badge.tsx'
import { endOfDay, startOfDay } from './day.ts'
import type { AuditSearch } from './search.ts'

export function AuditLog() {
  const { t } = useLingui()
  return (
    <Guarded needs="audit-log:view">
      <Page
        title={t`Audit log`}
        lead={t`Every change to this workspace: who made it, when, and from where. Nobody can alter it.`}
        action={<Export />}
      >
        <Log />
      </Page>
    </Guarded>
  )
}

function Log() {
  const { t } = useLingui()
  const [search, show] = useFilters()
  const query = useQueryOf(search)
  const lines = $api.useInfiniteQuery(
    'get',
    '/api/workspaces/{workspace}/audit-log',
    { params: { path: { workspace: useWorkspace().id }, query } },
    { ...BY_CURSOR, placeholderData: (previous) => previous },
  )
  const columns = useColumns()
  const isFiltered = Object.values(search).some(Boolean)
  return (
    <>
      <ChainBadge />
      <AuditFilters value={search} onChange={show} onClear={isFiltered ? () => show(NO_FILTERS) : undefined} />
      <ProblemNote error={lines.error} onRetry={() => void lines.refetch()} />
      {!(lines.error && !lines.data) && (
        <DataTable
          label={t`Audit log`}
          columns={columns}
          rows={lines.data?.pages.flatMap((page) => page.data)}
          rowKey={(line) => line.id}
          empty={isFiltered ? <NoResults onClear={() => show(NO_FILTERS)} /> : <Nothing />}
          skeletonRows={8}
        />
      )}
      <LoadMore query={lines} />
    </>
  )
}

const NO_FILTERS: AuditSearch = { kind: undefined, actor: undefined, from: undefined, to: undefined, search: undefined }

function useFilters(): [AuditSearch, (change: AuditSearch) => void] {
  const search = useSearch({ from: '/frame/w/$workspaceId/audit-log' })
  const navigate = useNavigate({ from: '/w/$workspaceId/audit-log' })
  return [search, (change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })]
}

/** The filters as the API takes them: days become instants of the reader's timezone. */
function useQueryOf(search: AuditSearch): AuditSearch {
  return queryOf(search, useReader())
}

function queryOf({ kind, actor, from, to, search }: AuditSearch, { timezone }: Reader): AuditSearch {
  return {
    ...(kind && { kind }),
    ...(actor && { actor }),
    ...(from && { from: startOfDay(from, timezone) }),
    ...(to && { to: endOfDay(to, timezone) }),
    ...(search && { search }),
  }
}

function Export() {
  const workspace = useWorkspace()
  const [search] = useFilters()
  const query = new URLSearchParams(Object.entries(useQueryOf(search)))
  const href = (format: string) => `/api/workspaces/${workspace.id}/audit-log.${format}?${query}`
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />} rightSection={<IconChevronDown size={14} />}>
          <Trans>Export</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={href('csv')} download>
          <Trans>As CSV</Trans>
        </Menu.Item>
        <Menu.Item component="a" href={href('json')} download>
          <Trans>As JSON</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Nothing() {
  const { t } = useLingui()
  return (
    <Empty drawing="calm" title={t`Nothing recorded yet`}>
      <Trans>Changes to members, settings, bots and keys appear here.</Trans>
    </Empty>
  )
}
