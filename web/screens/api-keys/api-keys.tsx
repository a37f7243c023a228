/** Keys with which programs act in this workspace: made, seen, revoked (P1, P3). */
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { IconClockExclamation, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ApiKey } from '../../../shared/api-keys.ts'
import { $api, refresh } from '../../api.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty } from '../../kit/empty.tsx'
import { Page } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { CreateKey } from './create-key.tsx'
import { KeyReach } from './key-reach.tsx'
import { RevokeKey } from './revoke-key.tsx'

const LIST = '/api/workspaces/{workspace}/api-keys'
const SOON_DAYS = 14

export function ApiKeys() {
  return (
    <Guarded needs="api-keys:manage">
      <Keys />
    </Guarded>
  )
}

function Keys() {
  const { t } = useLingui()
  const [isCreating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const keys = $api.useQuery('get', LIST, { params: { path: { workspace: useWorkspace().id } } })
  useLive(['key.created', 'key.revoked'], () => refresh(LIST))
  const columns = useColumns(setRevoking)
  const rows = keys.data?.data
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      <Trans>Create API key</Trans>
    </Button>
  )
  return (
    <Page
      title={t`API keys`}
      lead={t`With a key a program does here what its scopes say, and never more than the person who made it may.`}
      action={rows?.length ? create : undefined}
    >
      <Expiring keys={rows ?? []} />
      <ProblemNote error={keys.error} onRetry={() => void keys.refetch()} />
      {!keys.error && (
        <DataTable
          label={t`API keys`}
          columns={columns}
          rows={rows}
          rowKey={(key) => key.id}
          empty={<NoKeys action={create} />}
          skeletonRows={3}
        />
      )}
      <CreateKey isOpen={isCreating} onClose={() => setCreating(false)} />
      <Modal opened={revoking !== null} onClose={() => setRevoking(null)} title={t`Revoke this key?`} size="sm">
        {revoking && <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} />}
      </Modal>
    </Page>
  )
}

function useColumns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useLingui()
  return [
    { key: 'name', head: t`Key`, isTitle: true, cell: (key) => <Name apiKey={key} /> },
    { key: 'reach', head: t`Scopes`, cell: (key) => <KeyReach apiKey={key} /> },
    { key: 'by', head: t`Created by`, cell: (key) => <Made apiKey={key} /> },
    { key: 'used', head: t`Last used`, cell: (key) => <LastUsed apiKey={key} /> },
    { key: 'expires', head: t`Expires`, cell: (key) => <Expiry expiresAt={key.expiresAt} /> },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (key) => {
        const { name } = key
        return (
          <Button size="xs" variant="default" aria-label={t`Revoke ${name}`} onClick={() => onRevoke(key)}>
            <Trans>Revoke</Trans>
          </Button>
        )
      },
    },
  ]
}

function Name({ apiKey }: { apiKey: ApiKey }) {
  return (
    <Stack gap={2} py={4}>
      <Text component="span" size="sm" fw={500}>
        {apiKey.name}
      </Text>
      <Code fz="xs" style={{ alignSelf: 'flex-start' }}>
        {apiKey.prefix}…
      </Code>
    </Stack>
  )
}

function Made({ apiKey }: { apiKey: ApiKey }) {
  return (
    <Stack gap={0}>
      <span>{apiKey.createdBy.name}</span>
      <Text component="span" size="xs" c="dimmed">
        <Time at={apiKey.createdAt} show="date" />
      </Text>
    </Stack>
  )
}

function LastUsed({ apiKey }: { apiKey: ApiKey }) {
  if (!apiKey.lastUsedAt) {
    return (
      <Text component="span" size="sm" c="dimmed">
        <Trans>Never</Trans>
      </Text>
    )
  }
  return (
    <Stack gap={0}>
      <Time at={apiKey.lastUsedAt} show="relative" />
      {apiKey.lastUsedIp && (
        <Text component="span" size="xs" c="dimmed" data-tabular>
          {apiKey.lastUsedIp}
        </Text>
      )}
    </Stack>
  )
}

function Expiry({ expiresAt }: { expiresAt: string | null }) {
  const { t } = useLingui()
  if (expiresAt === null) return <StatusDot tone="waiting" label={t`Never`} />
  if (daysUntil(expiresAt) <= 0) return <StatusDot tone="off" label={t`Expired`} />
  if (daysUntil(expiresAt) > SOON_DAYS) return <Time at={expiresAt} show="date" />
  return (
    <Group gap={4} wrap="nowrap" c="var(--sb-warning-text)">
      <IconClockExclamation size={16} stroke={1.6} aria-hidden="true" />
      <Time at={expiresAt} show="date" />
    </Group>
  )
}

function Expiring({ keys }: { keys: ApiKey[] }) {
  const soon = keys.filter(
    ({ expiresAt }) => expiresAt && daysUntil(expiresAt) > 0 && daysUntil(expiresAt) <= SOON_DAYS,
  )
  if (soon.length === 0) return null
  return (
    <Alert color="yellow" icon={<IconClockExclamation size={18} />} mb="md">
      {plural(soon.length, {
        one: '# key expires within 14 days. Create a new one, change your program, then revoke the old one.',
        other: '# keys expire within 14 days. Create new ones, change your programs, then revoke the old ones.',
      })}
    </Alert>
  )
}

function daysUntil(instant: string): number {
  return (Date.parse(instant) - Date.now()) / 86_400_000
}

function NoKeys({ action }: { action: React.ReactNode }) {
  const { t } = useLingui()
  return (
    <Empty drawing="locked" title={t`No API keys yet`} action={action}>
      <Trans>
        Zapier, Make, your shop or your own program use a key to read and change things here.{' '}
        <Anchor href="/docs" inherit underline="always">
          See what the API can do
        </Anchor>
        .
      </Trans>
    </Empty>
  )
}
