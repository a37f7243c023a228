/** Signs in with a passkey: one button, at both steps of a sign-in. */
import { Trans } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { ProblemNote } from '../../kit/problem.tsx'
import { enter } from './enter.ts'
import { signInWithPasskey } from './passkey.ts'

export function PasskeyButton({ next }: { next: string | undefined }) {
  const signIn = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: (isSignedIn) => isSignedIn && enter(next),
  })
  return (
    <Stack gap="sm">
      <Button
        variant="default"
        size="md"
        fullWidth
        leftSection={<IconFingerprint size={18} stroke={1.6} />}
        loading={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        <Trans>Sign in with a passkey</Trans>
      </Button>
      <ProblemNote error={signIn.error} />
    </Stack>
  )
}
