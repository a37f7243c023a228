/** The link of the letter to a new address: makes it the account's. By a button, since mail scanners open links too. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { $api } from '../../api.ts'
import { LinkGone } from '../../kit/link-gone.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { PublicLayout } from '../../kit/public-layout.tsx'
import { isGone } from '../../problem.ts'

export function EmailChange() {
  const { t } = useLingui()
  const { token } = useSearch({ from: '/email-change' })
  const change = $api.useMutation('post', '/api/email-change')
  if (!token || isGone(change.error)) {
    return (
      <LinkGone>
        <Anchor component={Link} to="/settings" underline="always">
          <Trans>Change the address again in your settings</Trans>
        </Anchor>
      </LinkGone>
    )
  }
  if (change.data) return <Changed email={change.data.email} />

  return (
    <PublicLayout
      title={t`Use this e-mail address`}
      lead={t`From now on you sign in with it. Other devices are signed out.`}
    >
      <Stack gap="md">
        <ProblemNote error={change.error} />
        <Button
          size="md"
          fullWidth
          loading={change.isPending}
          onClick={() => change.mutate({ body: { token } })}
          autoFocus
        >
          <Trans>Use this address</Trans>
        </Button>
      </Stack>
    </PublicLayout>
  )
}

function Changed({ email }: { email: string }) {
  const { t } = useLingui()
  return (
    <PublicLayout title={t`Your address is changed`}>
      <Stack gap="md">
        <Text role="status">
          <Trans>
            Your account now belongs to <strong>{email}</strong>.
          </Trans>
        </Text>
        <Button component="a" href="/" size="md" fullWidth>
          <Trans>Continue</Trans>
        </Button>
      </Stack>
    </PublicLayout>
  )
}
