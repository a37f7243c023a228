/** The link of the letter for a forgotten password: sets a new one, after which one signs in with it. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { LinkGone } from '../../kit/link-gone.tsx'
import { NewPassword } from '../../kit/new-password.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { isGone } from '../../problem.ts'

export function PasswordReset() {
  const { t } = useLingui()
  const { token } = useSearch({ from: '/password-reset' })
  const navigate = useNavigate()
  const form = useForm({ initialValues: { password: '' } })
  const [problem, setProblem] = useState<unknown>(null)
  const reset = $api.useMutation('post', '/api/password-reset', {
    onMutate: () => setProblem(null),
    onSuccess: () => navigate({ to: '/sign-in', search: { done: 'password' } }),
    onError: (error) => setProblem(showFaults(form, error)),
  })
  if (!token || isGone(problem)) {
    return (
      <LinkGone>
        <Anchor component={Link} to="/forgotten-password" underline="always">
          <Trans>Ask for a new e-mail</Trans>
        </Anchor>
      </LinkGone>
    )
  }
  return (
    <PublicLayout title={t`Choose a new password`} lead={t`You are signed out everywhere else.`}>
      <form onSubmit={form.onSubmit(({ password }) => reset.mutate({ body: { token, password } }))}>
        <Stack gap="md">
          <NewPassword
            size="md"
            label={t`New password`}
            autoFocus
            {...form.getInputProps('password')}
            value={form.values.password}
          />
          <ProblemNote error={problem} />
          <Button type="submit" size="md" fullWidth loading={reset.isPending}>
            <Trans>Set password</Trans>
          </Button>
        </Stack>
      </form>
    </PublicLayout>
  )
}
