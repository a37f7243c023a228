/** The account that is connected: which one, since when, whether it still works; with its test, new keys and its end. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { IconAlertTriangle, IconPlugConnected, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Connection, IntegrationInfo } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { Disconnect } from './disconnect.tsx'
import { useIntegrationWords } from './integration-words.ts'
import classes from './integrations.module.css'

interface ConnectedAccountProps {
  integration: IntegrationInfo
  connection: Connection
  onReconnect: () => void
}

export function ConnectedAccount({ integration, connection, onReconnect }: ConnectedAccountProps) {
  const { t } = useLingui()
  const mayManage = useMay('integrations:manage')
  return (
    <section className={classes.sheetPart}>
      <h3>
        <Trans>Account</Trans>
      </h3>
      <Stack gap="md">
        {connection.status === 'failing' && <Failing integration={integration} problem={connection.problem} />}
        <dl className={classes.facts}>
          <Fact name={t`Connected as`}>{connection.label}</Fact>
          {connection.connectedBy && <Fact name={t`By`}>{connection.connectedBy.name}</Fact>}
          <Fact name={t`Since`}>
            <Time at={connection.connectedAt} show="date" />
          </Fact>
        </dl>
        {mayManage && <Acts integration={integration} onReconnect={onReconnect} />}
      </Stack>
    </section>
  )
}

function Failing({ integration, problem }: { integration: IntegrationInfo; problem: string | null }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t`The account does not work any more`}>
      {problem && word(problem)}{' '}
      {integration.channels.length > 0 ? (
        <Trans>Its channels are silent, and steps that use it go by “failed”, until it is connected anew.</Trans>
      ) : (
        <Trans>Steps that use it go by “failed” until it is connected anew.</Trans>
      )}
    </Alert>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Acts({ integration, onReconnect }: Omit<ConnectedAccountProps, 'connection'>) {
  const { t } = useLingui()
  const { id: workspace } = useWorkspace()
  const [isLeaving, setLeaving] = useState(false)
  const { name, label } = integration
  const test = $api.useMutation('post', '/api/workspaces/{workspace}/integrations/{integration}/connection/test', {
    onSuccess: async ({ status }) => {
      await refresh('/api/workspaces/{workspace}/integrations')
      if (status === 'connected') toast(t`The account works`)
    },
  })
  return (
    <>
      <ProblemNote error={test.error} />
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          loading={test.isPending}
          onClick={() => test.mutate({ params: { path: { workspace, integration: name } } })}
        >
          <Trans>Test</Trans>
        </Button>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onReconnect}>
          <Trans>Reconnect</Trans>
        </Button>
        <Button variant="subtle" color="red" onClick={() => setLeaving(true)}>
          <Trans>Disconnect</Trans>
        </Button>
      </Group>
      <Modal opened={isLeaving} onClose={() => setLeaving(false)} title={t`Disconnect ${label}?`} size="sm">
        <Disconnect integration={integration} onClose={() => setLeaving(false)} />
      </Modal>
    </>
  )
}
