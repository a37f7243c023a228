/** A version beside another one, or beside the draft: what was added, changed and removed, as a list and on the canvas. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, SegmentedControl, Select, Skeleton, Text, Title } from '@mantine/core'
import { IconArrowBackUp, IconArrowLeft, IconPencil } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { FlowVersion } from '../../../shared/flows.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useReader } from '../../kit/reader.ts'
import { absolute, Time } from '../../kit/time.tsx'
import { ChangeList } from './change-list.tsx'
import { type FlowState, useFlowState } from './flow-states.ts'
import type { VersionsSearch } from './search.ts'
import { type Place, useVersionChanges } from './version-changes.ts'
import classes from './versions.module.css'

const DiffCanvas = lazy(() => import('./diff-canvas.tsx').then(({ DiffCanvas }) => ({ default: DiffCanvas })))

interface VersionDetailProps {
  place: Place
  /** or `draft` */
  versionId: string
  /** newest first, as far as they are known */
  rows: readonly FlowVersion[]
  mayEdit: boolean
  onShow: (change: Partial<VersionsSearch>) => void
}

export function VersionDetail({ place, versionId, rows, mayEdit, onShow }: VersionDetailProps) {
  const { against, view = 'list' } = useSearch({ from: '/frame/w/$workspaceId/bots/$botId/versions' })
  const live = rows.find(({ isPublished }) => isPublished)
  const fallback = versionId === 'draft' ? live?.id : rows[rows.findIndex(({ id }) => id === versionId) + 1]?.id
  const other = against ?? fallback
  const now = useFlowState(place, versionId)
  const before = useFlowState(place, other)
  const retry = () => {
    now.retry()
    before.retry()
  }
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconArrowLeft size={14} />}
        onClick={() => onShow({ version: undefined, against: undefined, view: undefined })}
      >
        <Trans>All versions</Trans>
      </Button>
      <Head place={place} state={now} live={live} mayEdit={mayEdit} />
      <ProblemNote error={now.error ?? before.error} onRetry={retry} />
      <Against rows={rows} not={versionId} value={other} view={view} onShow={onShow} />
      {!now.flow || (other !== undefined && !before.flow) ? (
        !now.error && !before.error && <Skeleton height={240} radius="md" />
      ) : view === 'canvas' ? (
        <Suspense fallback={<Skeleton height={420} radius="md" />}>
          <DiffCanvas before={before.flow} after={now.flow} />
        </Suspense>
      ) : (
        <ChangeList place={place} before={before.flow} after={now.flow} />
      )}
    </>
  )
}

interface HeadProps {
  place: Place
  state: FlowState
  live: FlowVersion | undefined
  mayEdit: boolean
}

function Head({ place, state, live, mayEdit }: HeadProps) {
  const { version } = state
  const { publishAgain, restore, discardDraft } = useVersionChanges(place)
  const who = version?.publishedBy?.name
  return (
    <header className={classes.head}>
      <div>
        <Group gap={8}>
          <Title order={2}>
            <StateName version={version} />
          </Title>
          {version?.isPublished && (
            <Badge color="green">
              <Trans>Live</Trans>
            </Badge>
          )}
        </Group>
        {version && (
          <Text size="sm" c="dimmed">
            {who ? (
              <Trans>
                Published by {who}, <Time at={version.publishedAt} />
              </Trans>
            ) : (
              <Time at={version.publishedAt} />
            )}
          </Text>
        )}
        {version?.note && <p className={classes.note}>{version.note}</p>}
      </div>
      {mayEdit && (
        <Group gap="xs">
          {version && (
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => void restore(version)}>
              <Trans>Restore as draft</Trans>
            </Button>
          )}
          {version && !version.isPublished && (
            <Button leftSection={<IconArrowBackUp size={16} />} onClick={() => publishAgain(version, live)}>
              <Trans>Publish again</Trans>
            </Button>
          )}
          {!version && live && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} />}
              onClick={() => void discardDraft(live)}
            >
              <Trans>Discard the draft</Trans>
            </Button>
          )}
        </Group>
      )}
    </header>
  )
}

function StateName({ version }: { version: FlowVersion | undefined }) {
  if (!version) return <Trans>The draft</Trans>
  const { number } = version
  return <Trans>Version {number}</Trans>
}

interface AgainstProps {
  rows: readonly FlowVersion[]
  not: string
  value: string | undefined
  view: 'list' | 'canvas'
  onShow: (change: Partial<VersionsSearch>) => void
}

function Against({ rows, not, value, view, onShow }: AgainstProps) {
  const { t } = useLingui()
  const reader = useReader()
  const choices = [
    { value: 'draft', label: t`The draft` },
    ...rows.map(({ id, number, publishedAt }) => {
      const day = absolute(new Date(publishedAt), 'date', reader)
      return { value: id, label: t`Version ${number}, ${day}` }
    }),
  ]
  return (
    <div className={classes.against}>
      <Select
        label={t`Compared with`}
        placeholder={t`Nothing: it is the first one`}
        allowDeselect={false}
        data={choices.filter((each) => each.value !== not)}
        value={value ?? null}
        onChange={(next) => onShow({ against: next ?? undefined })}
      />
      <SegmentedControl
        aria-label={t`Show the changes as`}
        value={view}
        onChange={(word) => onShow({ view: word === 'canvas' ? 'canvas' : undefined })}
        data={[
          { value: 'list', label: t`List` },
          { value: 'canvas', label: t`Canvas` },
        ]}
      />
    </div>
  )
}
