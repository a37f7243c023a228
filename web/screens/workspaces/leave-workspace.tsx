/** Leaving a workspace: what it means, then done. One cannot come back by oneself, so it is asked. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Modal, Stack, Text } from '@mantine/core'
import { $api, refresh } from '../../api.ts'
import { DangerFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import type { Workspace } from '../../me.ts'

interface LeaveWorkspaceProps {
  workspace: Workspace | null
  onClose: () => void
  /** leads away from a page of the workspace before that is forgotten */
  onLeft?: () => Promise<void>
}

export function LeaveWorkspace({ workspace, onClose, onLeft }: LeaveWorkspaceProps) {
  const { t } = useLingui()
  const name = workspace?.name ?? ''
  return (
    <Modal opened={workspace !== null} onClose={onClose} title={t`Leave ${name}?`} size="sm">
      {workspace && <LeaveForm workspace={workspace} onClose={onClose} onLeft={onLeft} />}
    </Modal>
  )
}

function LeaveForm({ workspace, onClose, onLeft }: LeaveWorkspaceProps & { workspace: Workspace }) {
  const { t } = useLingui()
  const { id, name } = workspace
  const leave = $api.useMutation('delete', '/api/workspaces/{workspace}/membership', {
    onSuccess: async () => {
      await onLeft?.()
      await refresh('/api/me')
      toast(t`You left ${name}`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>
          You lose access at once, your API keys there stop working, and chats assigned to you become unassigned. To
          come back you need a new invitation.
        </Trans>
      </Text>
      <DangerFoot
        error={leave.error}
        isBusy={leave.isPending}
        onCancel={onClose}
        onAct={() => leave.mutate({ params: { path: { workspace: id } } })}
      >
        <Trans>Leave</Trans>
      </DangerFoot>
    </Stack>
  )
}
