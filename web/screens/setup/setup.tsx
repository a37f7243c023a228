/** The first run: whoever has the server's setup link makes the first account, which operates the installation. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { NewPassword } from '../../kit/new-password.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { isGone } from '../../problem.ts'
import { enter } from '../sign-in/enter.ts'

export function Setup() {
  const { token } = useSearch({ from: '/setup' })
  const state = $api.useQuery('get', '/api/setup')
  const [isRefused, setRefused] = useState(false)
  if (state.data && !state.data.open) return <Done />
  if (!token || isRefused) return <NeedsLink />
  return <FirstAccount token={token} onGone={() => setRefused(true)} />
}

function FirstAccount({ token, onGone }: { token: string; onGone: () => void }) {
  const { t } = useLingui()
  const form = useForm({ initialValues: { name: '', email: '', password: '' } })
  const [problem, setProblem] = useState<unknown>(null)
  const setUp = $api.useMutation('post', '/api/setup', {
    onMutate: () => setProblem(null),
    onSuccess: () => enter('/'),
    onError: (error) => (isGone(error) ? onGone() : setProblem(showFaults(form, error))),
  })
  return (
    <PublicLayout title={t`Set up Switchboard`} lead={t`Create the first account. It operates this installation.`}>
      <form onSubmit={form.onSubmit((values) => setUp.mutate({ body: { ...values, token } }))}>
        <Stack gap="md">
          <TextInput
            size="md"
            label={t`Name`}
            autoComplete="name"
            maxLength={100}
            autoFocus
            required
            withAsterisk={false}
            {...form.getInputProps('name')}
          />
          <TextInput
            size="md"
            type="email"
            label={t`E-mail`}
            autoComplete="email"
            required
            withAsterisk={false}
            {...form.getInputProps('email')}
          />
          <NewPassword size="md" {...form.getInputProps('password')} value={form.values.password} />
          <ProblemNote error={problem} />
          <Button type="submit" size="md" fullWidth loading={setUp.isPending || setUp.isSuccess}>
            <Trans>Create the first account</Trans>
          </Button>
        </Stack>
      </form>
    </PublicLayout>
  )
}

function NeedsLink() {
  const { t } = useLingui()
  return (
    <PublicLayout title={t`The setup link is needed`}>
      <Stack gap="md">
        <Text>
          <Trans>Only somebody with access to the server can create the first account.</Trans>
        </Text>
        <Text>
          <Trans>
            Start Switchboard and open the newest link that it prints. It ends in <Code>/setup?token=…</Code> and works
            once.
          </Trans>
        </Text>
      </Stack>
    </PublicLayout>
  )
}

function Done() {
  const { t } = useLingui()
  return (
    <PublicLayout title={t`Switchboard is set up`} lead={t`The first account already exists. Sign in with yours.`}>
      <Button component="a" href="/sign-in" size="md" fullWidth>
        <Trans>Sign in</Trans>
      </Button>
    </PublicLayout>
  )
}
