/** Sends a test letter and shows the mail server's own answer. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertCircle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'

interface MailTestProps {
  to: string
  /** undefined while it is not known yet */
  isMailSent: boolean | undefined
}

export function MailTest({ to, isMailSent }: MailTestProps) {
  const { t } = useLingui()
  const form = useForm({ initialValues: { to } })
  const [problem, setProblem] = useState<unknown>(null)
  const test = $api.useMutation('post', '/api/operator/mail-test', {
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(showFaults(form, error)),
  })
  if (isMailSent === false) return <NotSetUp />
  return (
    <form onSubmit={form.onSubmit((body) => test.mutate({ body }))}>
      <Stack gap="md" maw={560}>
        <Group gap="xs" align="flex-end">
          <TextInput
            type="email"
            label={t`To`}
            autoComplete="email"
            required
            withAsterisk={false}
            flex="1 1 14rem"
            {...form.getInputProps('to')}
          />
          <Button type="submit" variant="default" loading={test.isPending}>
            <Trans>Send a test e-mail</Trans>
          </Button>
        </Group>
        <ProblemNote error={problem} />
        {test.data && <Result isSent={test.data.isSent} problem={test.data.problem} />}
      </Stack>
    </form>
  )
}

function Result({ isSent, problem }: { isSent: boolean; problem: string | null }) {
  const { t } = useLingui()
  if (isSent) {
    return (
      <Alert color="green" icon={<IconCircleCheck size={18} />} title={t`The mail server took it`} role="status">
        <Text size="sm">
          <Trans>Check the mailbox. If nothing arrives, check the spam folder.</Trans>
        </Text>
      </Alert>
    )
  }
  return (
    <Alert color="red" icon={<IconAlertCircle size={18} />} title={t`The e-mail could not be sent`} role="alert">
      <Text size="sm">{problem}</Text>
    </Alert>
  )
}

function NotSetUp() {
  return (
    <Alert color="blue" icon={<IconInfoCircle size={18} />} maw={560}>
      <Text size="sm">
        <Trans>
          No mail server is set up, so e-mails are kept here and their links can be handed over. Set{' '}
          <Code>SMTP_URL</Code> and restart to send them.
        </Trans>
      </Text>
    </Alert>
  )
}
