/** Two workspaces with sample data, for who wants to look around first; they can be removed like any other. */
import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'

export function DemoOffer() {
  const router = useRouter()
  const fill = $api.useMutation('post', '/api/demo', {
    onSuccess: async ({ workspaces }) => {
      await refresh('/api/me')
      router.history.push(workspaces[0] ? `/w/${workspaces[0].id}` : '/workspaces')
    },
  })
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" c="dimmed">
        <Trans>Only looking around? Two workspaces with bots, contacts and chats show how it all works.</Trans>
      </Text>
      <ProblemNote error={fill.error} />
      <Button variant="default" loading={fill.isPending} onClick={() => fill.mutate({})}>
        <Trans>Create sample data</Trans>
      </Button>
    </Stack>
  )
}
