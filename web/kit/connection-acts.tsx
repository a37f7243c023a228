/** What one does with a connection to a service: try it, give it new keys, end it after a question. */
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal } from '@mantine/core'
import { IconPlugConnected, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { ProblemNote } from './problem.tsx'

interface ConnectionActsProps {
  check: { verb: string; isBusy: boolean; error: unknown; onCheck: () => void }
  reconnect: { verb: string; onReconnect: () => void }
  /** the question before it ends, and its title */
  leave: { title: string; question: (close: () => void) => ReactNode }
}

export function ConnectionActs({ check, reconnect, leave }: ConnectionActsProps) {
  const [isLeaving, setLeaving] = useState(false)
  const stay = () => setLeaving(false)
  return (
    <>
      <ProblemNote error={check.error} />
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          loading={check.isBusy}
          onClick={check.onCheck}
        >
          {check.verb}
        </Button>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={reconnect.onReconnect}>
          {reconnect.verb}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setLeaving(true)}>
          <Trans>Disconnect</Trans>
        </Button>
      </Group>
      <Modal opened={isLeaving} onClose={stay} title={leave.title} size="sm">
        {leave.question(stay)}
      </Modal>
    </>
  )
}
