/** Nobody is signed in: set name and password right here, or sign in to an account one has (M4). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconUserCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { currentLanguage } from '../../i18n.ts'
import { showFaults } from '../../kit/form.ts'
import { LinkAnchor, LinkButton } from '../../kit/links.tsx'
import { NewPassword } from '../../kit/new-password.tsx'
import { BROWSER_READER } from '../../kit/reader.ts'
import { Problem } from '../../problem.ts'
import type { Card } from './card.ts'
import { open } from './open-workspace.ts'
import { Refused } from './refused.tsx'

interface NewHereProps {
  card: Card
  token: string
  onDeclined: () => void
}

export function NewHere({ card, token, onDeclined }: NewHereProps) {
  const { t } = useLingui()
  const form = useForm({ initialValues: { name: '', password: '' } })
  const [problem, setProblem] = useState<unknown>(null)
  const path = { params: { path: { token } } }
  const join = $api.useMutation('post', '/api/invitations/{token}/acceptance', {
    onMutate: () => setProblem(null),
    onSuccess: open,
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const decline = $api.useMutation('post', '/api/invitations/{token}/refusal', {
    onSuccess: onDeclined,
    onError: setProblem,
  })
  if (problem instanceof Problem && problem.code === 'conflict') return <HasAccount card={card} token={token} />

  const setup = { language: currentLanguage(), timezone: BROWSER_READER.timezone }
  const { email } = card
  return (
    <form onSubmit={form.onSubmit((values) => join.mutate({ ...path, body: { ...values, ...setup } }))}>
      <Stack gap="md">
        <Text size="sm">
          <Trans>
            This invitation is for <strong>{email}</strong>. Choose a name and a password to join, or{' '}
            <LinkAnchor to="/sign-in" search={{ next: `/invitation/${token}` }} underline="always">
              sign in
            </LinkAnchor>{' '}
            if this address has an account.
          </Trans>
        </Text>
        <TextInput
          size="md"
          label={t`Name`}
          autoComplete="name"
          maxLength={100}
          required
          withAsterisk={false}
          {...form.getInputProps('name')}
        />
        <NewPassword size="md" {...form.getInputProps('password')} value={form.values.password} />
        <Refused error={problem} />
        <Button type="submit" size="md" fullWidth loading={join.isPending || join.isSuccess}>
          <Trans>Create account and join</Trans>
        </Button>
        <Button variant="default" size="md" fullWidth loading={decline.isPending} onClick={() => decline.mutate(path)}>
          <Trans>Decline</Trans>
        </Button>
      </Stack>
    </form>
  )
}

function HasAccount({ card, token }: { card: Card; token: string }) {
  const { t } = useLingui()
  const { email } = card
  return (
    <Stack gap="md">
      <Alert color="blue" icon={<IconUserCheck size={18} />} title={t`This address has an account`} role="alert">
        <Text size="sm">
          <Trans>Sign in as {email}, then accept the invitation.</Trans>
        </Text>
      </Alert>
      <LinkButton to="/sign-in" search={{ next: `/invitation/${token}` }} size="md" fullWidth>
        <Trans>Sign in</Trans>
      </LinkButton>
    </Stack>
  )
}
