/** Short notes at the edge of the screen: done, done with Undo for eight seconds, or a problem. */
import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useProblemWords } from './problem.tsx'

const UNDO_MS = 8000
const READ_MS = 5000

/** Says that something is done; polite, it interrupts nobody. */
export function toast(message: ReactNode): void {
  notifications.show({ role: 'status', message: <Done>{message}</Done>, autoClose: READ_MS })
}

/** Says that something is done and offers to take it back. */
export function undoToast(message: ReactNode, undo: () => unknown): void {
  const id = notifications.show({
    role: 'status',
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Done>{message}</Done>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          <Trans>Undo</Trans>
        </Button>
      </Group>
    ),
  })
}

/** Says what went wrong where no form or page shows it. */
export function problemToast(error: unknown): void {
  notifications.show({ role: 'alert', message: <Failed error={error} />, autoClose: UNDO_MS })
}

function Done({ children }: { children: ReactNode }) {
  return (
    <Group gap={10} wrap="nowrap" align="flex-start" c="var(--sb-success-text)">
      <IconCircleCheck size={18} aria-hidden="true" style={ICON} />
      <Text size="sm" c="var(--sb-text)">
        {children}
      </Text>
    </Group>
  )
}

function Failed({ error }: { error: unknown }) {
  const { title, advice } = useProblemWords()(error)
  return (
    <Group gap={10} wrap="nowrap" align="flex-start" c="var(--sb-danger-text)">
      <IconAlertCircle size={18} aria-hidden="true" style={ICON} />
      <div>
        <Text size="sm" fw={500} c="var(--sb-text)">
          {title}
        </Text>
        {advice && (
          <Text size="sm" c="dimmed">
            {advice}
          </Text>
        )}
      </div>
    </Group>
  )
}

const ICON = { flex: 'none', marginTop: 1 } as const
