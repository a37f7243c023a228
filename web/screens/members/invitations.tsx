/** Who is invited and has not answered yet: sent when, open how long, and what can be done with it (M7). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Invitation } from '../../../shared/invitations.ts'
import { $api, refresh } from '../../api.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Empty } from '../../kit/empty.tsx'
import { BY_CURSOR, LoadMore } from '../../kit/load-more.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { RoleBadge } from '../../kit/role-badge.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { Time } from '../../kit/time.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { type InvitationAct, InvitationDialogs } from './invitation-dialogs.tsx'
import { InvitationMenu } from './invitation-menu.tsx'
import classes from './members.module.css'
import { MembersPage } from './members-page.tsx'
import { RestrictedMark } from './restricted-mark.tsx'

const LIST = '/api/workspaces/{workspace}/invitations'
const HEARD = ['created', 'resent', 'changed', 'revoked', 'accepted', 'declined'].map((what) => `invitation.${what}`)

export function Invitations() {
  return (
    <Guarded needs="members:manage">
      <MembersPage>
        <Pending />
      </MembersPage>
    </Guarded>
  )
}

function Pending() {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const [act, setAct] = useState<InvitationAct | null>(null)
  const invitations = $api.useInfiniteQuery('get', LIST, { params: { path: { workspace: workspace.id } } }, BY_CURSOR)
  useLive(HEARD, () => refresh(LIST))
  const columns: Column<Invitation>[] = [
    { key: 'email', head: t`E-mail`, isTitle: true, cell: ({ email }) => <Address email={email} /> },
    { key: 'role', head: t`Role`, cell: (invitation) => <RoleAndAccess invitation={invitation} /> },
    {
      key: 'by',
      head: t`Invited by`,
      cell: ({ invitedBy }) => invitedBy?.name ?? <Text c="dimmed">{t`Former member`}</Text>,
    },
    { key: 'sent', head: t`Sent`, cell: ({ sentAt }) => <Still at={sentAt} /> },
    { key: 'expires', head: t`Expires`, cell: ({ expiresAt }) => <Still at={expiresAt} /> },
    { key: 'delivery', head: t`Delivery`, cell: ({ delivery }) => <Delivery state={delivery} /> },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (invitation) => <InvitationMenu invitation={invitation} onAct={setAct} />,
    },
  ]
  return (
    <>
      <ProblemNote error={invitations.error} onRetry={() => void invitations.refetch()} />
      {!(invitations.error && !invitations.data) && (
        <DataTable
          label={t`Pending invitations`}
          columns={columns}
          rows={invitations.data?.pages.flatMap((page) => page.data)}
          rowKey={(invitation) => invitation.id}
          empty={<NobodyInvited />}
          skeletonRows={3}
        />
      )}
      <LoadMore query={invitations} />
      <InvitationDialogs act={act} onClose={() => setAct(null)} />
    </>
  )
}

function Address({ email }: { email: string }) {
  return (
    <Text component="span" size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
      {email}
    </Text>
  )
}

function Still({ at }: { at: string }) {
  return (
    <span className={classes.still}>
      <Time at={at} show="relative" />
    </span>
  )
}

function RoleAndAccess({ invitation }: { invitation: Invitation }) {
  return (
    <Group gap={6} wrap="nowrap" className={classes.still}>
      <RoleBadge role={invitation.role} />
      {invitation.access === 'restricted' && <RestrictedMark count={invitation.bots.length} />}
    </Group>
  )
}

function Delivery({ state }: { state: Invitation['delivery'] }) {
  const { t } = useLingui()
  const shown = {
    sent: { tone: 'good', label: t`Sent` },
    waiting: { tone: 'waiting', label: t`On its way` },
    failed: { tone: 'bad', label: t`Could not be delivered` },
    kept: { tone: 'info', label: t`Hand over the link` },
  } as const
  return <StatusDot {...shown[state]} />
}

function NobodyInvited() {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/w/$workspaceId/members/invitations' })
  return (
    <Empty
      drawing="team"
      title={t`No invitation is open`}
      action={
        <Button
          leftSection={<IconUserPlus size={16} />}
          variant="default"
          onClick={() => void navigate({ search: { invite: true } })}
        >
          <Trans>Invite people</Trans>
        </Button>
      }
    >
      <Trans>People you invite are listed here until they accept. An invitation is open for 7 days.</Trans>
    </Empty>
  )
}
