/** Removes a member, after saying what that means: it cannot be undone, only invited again (M8). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { Member } from '../../../shared/members.ts'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
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
      <ProblemNote error={remove.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          <Trans>Cancel</Trans>
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ params: { path } })}>
          <Trans>Remove from workspace</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
