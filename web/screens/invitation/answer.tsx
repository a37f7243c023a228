/** The right person is signed in: accept or decline. */
import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { $api } from '../../api.ts'
import type { Card } from './card.ts'
import { open } from './open-workspace.ts'
import { Refused } from './refused.tsx'

interface AnswerProps {
  card: Card
  token: string
  onDeclined: () => void
}

export function Answer({ card, token, onDeclined }: AnswerProps) {
  const path = { params: { path: { token } } }
  const accept = $api.useMutation('post', '/api/invitations/{token}/acceptance', { onSuccess: open })
  const decline = $api.useMutation('post', '/api/invitations/{token}/refusal', { onSuccess: onDeclined })
  const { email } = card
  return (
    <Stack gap="sm">
      <Refused error={accept.error ?? decline.error} />
      <Button
        size="md"
        fullWidth
        loading={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate({ ...path, body: {} })}
      >
        <Trans>Accept and join</Trans>
      </Button>
      <Button size="md" variant="default" fullWidth loading={decline.isPending} onClick={() => decline.mutate(path)}>
        <Trans>Decline</Trans>
      </Button>
      <Text size="sm" c="dimmed" ta="center">
        <Trans>You are signed in as {email}.</Trans>
      </Text>
    </Stack>
  )
}
