/** Removes a secret after saying what that means: nobody can bring its value back. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { Secret } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'

export function RemoveSecret({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const { t } = useLingui()
  const { name } = secret
  const path = { workspace: useWorkspace().id, secret: secret.id }
  const remove = $api.useMutation('delete', '/api/workspaces/{workspace}/secrets/{secret}', {
    onSuccess: async () => {
      await refresh('/api/workspaces/{workspace}/secrets', '/api/workspaces/{workspace}/secret-names')
      toast(t`${name} is removed`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>
          Its value is gone for good. Requests that use it are not sent any more; their steps go by “failed”.
        </Trans>
      </Text>
      <ProblemNote error={remove.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          <Trans>Cancel</Trans>
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ params: { path } })}>
          <Trans>Remove secret</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
