/** Removes a secret after saying what that means: nobody can bring its value back. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import type { Secret } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { DangerFoot } from '../../kit/form-foot.tsx'
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
      <DangerFoot
        error={remove.error}
        isBusy={remove.isPending}
        onCancel={onClose}
        onAct={() => remove.mutate({ params: { path } })}
      >
        <Trans>Remove secret</Trans>
      </DangerFoot>
    </Stack>
  )
}
