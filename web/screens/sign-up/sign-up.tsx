/** Sign-up: name, e-mail and password on one page, then the letter that confirms the address. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { currentLanguage } from '../../i18n.ts'
import { showFaults } from '../../kit/form.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { NewPassword } from '../../kit/new-password.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { BROWSER_READER } from '../../kit/reader.ts'
import { CheckMail } from './check-mail.tsx'

export function SignUp() {
  const { t } = useLingui()
  const { next } = useSearch({ from: '/sign-up' })
  const form = useForm({ initialValues: { name: '', email: '', password: '' } })
  const [problem, setProblem] = useState<unknown>(null)
  const signUp = $api.useMutation('post', '/api/sign-up', {
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(showFaults(form, error)),
  })
  if (signUp.isSuccess) return <CheckMail email={form.values.email} onChange={signUp.reset} />

  const body = { ...form.values, language: currentLanguage(), timezone: BROWSER_READER.timezone }
  return (
    <PublicLayout
      title={t`Create your account`}
      lead={t`One account for all the workspaces you belong to.`}
      below={
        <Trans>
          Already have an account?{' '}
          <LinkAnchor to="/sign-in" search={{ next }} underline="always">
            Sign in
          </LinkAnchor>
        </Trans>
      }
    >
      <form onSubmit={form.onSubmit(() => signUp.mutate({ body }))}>
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
          <Button type="submit" size="md" fullWidth loading={signUp.isPending}>
            <Trans>Create account</Trans>
          </Button>
        </Stack>
      </form>
    </PublicLayout>
  )
}
