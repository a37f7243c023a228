/** The dialogs of a pending invitation; one is open at a time. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Invitation } from '../../../shared/invitations.ts'
import type { Access } from '../../../shared/members.ts'
import type { Role } from '../../../shared/roles.ts'
import { $api, refresh } from '../../api.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { DangerFoot, FormFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { AccessChoice } from './access-choice.tsx'
import { RoleChoice } from './role-choice.tsx'

export interface InvitationAct {
  kind: 'change' | 'revoke' | 'link'
  invitation: Invitation
  link?: string
}

const LIST = '/api/workspaces/{workspace}/invitations'

export function InvitationDialogs({ act, onClose }: { act: InvitationAct | null; onClose: () => void }) {
  const { t } = useLingui()
  const email = act?.invitation.email ?? ''
  const props = (kind: InvitationAct['kind']) => ({ opened: act?.kind === kind, onClose })
  return (
    <>
      <Modal {...props('change')} title={t`Invitation of ${email}`}>
        {act && <Change invitation={act.invitation} onClose={onClose} />}
      </Modal>
      <Modal {...props('revoke')} title={t`Revoke this invitation?`} size="sm">
        {act && <Revoke invitation={act.invitation} onClose={onClose} />}
      </Modal>
      <Modal {...props('link')} title={t`Link for ${email}`}>
        <Group gap="xs" wrap="nowrap">
          <TextInput aria-label={t`Link`} value={act?.link ?? ''} readOnly flex={1} data-autofocus />
          <CopyButton value={act?.link ?? ''} />
        </Group>
      </Modal>
    </>
  )
}

interface PartProps {
  invitation: Invitation
  onClose: () => void
}

function Change({ invitation, onClose }: PartProps) {
  const { t } = useLingui()
  const path = { workspace: useWorkspace().id, invitation: invitation.id }
  const { email } = invitation
  const [role, setRole] = useState<Role>(invitation.role)
  const [access, setAccess] = useState<Access>({ access: invitation.access, bots: invitation.bots })
  const change = $api.useMutation('patch', '/api/workspaces/{workspace}/invitations/{invitation}', {
    onSuccess: async () => {
      await refresh(LIST)
      toast(t`The invitation of ${email} is changed`)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isComplete = role === 'owner' || access.access === 'complete'
    const terms: Access = isComplete ? { access: 'complete', bots: [] } : access
    change.mutate({ params: { path }, body: { role, ...terms } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <RoleChoice value={role} onChange={setRole} />
        {role !== 'owner' && <AccessChoice value={access} onChange={setAccess} />}
        <FormFoot error={change.error} isBusy={change.isPending} onCancel={onClose}>
          <Trans>Change invitation</Trans>
        </FormFoot>
      </Stack>
    </form>
  )
}

function Revoke({ invitation, onClose }: PartProps) {
  const { t } = useLingui()
  const path = { workspace: useWorkspace().id, invitation: invitation.id }
  const { email } = invitation
  const revoke = $api.useMutation('delete', '/api/workspaces/{workspace}/invitations/{invitation}', {
    onSuccess: async () => {
      await refresh(LIST, '/api/workspaces/{workspace}/usage')
      toast(t`The invitation of ${email} is revoked`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>The link that {email} got stops working at once, and the seat is free again.</Trans>
      </Text>
      <DangerFoot
        error={revoke.error}
        isBusy={revoke.isPending}
        onCancel={onClose}
        onAct={() => revoke.mutate({ params: { path } })}
      >
        <Trans>Revoke invitation</Trans>
      </DangerFoot>
    </Stack>
  )
}
