/** One integration in the gallery: what it is, and whether an account is connected. The whole card opens its sheet. */
import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { Card, CardLink } from '../../kit/card.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { useWorkspace } from '../../me.ts'
import { IntegrationIcon } from './integration-icon.tsx'
import { useIntegrationWords } from './integration-words.ts'

export function IntegrationCard({ integration }: { integration: IntegrationInfo }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  const { id } = useWorkspace()
  const filters = useSearch({ from: '/frame/w/$workspaceId/integrations' })
  const { name, label, description, accounts, connection } = integration
  const used = connection ? 1 : 0
  return (
    <Card
      sign={<IntegrationIcon name={name} />}
      title={
        <CardLink
          to="/w/$workspaceId/integrations"
          params={{ workspaceId: id }}
          search={{ ...filters, integration: name }}
          replace
        >
          {word(label)}
        </CardLink>
      }
      text={word(description)}
      foot={
        <>
          <ConnectionState integration={integration} />
          <Text component="span" size="xs" c="dimmed" data-tabular>
            {accounts === 1 ? t`${used} of 1 account` : t`${used} of ${accounts} accounts`}
          </Text>
        </>
      }
    />
  )
}

export function ConnectionState({ integration: { connection } }: { integration: Pick<IntegrationInfo, 'connection'> }) {
  const { t } = useLingui()
  if (!connection) return <StatusDot tone="off" label={t`Not connected`} />
  if (connection.status === 'failing') return <StatusDot tone="bad" label={t`Needs attention`} />
  const { label } = connection
  return <StatusDot tone="good" label={t`Connected as ${label}`} isLong />
}
