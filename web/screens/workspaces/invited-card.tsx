/** A workspace I am invited to: accept or decline right here. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { $api, refresh } from '../../api.ts'
import { Face } from '../../kit/person.tsx'
import { RoleBadge } from '../../kit/role-badge.tsx'
import { Time } from '../../kit/time.tsx'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import type { Me } from '../../me.ts'
import classes from './workspaces.module.css'

export function InvitedCard({ invitation }: { invitation: Me['invitations'][number] }) {
  const { t } = useLingui()
  const router = useRouter()
  const { workspaceName, invitedBy, workspaceId: workspace, id } = invitation
  const path = { params: { path: { workspace, invitation: id } } }
  const accept = $api.useMutation('post', '/api/me/invitations/{workspace}/{invitation}/acceptance', {
    onSuccess: async (joined) => {
      await refresh('/api/me')
      router.history.push(`/w/${joined.workspaceId}`)
    },
    onError: problemToast,
  })
  const decline = $api.useMutation('post', '/api/me/invitations/{workspace}/{invitation}/refusal', {
    onSuccess: async () => {
      await refresh('/api/me')
      toast(t`Invitation to ${workspaceName} declined`)
    },
    onError: problemToast,
  })
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <Face name={workspaceName} photoUrl={invitation.logoUrl} size={40} shape="square" />
        <div>
          <span className={classes.name}>{workspaceName}</span>
          <div className={classes.under}>
            <RoleBadge role={invitation.role} />
          </div>
        </div>
      </div>
      <Text size="sm" c="dimmed">
        {invitedBy ? <Trans>{invitedBy} invites you.</Trans> : <Trans>You are invited.</Trans>}{' '}
        <Trans>
          Expires <Time at={invitation.expiresAt} show="relative" />.
        </Trans>
      </Text>
      <div className={classes.foot}>
        <Button
          flex={1}
          loading={accept.isPending}
          aria-label={t`Accept the invitation to ${workspaceName}`}
          onClick={() => accept.mutate(path)}
        >
          <Trans>Accept</Trans>
        </Button>
        <Button
          flex={1}
          variant="default"
          loading={decline.isPending}
          aria-label={t`Decline the invitation to ${workspaceName}`}
          onClick={() => decline.mutate(path)}
        >
          <Trans>Decline</Trans>
        </Button>
      </div>
    </li>
  )
}
