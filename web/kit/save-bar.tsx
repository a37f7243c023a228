/** Appears at the foot of a form when something has changed; asks before one leaves the page with unsaved changes. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Text, Transition } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import classes from './save-bar.module.css'

interface SaveBarProps {
  isDirty: boolean
  isSaving: boolean
  /** leave it out when the bar stands in a <form>: then Save submits it */
  onSave?: () => void
  onDiscard: () => void
}

export function SaveBar({ isDirty, isSaving, onSave, onDiscard }: SaveBarProps) {
  return (
    <>
      <Transition mounted={isDirty} transition="slide-up" duration={160}>
        {(style) => (
          <div className={classes.bar} style={style} role="status">
            <Text size="sm" fw={500}>
              <Trans>Unsaved changes</Trans>
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Button variant="default" onClick={onDiscard} disabled={isSaving}>
                <Trans>Discard</Trans>
              </Button>
              <Button type={onSave ? 'button' : 'submit'} onClick={onSave} loading={isSaving}>
                <Trans>Save</Trans>
              </Button>
            </Group>
          </div>
        )}
      </Transition>
      <UnsavedGuard isDirty={isDirty && !isSaving} />
    </>
  )
}

/** Asks before changes are lost, within the app and when the tab closes. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const { t } = useLingui()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  })
  return (
    <Modal opened={status === 'blocked'} onClose={() => reset?.()} title={t`Leave without saving?`} size="sm">
      <Text c="dimmed">
        <Trans>What you changed on this page is not saved.</Trans>
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={() => proceed?.()}>
          <Trans>Leave page</Trans>
        </Button>
        <Button onClick={() => reset?.()} data-autofocus>
          <Trans>Stay and save</Trans>
        </Button>
      </Group>
    </Modal>
  )
}
