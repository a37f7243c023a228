/** Ends a key for good, after telling when it was last used. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import type { ApiKey } from '../../../shared/api-keys.ts'
import { $api, refresh } from '../../api.ts'
import { DangerFoot } from '../../kit/form-foot.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'

export function RevokeKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useLingui()
  const { id, name, lastUsedAt } = apiKey
  const path = { workspace: useWorkspace().id, key: id }
  const revoke = $api.useMutation('delete', '/api/workspaces/{workspace}/api-keys/{key}', {
    onSuccess: async () => {
      await refresh('/api/workspaces/{workspace}/api-keys')
      toast(t`${name} is revoked`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>Programs that use {name} are refused at once. This cannot be undone.</Trans>
      </Text>
      <Text size="sm">
        {lastUsedAt ? (
          <Trans>
            It was last used <Time at={lastUsedAt} show="relative" />.
          </Trans>
        ) : (
          <Trans>It was never used.</Trans>
        )}
      </Text>
      <DangerFoot
        error={revoke.error}
        isBusy={revoke.isPending}
        onCancel={onClose}
        onAct={() => revoke.mutate({ params: { path } })}
      >
        <Trans>Revoke key</Trans>
      </DangerFoot>
    </Stack>
  )
}
