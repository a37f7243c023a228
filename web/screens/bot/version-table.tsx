/** The published versions of a flow, newest first, with what each of them changed. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Anchor, Badge, Group, Menu, Text } from '@mantine/core'
import { IconArrowBackUp, IconDots, IconGitCompare, IconPencil } from '@tabler/icons-react'
import type { FlowVersion } from '../../../shared/flows.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty } from '../../kit/empty.tsx'
import { Person } from '../../kit/person.tsx'
import { Time } from '../../kit/time.tsx'
import { ChangeCounts } from './change-counts.tsx'
import { type Place, useVersionChanges } from './version-changes.ts'
import classes from './versions.module.css'

interface VersionTableProps {
  place: Place
  rows: FlowVersion[] | undefined
  hasMore: boolean
  mayEdit: boolean
  onOpen: (version: FlowVersion) => void
}

export function VersionTable({ place, rows, hasMore, mayEdit, onOpen }: VersionTableProps) {
  const { t } = useLingui()
  const live = rows?.find((version) => version.isPublished)
  const before = (version: FlowVersion) => rows?.[rows.indexOf(version) + 1]
  const columns: Column<FlowVersion>[] = [
    {
      key: 'version',
      head: t`Version`,
      isTitle: true,
      cell: (version) => <Name version={version} onOpen={() => onOpen(version)} />,
    },
    { key: 'note', head: t`What for`, cell: ({ note }) => <Note note={note} /> },
    {
      key: 'changes',
      head: t`Changes`,
      cell: (version) => <Changes place={place} version={version} before={before(version)} hasMore={hasMore} />,
    },
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
      cell: (version) => (
        <VersionMenu place={place} version={version} live={live} mayEdit={mayEdit} onOpen={() => onOpen(version)} />
      ),
    },
  ]
  return (
    <DataTable
      label={t`Versions`}
      columns={columns}
      rows={rows}
      rowKey={(version) => version.id}
      onRowClick={onOpen}
      empty={<NoVersions />}
    />
  )
}

function Name({ version, onOpen }: { version: FlowVersion; onOpen: () => void }) {
  const { number } = version
  return (
    <Group gap={8} wrap="nowrap">
      <Anchor component="button" type="button" fw={500} c="var(--sb-text)" inherit onClick={onOpen}>
        <Trans>Version {number}</Trans>
      </Anchor>
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

interface ChangesProps {
  place: Place
  version: FlowVersion
  before: FlowVersion | undefined
  hasMore: boolean
}

function Changes({ place, version, before, hasMore }: ChangesProps) {
  if (before) return <ChangeCounts place={place} from={before.id} to={version.id} />
  if (hasMore) return <span className={classes.counts}>{'\u00a0'}</span>
  return (
    <Text component="span" c="dimmed" size="sm">
      <Trans>The first one</Trans>
    </Text>
  )
}

interface VersionMenuProps {
  place: Place
  version: FlowVersion
  live: FlowVersion | undefined
  mayEdit: boolean
  onOpen: () => void
}

function VersionMenu({ place, version, live, mayEdit, onOpen }: VersionMenuProps) {
  const { t } = useLingui()
  const { number } = version
  const { publishAgain, restore } = useVersionChanges(place)
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for version ${number}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconGitCompare size={16} />} onClick={onOpen}>
          <Trans>See what changed</Trans>
        </Menu.Item>
        {mayEdit && (
          <>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => void restore(version)}>
              <Trans>Restore as draft</Trans>
            </Menu.Item>
            {!version.isPublished && (
              <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => publishAgain(version, live)}>
                <Trans>Publish again</Trans>
              </Menu.Item>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function NoVersions() {
  const { t } = useLingui()
  return (
    <Empty drawing="list" title={t`Not published yet`}>
      <Trans>Each time the flow is published it is kept here for good, so that you can always go back.</Trans>
    </Empty>
  )
}
