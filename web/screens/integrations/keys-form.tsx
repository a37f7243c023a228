/** Connects an account by its keys; the service is asked first whether it accepts them. */
import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import type { AccountFormProps } from './account-form-props.ts'
import { useIntegrationWords } from './integration-words.ts'
import { NotConnected } from './not-connected.tsx'
import { PartField } from './part-field.tsx'
import { secretParts } from './secret-parts.ts'

const CONNECTION = '/api/workspaces/{workspace}/integrations/{integration}/connection'

export function KeysForm({ integration, onDone, onCancel }: AccountFormProps) {
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
          <PartField key={part.key} part={part} word={word} field={form.getInputProps(`secrets.${part.key}`)} />
        ))}
        <NotConnected error={problem} />
        <FormFoot isBusy={save.isPending} onCancel={onCancel}>
          {connection ? t`Test and reconnect` : t`Test and connect`}
        </FormFoot>
      </Stack>
    </form>
  )
}
