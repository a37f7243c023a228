/** What was published of each flow of a bot: look at it, hold it against another, go back to it (B5). */
import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useLive } from '../../live.ts'
import { useMay, useWorkspace } from '../../me.ts'
import { hasPower } from '../bots/bot-list.ts'
import { BotPage } from './bot-page.tsx'
import { DraftNote } from './draft-note.tsx'
import type { VersionsSearch } from './search.ts'
import { type Place, refreshVersions, VERSIONS } from './version-changes.ts'
import { VersionTable } from './version-table.tsx'
import classes from './versions.module.css'

const VersionDetail = lazy(() =>
  import('./version-detail.tsx').then(({ VersionDetail }) => ({ default: VersionDetail })),
)

export function BotVersions() {
  return <BotPage>{(bot) => <Versions bot={bot} />}</BotPage>
}

function Versions({ bot }: { bot: Bot }) {
  const { id } = useWorkspace()
  const mayEdit = useMay('flows:edit') && hasPower(bot, 'editor')
  const { flow = bot.mainFlowId, version } = useSearch({ from: '/frame/w/$workspaceId/bots/$botId/versions' })
  const show = useShow()
  const place: Place = { workspace: id, bot: bot.id, flow }
  const versions = $api.useInfiniteQuery('get', VERSIONS, { params: { path: place, query: { limit: 20 } } }, BY_CURSOR)
  useLive(['flow.published', 'flow.rolled-back', 'flow.saved'], () => void refreshVersions())
  const rows = versions.data?.pages.flatMap((page) => page.data)
  if (version !== undefined)
    return (
      <Suspense>
        <VersionDetail place={place} versionId={version} rows={rows ?? []} mayEdit={mayEdit} onShow={show} />
      </Suspense>
    )
  return (
    <>
      <FlowChoice bot={bot} value={flow} onChange={(next) => show({ flow: next })} />
      <DraftNote place={place} mayEdit={mayEdit} onCompare={() => show({ version: 'draft' })} />
      <ProblemNote error={versions.error} onRetry={() => void versions.refetch()} />
      {!(versions.error && !rows) && (
        <VersionTable
          place={place}
          rows={rows}
          hasMore={versions.hasNextPage}
          mayEdit={mayEdit}
          onOpen={(each) => show({ version: each.id })}
        />
      )}
      <LoadMore query={versions} />
    </>
  )
}

interface FlowChoiceProps {
  bot: Bot
  value: string
  onChange: (flow: string) => void
}

/** Each flow is published by itself; a bot with a single one needs no choice. */
function FlowChoice({ bot, value, onChange }: FlowChoiceProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const list = $api.useQuery('get', '/api/workspaces/{workspace}/bots/{bot}/flows', {
    params: { path: { workspace: id, bot: bot.id } },
  })
  const flows = list.data?.data ?? []
  if (flows.length < 2) return null
  return (
    <Select
      className={classes.flow}
      label={t`Flow`}
      allowDeselect={false}
      searchable={flows.length > 8}
      data={flows.map((flow) => ({ value: flow.id, label: flow.name }))}
      value={value}
      onChange={(next) => next && onChange(next)}
    />
  )
}

/** Writes what is looked at into the URL; another flow forgets the version of this one. */
function useShow(): (change: Partial<VersionsSearch>) => void {
  const navigate = useNavigate({ from: '/w/$workspaceId/bots/$botId/versions' })
  return (change) =>
    void navigate({ search: (old: VersionsSearch) => (change.flow ? { flow: change.flow } : { ...old, ...change }) })
}
