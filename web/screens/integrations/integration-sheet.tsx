/** An integration from near: what it does, the account, the flows and channels that use it, and what can be done with them. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { Part, Sheet, SheetHead, useKept } from '../../kit/sheet.tsx'
import { useMay } from '../../me.ts'
import { AccountForm } from './account-form.tsx'
import { ChannelList } from './channel-list.tsx'
import { ConnectedAccount } from './connected-account.tsx'
import { ConnectionState } from './integration-card.tsx'
import { IntegrationIcon } from './integration-icon.tsx'
import { useIntegrationWords } from './integration-words.ts'
import classes from './integrations.module.css'
import { UseList } from './use-list.tsx'
import { WhatItGives } from './what-it-gives.tsx'

interface IntegrationSheetProps {
  integration: IntegrationInfo | undefined
  onClose: () => void
}

export function IntegrationSheet({ integration, onClose }: IntegrationSheetProps) {
  const word = useIntegrationWords()
  const shown = useKept(integration)
  return (
    <Sheet isOpen={integration !== undefined} onClose={onClose} size={480} title={shown && word(shown.label)}>
      {shown && <Integration key={shown.name} integration={shown} />}
    </Sheet>
  )
}

function Integration({ integration }: { integration: IntegrationInfo }) {
  const word = useIntegrationWords()
  return (
    <Stack gap="xl">
      <SheetHead
        sign={<IntegrationIcon name={integration.name} />}
        text={word(integration.description)}
        state={<ConnectionState integration={integration} />}
      />
      <Account integration={integration} />
      <Abilities integration={integration} />
      <WhatItGives name={integration.name} />
      <Uses integration={integration} />
    </Stack>
  )
}

function Account({ integration }: { integration: IntegrationInfo }) {
  const { t } = useLingui()
  const mayManage = useMay('integrations:manage')
  const [isAnew, setAnew] = useState(false)
  const { connection } = integration
  if (!mayManage && !connection)
    return (
      <Text size="sm" c="dimmed">
        <Trans>No account is connected. An admin or owner can connect one.</Trans>
      </Text>
    )
  if (connection && !isAnew)
    return <ConnectedAccount integration={integration} connection={connection} onReconnect={() => setAnew(true)} />
  return (
    <Part title={connection ? t`Reconnect` : t`Connect an account`}>
      <Text size="sm" c="dimmed" mb="md">
        {connection ? (
          <Trans>
            Everything is given anew. What is connected now is used until the new keys have been tried and accepted.
          </Trans>
        ) : (
          <Trans>What you give is tried at once, kept encrypted, and never shown again.</Trans>
        )}
      </Text>
      <AccountForm
        integration={integration}
        onDone={() => setAnew(false)}
        {...(connection && { onCancel: () => setAnew(false) })}
      />
    </Part>
  )
}

function Abilities({ integration: { actions, kind } }: { integration: IntegrationInfo }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  if (actions.length === 0 && kind !== 'ai') return null
  return (
    <Part title={t`What your flows can do with it`}>
      <ul className={classes.abilities}>
        {kind === 'ai' && (
          <li>
            <Trans>
              <strong>AI reply</strong>
              <span>Answers people, fills fields and goes through flows as its tools, in the block “AI reply”</span>
            </Trans>
          </li>
        )}
        {actions.map(({ name, label, description }) => (
          <li key={name}>
            <strong>{word(label)}</strong>
            <span>{word(description)}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Uses({ integration: { usedBy, channels, actions } }: { integration: IntegrationInfo }) {
  const { t } = useLingui()
  return (
    <Part title={t`Used in`}>
      {usedBy.length + channels.length === 0 && (
        <Text size="sm" c="dimmed">
          {actions.length > 0 ? (
            <Trans>No flow and no channel uses it yet.</Trans>
          ) : (
            <Trans>No channel uses it yet.</Trans>
          )}
        </Text>
      )}
      <Stack gap="sm">
        {channels.length > 0 && <ChannelList channels={channels} />}
        {usedBy.length > 0 && <UseList usedBy={usedBy} />}
      </Stack>
    </Part>
  )
}
