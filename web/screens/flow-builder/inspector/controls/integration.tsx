/** What an outside service does: which one, which of its actions, and the form that the action brings. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { z } from 'zod'
import { LinkAnchor } from '../../../../kit/links.tsx'
import { ProblemNote } from '../../../../kit/problem.tsx'
import { StatusDot } from '../../../../kit/status-dot.tsx'
import { type ControlProps, textOf } from '../control.ts'
import { useForm } from '../form-context.ts'
import { useIntegrations } from '../from-server.ts'
import classes from './controls.module.css'
import { SchemaFields } from './schema-fields.tsx'

const Input = z.record(z.string(), z.unknown()).catch({})

export function IntegrationControl({ field, step, setParts, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const { data, error, refetch } = useIntegrations()
  const integrations = (data ?? []).filter(({ actions }) => actions.length > 0)
  const chosen = integrations.find(({ name }) => name === step.integration)
  const action = chosen?.actions.find(({ name }) => name === step.action)
  // the action and what it is given belong to the same form
  if (field.key !== 'integration') return null
  const choose = (name: string | null) => {
    const next = integrations.find((each) => each.name === name)
    if (next && next.name !== step.integration)
      setParts({ integration: next.name, action: next.actions[0]?.name ?? '', input: {} })
  }
  return (
    <div className={classes.group}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      <Select
        label={field.label}
        description={field.description}
        data={integrations.map(({ name, label }) => ({ value: name, label }))}
        value={textOf(step.integration) || null}
        onChange={choose}
        placeholder={t`Pick a service`}
        searchable={integrations.length > 6 && !isReadOnly}
        readOnly={isReadOnly}
        error={faultAt()}
      />
      {chosen && <Account label={chosen.connection?.label} status={chosen.connection?.status} name={chosen.label} />}
      {chosen && (
        <Select
          label={t`What it does`}
          description={action?.description}
          data={chosen.actions.map(({ name, label }) => ({ value: name, label }))}
          value={textOf(step.action) || null}
          onChange={(name) => name && name !== step.action && setParts({ action: name, input: {} })}
          readOnly={isReadOnly}
        />
      )}
      {action && (
        <SchemaFields
          schema={action.input}
          value={Input.parse(step.input)}
          onChange={(input) => setParts({ input })}
          faultAt={(key) => faultAt(`../input/${key}`)}
        />
      )}
    </div>
  )
}

interface AccountProps {
  label: string | undefined
  status: 'connected' | 'failing' | undefined
  name: string
}

function Account({ label, status, name }: AccountProps) {
  const { t } = useLingui()
  const { workspaceId } = useForm()
  if (status === 'connected') return <StatusDot tone="good" label={t`Connected as ${label ?? name}`} />
  return (
    <div className={classes.hint}>
      <IconAlertTriangle size={14} aria-hidden="true" />
      <span>
        {status === 'failing' ? (
          <Trans>{name} no longer accepts the connected account.</Trans>
        ) : (
          <Trans>{name} is not connected in this workspace; until it is, the step goes by “failed”.</Trans>
        )}{' '}
        <LinkAnchor size="xs" to="/w/$workspaceId/integrations" params={{ workspaceId }}>
          <Trans>Connect it</Trans>
        </LinkAnchor>
      </span>
    </div>
  )
}
