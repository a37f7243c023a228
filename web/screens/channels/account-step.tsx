/** The account that the channel goes through: shown, chosen where there are several, or connected right here. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Paper, Radio, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { Strip } from '../../kit/rows.tsx'
import { useMay } from '../../me.ts'
import { AccountForm } from '../integrations/account-form.tsx'
import { ConnectionState } from '../integrations/integration-card.tsx'
import { useIntegrationWords } from '../integrations/integration-words.ts'
import type { AccountChoice } from './accounts.ts'

export function AccountStep({ account }: { account: AccountChoice }) {
  const { possible, chosen } = account
  if (account.isLoading) return <Skeleton height={44} radius="md" />
  return (
    <Stack gap="md">
      <ProblemNote error={account.error} onRetry={account.retry} />
      {possible.length > 1 && <Choice account={account} />}
      {chosen && <Account key={chosen.name} integration={chosen} />}
    </Stack>
  )
}

function Choice({ account: { possible, chosen, choose } }: { account: AccountChoice }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  return (
    <Radio.Group
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      label={t`Whose numbers`}
      description={t`Any of these services will do.`}
      value={chosen?.name ?? null}
      onChange={choose}
    >
      <Stack gap="xs" mt="xs">
        {possible.map(({ name, label, connection }) => (
          <Radio
            key={name}
            value={name}
            label={word(label)}
            description={connection ? t`Connected as ${connection.label}` : t`Not connected yet`}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

/** Keys are given in a form of their own, which cannot stand inside the channel's: it is sent by itself. */
function Account({ integration }: { integration: IntegrationInfo }) {
  const mayManage = useMay('integrations:manage')
  const word = useIntegrationWords()
  const [isAnew, setAnew] = useState(false)
  const { connection, signIn, label } = integration
  if (connection && !isAnew)
    return (
      <Strip
        action={
          mayManage && (
            <Button variant="default" size="xs" onClick={() => setAnew(true)}>
              {signIn ? <Trans>Sign in again</Trans> : <Trans>New keys</Trans>}
            </Button>
          )
        }
      >
        <Text size="sm" fw={500}>
          {word(label)}
        </Text>
        <ConnectionState integration={integration} />
      </Strip>
    )
  if (!mayManage)
    return (
      <Text size="sm" c="dimmed">
        <Trans>No account is connected. An admin or owner can connect one under Integrations.</Trans>
      </Text>
    )
  return (
    <Paper withBorder p="md" bg="transparent">
      <AccountForm
        integration={integration}
        onDone={() => setAnew(false)}
        {...(connection && { onCancel: () => setAnew(false) })}
      />
    </Paper>
  )
}
