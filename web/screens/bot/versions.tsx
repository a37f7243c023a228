/** What was published of a bot's flow: look at it, make it the draft again, or go back to it (B5). */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Badge, Group, Menu, Text } from '@mantine/core'
import { IconArrowBackUp, IconDots, IconPencil } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { Bot, FlowVersion } from '../../../shared/bots.ts'
import { $api, refresh } from '../../api.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty } from '../../kit/empty.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { Person } from '../../kit/person.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { problemToast, toast, undoToast } from '../../kit/undo-toast.tsx'
import { useLive } from '../../live.ts'
import { useMay, useWorkspace } from '../../me.ts'
import { hasPower, refreshBots } from '../bots/bot-list.ts'
import classes from './bot.module.css'
import { BotPage } from './bot-page.tsx'

const LIST = '/api/workspaces/{workspace}/bots/{bot}/versions'

export function BotVersions() {
  return <BotPage>{(bot) => <Versions bot={bot} />}</BotPage>
}

function Versions({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const mayEdit = useMay('flows:edit') && hasPower(bot, 'editor')
  const versions = $api.useInfiniteQuery('get', LIST, { params: { path: { workspace: id, bot: bot.id } } }, BY_CURSOR)
  useLive(['flow.published', 'flow.rolled-back'], () => refresh(LIST))
  const rows = versions.data?.pages.flatMap((page) => page.data)
  const live = rows?.find((version) => version.isPublished)
  const columns: Column<FlowVersion>[] = [
    { key: 'version', head: t`Version`, isTitle: true, cell: (version) => <Name version={version} /> },
    { key: 'note', head: t`What changed`, cell: ({ note }) => <Note note={note} /> },
    {
      key: 'who',
      head: t`Published by`,
      cell: ({ publishedBy }) => publishedBy && <Person name={publishedBy.name} size={24} />,
    },
    { key: 'when', head: t`Published`, cell: ({ publishedAt }) => <Time at={publishedAt} /> },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (version) => mayEdit && <VersionMenu bot={bot} version={version} live={live} />,
    },
  ]
  return (
    <>
      <ProblemNote error={versions.error} onRetry={() => void versions.refetch()} />
      {!(versions.error && !rows) && (
        <DataTable
          label={t`Versions`}
          columns={columns}
          rows={rows}
          rowKey={(version) => version.id}
          empty={<NoVersions />}
        />
      )}
      <LoadMore query={versions} />
    </>
  )
}

function Name({ version }: { version: FlowVersion }) {
  const { number } = version
  return (
    <Group gap={8} wrap="nowrap">
      <Text component="span" fw={500} inherit>
        <Trans>Version {number}</Trans>
      </Text>
      {version.isPublished && (
        <Badge color="green">
          <Trans>Live</Trans>
        </Badge>
      )}
    </Group>
  )
}

function Note({ note }: { note: string }) {
  return note ? (
    <span className={classes.note}>{note}</span>
  ) : (
    <Text component="span" c="dimmed" inherit>
      <Trans>No note</Trans>
    </Text>
  )
}

interface VersionMenuProps {
  bot: Bot
  version: FlowVersion
  live: FlowVersion | undefined
}

function VersionMenu({ bot, version, live }: VersionMenuProps) {
  const { t } = useLingui()
  const { number } = version
  const { rollBack, restore } = useVersionChanges(bot)
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for version ${number}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => restore(version)}>
          <Trans>Make it the draft</Trans>
        </Menu.Item>
        {!version.isPublished && (
          <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => rollBack(version, live)}>
            <Trans>Go back to it</Trans>
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Both can be taken back: the version that was live is live again, the draft as it was is saved again. */
function useVersionChanges(bot: Bot) {
  const { t } = useLingui()
  const router = useRouter()
  const { id } = useWorkspace()
  const base = { workspace: id, bot: bot.id }
  const back = $api.useMutation('post', '/api/workspaces/{workspace}/bots/{bot}/versions/{version}/publication', {
    onSuccess: () => Promise.all([refreshBots(), refresh(LIST)]),
    onError: problemToast,
  })
  const restoration = $api.useMutation(
    'post',
    '/api/workspaces/{workspace}/bots/{bot}/versions/{version}/restoration',
    {
      onSuccess: refreshBots,
      onError: problemToast,
    },
  )
  const point = (version: FlowVersion, onSuccess?: () => void) =>
    back.mutate({ params: { path: { ...base, version: version.id } } }, { onSuccess })
  return {
    rollBack: (version: FlowVersion, live: FlowVersion | undefined) => {
      const { number } = version
      const said = t`Version ${number} is live`
      point(version, () => (live ? undoToast(said, () => point(live)) : toast(said)))
    },
    restore: (version: FlowVersion) => {
      const { number } = version
      restoration.mutate(
        { params: { path: { ...base, version: version.id } } },
        {
          onSuccess: () => {
            toast(t`The draft is now version ${number}`)
            router.history.push(`/w/${id}/bots/${bot.id}`)
          },
        },
      )
    },
  }
}

function NoVersions() {
  const { t } = useLingui()
  return (
    <Empty drawing="list" title={t`Not published yet`}>
      <Trans>Each time the flow is published it is kept here for good, so that you can always go back.</Trans>
    </Empty>
  )
}
