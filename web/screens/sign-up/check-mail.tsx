/** After sign-up: a letter is on its way; it can be sent again, and the address corrected. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Stack, Text } from '@mantine/core'
import { $api } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { SendAgain } from '../../kit/send-again.tsx'

export function CheckMail({ email, onChange }: { email: string; onChange: () => void }) {
  const { t } = useLingui()
  const letter = $api.useMutation('post', '/api/email-verification/letter')
  return (
    <PublicLayout
      title={t`Check your mail`}
      below={
        <Trans>
          Wrong address?{' '}
          <Anchor component="button" type="button" onClick={onChange} underline="always">
            Change it
          </Anchor>
        </Trans>
      }
    >
      <Stack gap="md">
        <Text>
          <Trans>
            We wrote to <strong>{email}</strong>. Open the link in that e-mail to confirm the address and sign in.
          </Trans>
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>
            Nothing there? Check the spam folder. Where no mail is set up, the operator of this installation finds the
            link under Installation, E-mails.
          </Trans>
        </Text>
        <ProblemNote error={letter.error} />
        <SendAgain isBusy={letter.isPending} onSend={() => letter.mutateAsync({ body: { email } })} />
      </Stack>
    </PublicLayout>
  )
}
