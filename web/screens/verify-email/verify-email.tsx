/** The link of the first letter: confirms the address and signs in. By a button, since mail scanners open links too. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Stack } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { $api } from '../../api.ts'
import { LinkGone } from '../../kit/link-gone.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { isGone } from '../../problem.ts'
import { enter } from '../sign-in/enter.ts'

export function VerifyEmail() {
  const { t } = useLingui()
  const { token } = useSearch({ from: '/verify-email' })
  const verify = $api.useMutation('post', '/api/email-verification', { onSuccess: () => enter('/') })
  if (!token || isGone(verify.error)) {
    return (
      <LinkGone>
        <Trans>
          Perhaps it was used already: then you can{' '}
          <Anchor component={Link} to="/sign-in" underline="always">
            sign in
          </Anchor>
          . To get another e-mail,{' '}
          <Anchor component={Link} to="/sign-up" underline="always">
            sign up
          </Anchor>{' '}
          once more with the same address.
        </Trans>
      </LinkGone>
    )
  }
  return (
    <PublicLayout title={t`Confirm your e-mail address`} lead={t`This also signs you in.`}>
      <Stack gap="md">
        <ProblemNote error={verify.error} />
        <Button
          size="md"
          fullWidth
          loading={verify.isPending || verify.isSuccess}
          onClick={() => verify.mutate({ body: { token } })}
          autoFocus
        >
          <Trans>Confirm</Trans>
        </Button>
      </Stack>
    </PublicLayout>
  )
}
