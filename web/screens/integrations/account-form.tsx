/** Connects an account, or gives the connected one new keys; the service is asked first whether it accepts them. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useState } from 'react'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { Problem } from '../../problem.ts'
import { useIntegrationWords } from './integration-words.ts'
import { type SecretPart, secretParts } from './secret-parts.ts'

interface AccountFormProps {
  integration: IntegrationInfo
  onDone: () => void
  /** there is something to go back to */
  onCancel?: () => void
}

const CONNECTION = '/api/workspaces/{workspace}/integrations/{integration}/connection'

export function AccountForm({ integration, onDone, onCancel }: AccountFormProps) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  const { id: workspace } = useWorkspace()
  const { name, label, connection } = integration
  const parts = secretParts(integration.form)
  const form = useForm({
    initialValues: { secrets: Object.fromEntries(parts.map(({ key, start }) => [key, start])) },
    validate: {
      secrets: Object.fromEntries(
        parts.map(({ key, isRequired }) => [
          key,
          (text: string) => (isRequired && text.trim() === '' ? t`Fill this in.` : null),
        ]),
      ),
    },
  })
  const [problem, setProblem] = useState<unknown>(null)
  const shared = {
    onMutate: () => setProblem(null),
    onSuccess: async () => {
      await refresh('/api/workspaces/{workspace}/integrations')
      toast(t`${word(label)} is connected`)
      onDone()
    },
    onError: (error: unknown) => setProblem(showFaults(form, error)),
  }
  const first = $api.useMutation('post', CONNECTION, shared)
  const anew = $api.useMutation('put', CONNECTION, shared)
  const save = connection ? anew : first
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((body) => save.mutate({ params: { path: { workspace, integration: name } }, body }))}
    >
      <Stack gap="md">
        {parts.map((part) => (
          <PartField key={part.key} part={part} {...form.getInputProps(`secrets.${part.key}`)} />
        ))}
        <Refused error={problem} />
        <Group justify="flex-end" gap="xs">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
            {connection ? <Trans>Test and reconnect</Trans> : <Trans>Test and connect</Trans>}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function PartField({ part, ...field }: { part: SecretPart }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  const label = word(part.label)
  const shared = {
    label: part.isRequired || part.start !== '' ? label : t`${label} (optional)`,
    description: part.description && word(part.description),
    spellCheck: false,
    maxLength: 4000,
    ...field,
  }
  return part.isSecret ? (
    <PasswordInput autoComplete="new-password" {...shared} />
  ) : (
    <TextInput autoComplete="off" {...shared} />
  )
}

/** What the service said stands plainly; nothing was kept. */
function Refused({ error }: { error: unknown }) {
  const { t } = useLingui()
  const word = useIntegrationWords()
  if (!(error instanceof Problem) || error.status !== 409) return <ProblemNote error={error} />
  return (
    <Alert color="red" icon={<IconPlugConnectedX size={18} />} title={t`The account was not connected`} role="alert">
      {word(error.detail)}
    </Alert>
  )
}
