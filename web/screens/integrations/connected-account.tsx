/** The account that is connected: which one, since when, whether it still works; with its test, new keys and its end. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import type { Connection, IntegrationInfo } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { ConnectionActs } from '../../kit/connection-acts.tsx'
import { Fact, Facts } from '../../kit/facts.tsx'
import { BrokenNote } from '../../kit/notes.tsx'
import { Part } from '../../kit/sheet.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { Disconnect } from './disconnect.tsx'
import { useIntegrationWords } from './integration-words.ts'

interface ConnectedAccountProps {
  integration: IntegrationInfo
  connection: Connection
  onReconnect: () => void
}

export function ConnectedAccount({ integration, connection, onReconnect }: ConnectedAccountProps) {
  const { t } = useLingui()
  const mayManage = useMay('integrations:manage')
  return (
    <Part title={t`Account`}>
      <Stack gap="md">
        {connection.status === 'failing' && <Failing integration={integration} problem={connection.problem} />}
        <Facts>
          <Fact name={t`Connected as`}>{connection.label}</Fact>
          {connection.connectedBy && <Fact name={t`By`}>{connection.connectedBy.name}</Fact>}
          <Fact name={t`Since`}>
            <Time at={connection.connectedAt} show="date" />
          </Fact>
        </Facts>
        {mayManage && <Acts integration={integration} onReconnect={onReconnect} />}
      </Stack>
    </Part>
  )
}

function Failing({ integration, problem }: { integration: IntegrationInfo; problem: string | null }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  return (
    <BrokenNote title={t`The account does not work any more`}>
      {problem && word(problem)}{' '}
      {integration.channels.length > 0 ? (
        <Trans>Its channels are silent, and steps that use it go by “failed”, until it is connected anew.</Trans>
      ) : (
        <Trans>Steps that use it go by “failed” until it is connected anew.</Trans>
      )}
    </BrokenNote>
  )
}

function Acts({ integration, onReconnect }: Omit<ConnectedAccountProps, 'connection'>) {
  const { t } = useLingui()
  const { id: workspace } = useWorkspace()
  const { name, label } = integration
  const test = $api.useMutation('post', '/api/workspaces/{workspace}/integrations/{integration}/connection/test', {
    onSuccess: async ({ status }) => {
      await refresh('/api/workspaces/{workspace}/integrations')
      if (status === 'connected') toast(t`The account works`)
    },
  })
  return (
    <ConnectionActs
      check={{
        verb: t`Test`,
        isBusy: test.isPending,
        error: test.error,
        onCheck: () => test.mutate({ params: { path: { workspace, integration: name } } }),
      }}
      reconnect={{ verb: t`Reconnect`, onReconnect }}
      leave={{
        title: t`Disconnect ${label}?`,
        question: (stay) => <Disconnect integration={integration} onClose={stay} />,
      }}
    />
  )
}
