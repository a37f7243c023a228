/** My address: whether it is confirmed, and the way to another one, which has to be proved first. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import type { User } from '../../me.ts'

export function Email({ user }: { user: User }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const letter = $api.useMutation('post', '/api/email-verification/letter', {
    onSuccess: () => toast(t`An e-mail is on its way to ${user.email}`),
    onError: problemToast,
  })
  return (
    <Group gap="sm" justify="space-between" maw={560}>
      <Stack gap={2} miw={0}>
        <Text fw={500} truncate>
          {user.email}
        </Text>
        <Text component="div" size="sm">
          {user.emailVerified ? (
            <StatusDot tone="good" label={t`Confirmed`} />
          ) : (
            <StatusDot tone="waiting" label={t`Not confirmed yet`} />
          )}
        </Text>
      </Stack>
      <Group gap="xs">
        {!user.emailVerified && (
          <Button
            variant="default"
            loading={letter.isPending}
            onClick={() => letter.mutate({ body: { email: user.email } })}
          >
            <Trans>Send the e-mail again</Trans>
          </Button>
        )}
        <Button variant="default" onClick={() => setOpen(true)}>
          <Trans>Change e-mail</Trans>
        </Button>
      </Group>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t`Change your e-mail address`} size="sm">
        <ChangeForm onClose={() => setOpen(false)} />
      </Modal>
    </Group>
  )
}

function ChangeForm({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const form = useForm({ initialValues: { email: '' } })
  const [problem, setProblem] = useState<unknown>(null)
  const ask = $api.useMutation('post', '/api/me/email-change', {
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const { email } = form.values
  if (ask.isSuccess) {
    return (
      <Stack gap="md">
        <Text role="status">
          <Trans>
            We wrote to <strong>{email}</strong>. Your address changes once you open the link in that e-mail.
          </Trans>
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <form onSubmit={form.onSubmit((body) => ask.mutate({ body }))}>
      <Stack gap="md">
        <TextInput
          type="email"
          label={t`New e-mail address`}
          description={t`We send an e-mail there to make sure that it is yours.`}
          autoComplete="email"
          required
          withAsterisk={false}
          data-autofocus
          {...form.getInputProps('email')}
        />
        <ProblemNote error={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={ask.isPending}>
            <Trans>Send the e-mail</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
