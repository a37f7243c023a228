/** Changes my password by the old one. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { NewPassword } from '../../kit/new-password.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { Problem } from '../../problem.ts'

export function Password({ email }: { email: string }) {
  const { t } = useLingui()
  const form = useForm({ initialValues: { current: '', password: '' } })
  const [problem, setProblem] = useState<unknown>(null)
  const change = $api.useMutation('put', '/api/me/password', {
    onMutate: () => setProblem(null),
    onSuccess: async () => {
      form.reset()
      toast(t`Your password is changed. Other devices are signed out.`)
      await refresh('/api/me/sessions')
    },
    onError: (error) => {
      if (error instanceof Problem && error.status === 401) form.setFieldError('current', t`The password is not right.`)
      else setProblem(showFaults(form, error))
    },
  })
  return (
    <form onSubmit={form.onSubmit((body) => change.mutate({ body }))}>
      <Stack gap="md" maw={440}>
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label={t`Current password`}
          autoComplete="current-password"
          required
          withAsterisk={false}
          {...form.getInputProps('current')}
        />
        <NewPassword label={t`New password`} {...form.getInputProps('password')} value={form.values.password} />
        <ProblemNote error={problem} />
        <div>
          <Button type="submit" variant="default" loading={change.isPending} disabled={!form.isDirty()}>
            <Trans>Change password</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}
