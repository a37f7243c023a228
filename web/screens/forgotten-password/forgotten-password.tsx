/** A forgotten password: asks for the letter with which it is replaced. Tells nothing about who has an account. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { SendAgain } from '../../kit/send-again.tsx'

export function ForgottenPassword() {
  const { t } = useLingui()
  const form = useForm({ initialValues: { email: '' } })
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const letter = $api.useMutation('post', '/api/password-reset/letter', {
    onMutate: () => setProblem(null),
    onSuccess: () => setSent(true),
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const send = () => letter.mutateAsync({ body: form.getValues() })
  const { email } = form.values
  return (
    <PublicLayout
      title={isSent ? t`Check your mail` : t`Forgotten password`}
      lead={isSent ? undefined : t`We send a link with which you choose a new one.`}
      below={
        <Anchor component={Link} to="/sign-in">
          <Trans>Back to sign-in</Trans>
        </Anchor>
      }
    >
      {isSent ? (
        <Stack gap="md">
          <Text>
            <Trans>
              If <strong>{email}</strong> has an account, an e-mail is on its way. Its link works for 30 minutes.
            </Trans>
          </Text>
          <ProblemNote error={problem} />
          <SendAgain isBusy={letter.isPending} onSend={send} />
        </Stack>
      ) : (
        <form onSubmit={form.onSubmit(() => letter.mutate({ body: form.getValues() }))}>
          <Stack gap="md">
            <TextInput
              size="md"
              type="email"
              label={t`E-mail`}
              autoComplete="username"
              autoFocus
              required
              withAsterisk={false}
              {...form.getInputProps('email')}
            />
            <ProblemNote error={problem} />
            <Button type="submit" size="md" fullWidth loading={letter.isPending}>
              <Trans>Send the link</Trans>
            </Button>
          </Stack>
        </form>
      )}
    </PublicLayout>
  )
}
