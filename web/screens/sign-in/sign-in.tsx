/** Sign-in: e-mail and password or a passkey, then a second step for accounts that want one. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, Divider, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { IconInfoCircle } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { enter } from './enter.ts'
import { PasskeyButton } from './passkey-button.tsx'
import { type Method, SecondStep } from './second-step.tsx'

export function SignIn() {
  const { t } = useLingui()
  const { next, done, email } = useSearch({ from: '/sign-in' })
  const [methods, setMethods] = useState<Method[] | null>(null)
  const setup = $api.useQuery('get', '/api/setup')
  if (methods) return <SecondStep methods={methods} next={next} onBack={() => setMethods(null)} />

  return (
    <PublicLayout
      title={t`Sign in`}
      below={
        <Trans>
          No account yet?{' '}
          <LinkAnchor to="/sign-up" search={{ next }} underline="always">
            Sign up
          </LinkAnchor>
        </Trans>
      }
    >
      <Stack gap="md">
        {done === 'password' && (
          <Alert color="green" icon={<IconInfoCircle size={18} />} role="status">
            <Trans>Your password is changed. Sign in with the new one.</Trans>
          </Alert>
        )}
        {setup.data?.open && <FirstAccountHint />}
        <PasswordForm next={next} email={email ?? ''} onSecondStep={setMethods} />
        {browserSupportsWebAuthn() && (
          <>
            <Divider label={t`or`} />
            <PasskeyButton next={next} />
          </>
        )}
      </Stack>
    </PublicLayout>
  )
}

function FirstAccountHint() {
  return (
    <Alert color="blue" icon={<IconInfoCircle size={18} />}>
      <Text size="sm">
        <Trans>
          This installation has no operator yet. The first account is created with the setup link that the server prints
          when it starts.
        </Trans>
      </Text>
    </Alert>
  )
}

interface PasswordFormProps {
  next: string | undefined
  email: string
  onSecondStep: (methods: Method[]) => void
}

function PasswordForm({ next, email, onSecondStep }: PasswordFormProps) {
  const { t } = useLingui()
  const form = useForm({ initialValues: { email, password: '' } })
  const [problem, setProblem] = useState<unknown>(null)
  const signIn = $api.useMutation('post', '/api/sign-in', {
    onMutate: () => setProblem(null),
    onSuccess: (result) => (result.status === 'signed-in' ? enter(next) : onSecondStep(result.methods)),
    onError: (error) => setProblem(showFaults(form, error)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate({ body: values }))}>
      <Stack gap="md">
        <TextInput
          size="md"
          type="email"
          label={t`E-mail`}
          autoComplete="username"
          autoFocus={!email}
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          size="md"
          label={t`Password`}
          autoComplete="current-password"
          autoFocus={Boolean(email)}
          required
          withAsterisk={false}
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end" mt={-8}>
          <Anchor component={Link} to="/forgotten-password" size="sm">
            <Trans>Forgot your password?</Trans>
          </Anchor>
        </Group>
        <ProblemNote error={problem} />
        <Button type="submit" size="md" loading={signIn.isPending || signIn.data?.status === 'signed-in'} fullWidth>
          <Trans>Sign in</Trans>
        </Button>
      </Stack>
    </form>
  )
}
