/** Makes a workspace: its name, and the timezone found in the browser (M2). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { BROWSER_READER } from '../../kit/reader.ts'
import { TimezoneSelect } from '../../kit/timezone-select.tsx'

/** Without `onCancel` it is the page's own form: bigger, with one button. */
export function CreateWorkspace({ onCancel }: { onCancel?: () => void }) {
  const { t } = useLingui()
  const router = useRouter()
  const form = useForm({ initialValues: { name: '', timezone: BROWSER_READER.timezone } })
  const [problem, setProblem] = useState<unknown>(null)
  const create = $api.useMutation('post', '/api/workspaces', {
    onMutate: () => setProblem(null),
    onSuccess: async ({ id }) => {
      await refresh('/api/me')
      router.history.push(`/w/${id}`)
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const size = onCancel ? 'sm' : 'md'
  return (
    <form onSubmit={form.onSubmit((body) => create.mutate({ body }))}>
      <Stack gap="md">
        <TextInput
          size={size}
          label={t`Name`}
          description={t`The business it is for. You can change it later.`}
          autoComplete="organization"
          maxLength={80}
          required
          withAsterisk={false}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TimezoneSelect
          size={size}
          description={t`Your bots tell the time of this zone.`}
          {...form.getInputProps('timezone')}
          value={form.values.timezone}
        />
        <ProblemNote error={problem} />
        <Group justify="flex-end" gap="xs">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          <Button type="submit" size={size} fullWidth={!onCancel} loading={create.isPending}>
            <Trans>Create workspace</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
