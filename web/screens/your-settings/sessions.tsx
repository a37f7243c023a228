/** Where I am signed in; each session can be ended, or all others at once. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Text } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { $api, refresh } from '../../api.ts'
import type { paths } from '../../api-types.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import { deviceOf } from './device.ts'

type Session = paths['/api/me/sessions']['get']['responses'][200]['content']['application/json']['data'][number]

export function Sessions() {
  const { t } = useLingui()
  const sessions = $api.useQuery('get', '/api/me/sessions')
  const ended = async (words: string) => {
    await refresh('/api/me/sessions')
    toast(words)
  }
  const endOthers = $api.useMutation('delete', '/api/me/sessions', {
    onSuccess: () => ended(t`All other sessions are ended`),
    onError: problemToast,
  })
  const columns: Column<Session>[] = [
    { key: 'device', head: t`Device`, isTitle: true, cell: (session) => <DeviceName session={session} /> },
    { key: 'ip', head: t`Address`, cell: (session) => <Text data-tabular>{session.ip}</Text> },
    { key: 'begun', head: t`Signed in`, cell: (session) => <Time at={session.createdAt} show="date" /> },
    { key: 'seen', head: t`Last used`, cell: (session) => <Time at={session.lastSeenAt} show="relative" /> },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (session) => !session.current && <End session={session} onEnded={() => ended(t`The session is ended`)} />,
    },
  ]
  const hasOthers = sessions.data?.data.some((session) => !session.current)
  return (
    <Section
      title={t`Sessions`}
      lead={t`Where you are signed in. End any you do not recognise, then change your password.`}
      action={
        hasOthers && (
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
            <Trans>End all others</Trans>
          </Button>
        )
      }
    >
      <ProblemNote error={sessions.error} onRetry={() => void sessions.refetch()} />
      {!sessions.error && (
        <DataTable
          label={t`Sessions`}
          columns={columns}
          rows={sessions.data?.data}
          rowKey={(session) => session.id}
          skeletonRows={2}
        />
      )}
    </Section>
  )
}

function DeviceName({ session }: { session: Session }) {
  const { words, isPhone } = deviceOf(session.userAgent)
  const Icon = isPhone ? IconDeviceMobile : IconDeviceDesktop
  return (
    <Group gap={8} wrap="nowrap">
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <Text component="span" fw={500}>
        {words}
      </Text>
      {session.current && (
        <Badge color="teal">
          <Trans>This device</Trans>
        </Badge>
      )}
    </Group>
  )
}

function End({ session, onEnded }: { session: Session; onEnded: () => void }) {
  const { t } = useLingui()
  const { words } = deviceOf(session.userAgent)
  const end = $api.useMutation('delete', '/api/me/sessions/{session}', { onSuccess: onEnded, onError: problemToast })
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t`End the session on ${words}`}
      loading={end.isPending}
      onClick={() => end.mutate({ params: { path: { session: session.id } } })}
    >
      <Trans>End</Trans>
    </Button>
  )
}
