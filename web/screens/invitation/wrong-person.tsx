/** Somebody is signed in who cannot accept: another account, or one whose address is not confirmed. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconMailQuestion, IconUserQuestion } from '@tabler/icons-react'
import { $api } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { SendAgain } from '../../kit/send-again.tsx'
import type { Card } from './card.ts'

export function OtherAccount({ card }: { card: Card }) {
  const { t } = useLingui()
  const me = $api.useQuery('get', '/api/me')
  const signOut = $api.useMutation('post', '/api/sign-out', { onSuccess: () => window.location.reload() })
  const mine = me.data?.user.email ?? ''
  const { email } = card
  return (
    <Stack gap="sm">
      <Alert color="yellow" icon={<IconUserQuestion size={18} />} title={t`This invitation is for another account`}>
        <Text size="sm">
          <Trans>
            It is for <strong>{email}</strong>. You are signed in as {mine}.
          </Trans>
        </Text>
      </Alert>
      <ProblemNote error={signOut.error} />
      <Button size="md" fullWidth loading={signOut.isPending} onClick={() => signOut.mutate({})}>
        <Trans>Switch account</Trans>
      </Button>
      <Button component="a" href="/" size="md" variant="default" fullWidth>
        <Trans>Stay signed in</Trans>
      </Button>
    </Stack>
  )
}

export function NotYet({ card, onRetry }: { card: Card; onRetry: () => void }) {
  const { t } = useLingui()
  const letter = $api.useMutation('post', '/api/email-verification/letter')
  const { email } = card
  return (
    <Stack gap="sm">
      <Alert color="yellow" icon={<IconMailQuestion size={18} />} title={t`Confirm your e-mail address first`}>
        <Text size="sm">
          <Trans>
            We wrote to <strong>{email}</strong>. Open the link in that e-mail, then come back here.
          </Trans>
        </Text>
      </Alert>
      <ProblemNote error={letter.error} />
      <Button size="md" fullWidth onClick={onRetry}>
        <Trans>I have confirmed it</Trans>
      </Button>
      <SendAgain isBusy={letter.isPending} onSend={() => letter.mutateAsync({ body: { email } })} />
    </Stack>
  )
}
