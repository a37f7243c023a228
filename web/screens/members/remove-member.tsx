/** Removes a member, after saying what that means: it cannot be undone, only invited again (M8). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import type { Member } from '../../../shared/members.ts'
import { $api, refresh } from '../../api.ts'
import { DangerFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'

export function RemoveMember({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useLingui()
  const { id, name } = member
  const path = { workspace: useWorkspace().id, member: id }
  const remove = $api.useMutation('delete', '/api/workspaces/{workspace}/members/{member}', {
    onSuccess: async () => {
      await refresh('/api/workspaces/{workspace}/members', '/api/workspaces/{workspace}/usage', '/api/me')
      toast(t`${name} is removed`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>
          {name} loses access at once, their API keys here stop working, and their chats become unassigned. To come back
          they need a new invitation.
        </Trans>
      </Text>
      <DangerFoot
        error={remove.error}
        isBusy={remove.isPending}
        onCancel={onClose}
        onAct={() => remove.mutate({ params: { path } })}
      >
        <Trans>Remove from workspace</Trans>
      </DangerFoot>
    </Stack>
  )
}
