/** Offers the ownership to a member, who has a week to accept (M6). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, List, Stack, Text } from '@mantine/core'
import type { Member } from '../../../shared/members.ts'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'

export function HandOver({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useLingui()
  const { id, name } = member
  const workspace = useWorkspace()
  const propose = $api.useMutation('post', '/api/workspaces/{workspace}/ownership-offers', {
    onSuccess: async () => {
      await refresh('/api/workspaces/{workspace}/ownership-offers')
      toast(t`The ownership is offered to ${name}`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text>
        <Trans>Nothing changes until {name} accepts. Then:</Trans>
      </Text>
      <List size="sm" c="dimmed" spacing={4}>
        <List.Item>
          <Trans>{name} becomes owner, with complete access.</Trans>
        </List.Item>
        <List.Item>
          <Trans>You become admin, unless {name} asks you to stay owner as well.</Trans>
        </List.Item>
        <List.Item>
          <Trans>The offer is open for 7 days. You can withdraw it on this page.</Trans>
        </List.Item>
      </List>
      <ProblemNote error={propose.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          loading={propose.isPending}
          onClick={() => propose.mutate({ params: { path: { workspace: workspace.id } }, body: { memberId: id } })}
          data-autofocus
        >
          <Trans>Offer the ownership</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
