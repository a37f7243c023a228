/** Says that this workspace is made of samples, and removes them. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useState } from 'react'
import { $api } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useMay } from '../../me.ts'

export function SampleNote() {
  const { t } = useLingui()
  const isOwner = useMay('workspace:manage')
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Alert color="blue" icon={<IconFlask size={18} />} title={t`These are samples`} mb="lg">
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            <Trans>Bots, people and conversations here are made up. Try whatever you like.</Trans>
          </Text>
          {isOwner && (
            <Button size="xs" variant="default" onClick={() => setAsking(true)}>
              <Trans>Remove the samples</Trans>
            </Button>
          )}
        </Group>
      </Alert>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={t`Remove the sample workspaces?`}>
        <Remove onClose={() => setAsking(false)} />
      </Modal>
    </>
  )
}

function Remove({ onClose }: { onClose: () => void }) {
  const remove = $api.useMutation('delete', '/api/demo', { onSuccess: () => window.location.assign('/') })
  return (
    <>
      <Text c="dimmed">
        <Trans>Both are removed with everything in them, including what was changed there. It cannot be undone.</Trans>
      </Text>
      <ProblemNote error={remove.error} />
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({})}>
          <Trans>Remove the samples</Trans>
        </Button>
      </Group>
    </>
  )
}
