/** The bots of the workspace: how they are doing, make one, pause it, take it away. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { usePaletteActions } from '../../frame/palette-actions.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { Empty, NoResults } from '../../kit/empty.tsx'
import { Meter } from '../../kit/meter.tsx'
import { Page } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { BotCards } from './bot-cards.tsx'
import { BotFilters, shownOf, useFilters } from './bot-filters.tsx'
import { useBots } from './bot-list.ts'
import { BotTable } from './bot-table.tsx'
import classes from './bots.module.css'
import { DeleteBot } from './delete-bot.tsx'
import { useLook } from './look.ts'

const CreateBot = lazy(() => import('./create-bot.tsx').then(({ CreateBot }) => ({ default: CreateBot })))

export function Bots() {
  return (
    <Guarded needs="bots:view">
      <BotsPage />
    </Guarded>
  )
}

function BotsPage() {
  const { t } = useLingui()
  const { access } = useWorkspace()
  const mayCreate = useMay('bots:manage') && access === 'complete'
  const bots = useBots()
  const { open, isOpen } = useCreating()
  const [deleting, setDeleting] = useState<Bot | null>(null)
  const rows = bots.data?.data
  return (
    <Page
      title={t`Bots`}
      lead={t`What people talk to. Each bot runs a flow, and your team can step in.`}
      action={mayCreate && rows?.length !== 0 && <CreateButton onCreate={() => open(true)} />}
    >
      <ProblemNote error={bots.error} onRetry={() => void bots.refetch()} />
      {rows?.length === 0 && <Frame>{mayCreate ? <NoBots onCreate={() => open(true)} /> : <NothingForMe />}</Frame>}
      {!(bots.error && !rows) && rows?.length !== 0 && <BotList rows={rows} onDelete={setDeleting} />}
      <BotLimit />
      {mayCreate && <Suspense>{isOpen && rows && <CreateBot bots={rows} onClose={() => open(false)} />}</Suspense>}
      <DeleteBot bot={deleting} onClose={() => setDeleting(null)} />
    </Page>
  )
}

function Frame({ children }: { children: ReactNode }) {
  return <div className={classes.frame}>{children}</div>
}

function BotList({ rows, onDelete }: { rows: Bot[] | undefined; onDelete: (bot: Bot) => void }) {
  const filters = useSearch({ from: '/frame/w/$workspaceId/bots' })
  const show = useFilters()
  const [look, setLook] = useLook()
  const shown = rows && shownOf(rows, filters)
  const nothing = <NoResults onClear={() => show({ search: undefined, state: undefined })} />
  return (
    <>
      <BotFilters look={look} onLook={setLook} />
      {look === 'table' && <BotTable rows={shown} onDelete={onDelete} empty={nothing} />}
      {look === 'cards' && (shown?.length === 0 ? nothing : <BotCards rows={shown} onDelete={onDelete} />)}
    </>
  )
}

function CreateButton({ onCreate }: { onCreate: () => void }) {
  const { t } = useLingui()
  const actions = useMemo(
    () => [{ id: 'create-bot', label: t`Create a bot`, group: t`Bots`, onTrigger: onCreate }],
    [t, onCreate],
  )
  usePaletteActions(actions)
  return (
    <Button leftSection={<IconPlus size={16} />} onClick={onCreate}>
      <Trans>Create a bot</Trans>
    </Button>
  )
}

function NoBots({ onCreate }: { onCreate: () => void }) {
  const { t } = useLingui()
  return (
    <Empty
      drawing="bots"
      title={t`No bots yet`}
      action={<Button onClick={onCreate}>{t`Create your first bot`}</Button>}
    >
      <Trans>
        A bot greets people, asks what they need, and hands them to your team. Begin with a ready one and change it.
      </Trans>
    </Empty>
  )
}

function NothingForMe() {
  const { t } = useLingui()
  return (
    <Empty drawing="bots" title={t`No bots for you yet`}>
      <Trans>An admin creates bots, and an owner chooses which of them you may see.</Trans>
    </Empty>
  )
}

function BotLimit() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const maySee = useMay('usage:view')
  const usage = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/usage',
    { params: { path: { workspace: id } } },
    { enabled: maySee },
  )
  const meter = usage.data?.meters.find(({ resource }) => resource === 'bots')
  if (!meter || meter.limit === null) return null
  return (
    <Card className={classes.limit}>
      <Meter label={t`Bots of your plan`} used={meter.used} limit={meter.limit} />
    </Card>
  )
}

/** The open dialog stands in the URL, so that other pages can lead to it. */
function useCreating() {
  const navigate = useNavigate({ from: '/w/$workspaceId/bots' })
  const { create } = useSearch({ from: '/frame/w/$workspaceId/bots' })
  const open = useCallback(
    (isOpen: boolean) =>
      void navigate({
        search: (old) => ({ ...old, create: isOpen || undefined, from: undefined }),
        replace: true,
      }),
    [navigate],
  )
  return { open, isOpen: create !== undefined && create !== false }
}
