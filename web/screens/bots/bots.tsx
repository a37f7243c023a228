/** The bots of the workspace: how they are doing, make one, pause it, take it away. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { usePaletteActions } from '../../frame/palette-actions.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { Empty } from '../../kit/empty.tsx'
import { Meter } from '../../kit/meter.tsx'
import { Page } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { useBots } from './bot-list.ts'
import { BotTable } from './bot-table.tsx'
import classes from './bots.module.css'
import { CreateBot } from './create-bot.tsx'
import { DeleteBot } from './delete-bot.tsx'

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
  const [starter, setCreating] = useCreating()
  const [deleting, setDeleting] = useState<Bot | null>(null)
  const rows = bots.data?.data
  return (
    <Page
      title={t`Bots`}
      lead={t`What people talk to. Each bot runs a flow, and your team can step in.`}
      action={mayCreate && rows?.length !== 0 && <CreateButton onCreate={() => setCreating(true)} />}
    >
      <ProblemNote error={bots.error} onRetry={() => void bots.refetch()} />
      {!(bots.error && !rows) && (
        <BotTable
          rows={rows}
          onDelete={setDeleting}
          empty={mayCreate ? <NoBots onCreate={() => setCreating(true)} /> : <NothingForMe />}
        />
      )}
      <BotLimit />
      {mayCreate && (
        <CreateBot
          isOpen={starter !== undefined && rows !== undefined}
          starter={starter}
          bots={rows ?? []}
          onClose={() => setCreating(false)}
        />
      )}
      <DeleteBot bot={deleting} onClose={() => setDeleting(null)} />
    </Page>
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

/** The open dialog stands in the URL, so that other pages can lead to it: undefined, or true, or a starter's id. */
function useCreating(): [string | true | undefined, (isOpen: boolean) => void] {
  const navigate = useNavigate()
  const { create } = useSearch({ from: '/frame/w/$workspaceId/bots' })
  const setCreating = useCallback(
    (isOpen: boolean) => void navigate({ to: '.', search: isOpen ? { create: true } : {}, replace: true }),
    [navigate],
  )
  return [create === false ? undefined : create, setCreating]
}
