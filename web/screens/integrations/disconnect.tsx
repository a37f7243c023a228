/** Forgets an account after saying what that means: its keys cannot be brought back, only given anew. */
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { DangerFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { ChannelList } from './channel-list.tsx'
import { useIntegrationWords } from './integration-words.ts'
import { UseList } from './use-list.tsx'

export function Disconnect({ integration, onClose }: { integration: IntegrationInfo; onClose: () => void }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  const { id: workspace } = useWorkspace()
  const { name, label, usedBy, channels } = integration
  const disconnect = $api.useMutation('delete', '/api/workspaces/{workspace}/integrations/{integration}/connection', {
    onSuccess: async () => {
      await refresh('/api/workspaces/{workspace}/integrations')
      toast(t`${word(label)} is disconnected`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>The keys of the account are forgotten. To use it again somebody has to give them anew.</Trans>
      </Text>
      {channels.length > 0 && (
        <div>
          <Text mb={4}>
            <Plural
              value={channels.length}
              one="One channel goes through it, and its bot falls silent there:"
              other="# channels go through it, and their bots fall silent there:"
            />
          </Text>
          <ChannelList channels={channels} />
        </div>
      )}
      {usedBy.length > 0 && (
        <div>
          <Text mb={4}>
            <Plural
              value={usedBy.length}
              one="One flow uses it; its steps go by “failed” from then on:"
              other="# flows use it; their steps go by “failed” from then on:"
            />
          </Text>
          <UseList usedBy={usedBy} />
        </div>
      )}
      <DangerFoot
        error={disconnect.error}
        isBusy={disconnect.isPending}
        onCancel={onClose}
        onAct={() => disconnect.mutate({ params: { path: { workspace, integration: name } } })}
      >
        <Trans>Disconnect</Trans>
      </DangerFoot>
    </Stack>
  )
}
