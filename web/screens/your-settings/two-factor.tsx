/** Two-factor sign-in: turn on with an authenticator app, new recovery codes, turn off. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { $api, refresh } from '../../api.ts'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { problemToast, toast } from '../../kit/undo-toast.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TurnOn } from './turn-on-two-factor.tsx'

type Dialog = { kind: 'turn-on' } | { kind: 'turn-off' } | { kind: 'codes'; codes: string[] } | null

export function TwoFactor({ isOn }: { isOn: boolean }) {
  const { t } = useLingui()
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = () => setDialog(null)
  const show = async (codes: string[]) => {
    setDialog({ kind: 'codes', codes })
    await refresh('/api/me', '/api/me/sessions')
  }
  const renew = $api.useMutation('post', '/api/me/recovery-codes', {
    onSuccess: ({ recoveryCodes }) => show(recoveryCodes),
    onError: problemToast,
  })
  return (
    <Section
      title={t`Two-factor sign-in`}
      lead={t`After the password you enter a code from an app on your phone. A stolen password is then not enough.`}
    >
      <Group justify="space-between" gap="sm">
        <StatusDot tone={isOn ? 'good' : 'off'} label={isOn ? t`On` : t`Off`} />
        {isOn ? (
          <Group gap="xs">
            <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate({ body: {} })}>
              <Trans>New recovery codes</Trans>
            </Button>
            <Button variant="default" c="red" onClick={() => setDialog({ kind: 'turn-off' })}>
              <Trans>Turn off</Trans>
            </Button>
          </Group>
        ) : (
          <Button variant="default" onClick={() => setDialog({ kind: 'turn-on' })}>
            <Trans>Turn on</Trans>
          </Button>
        )}
      </Group>
      <Modal opened={dialog?.kind === 'turn-on'} onClose={close} title={t`Turn on two-factor sign-in`}>
        <TurnOn onDone={show} onCancel={close} />
      </Modal>
      <Modal opened={dialog?.kind === 'turn-off'} onClose={close} title={t`Turn off two-factor sign-in?`} size="sm">
        <TurnOff onClose={close} />
      </Modal>
      <Modal
        opened={dialog?.kind === 'codes'}
        onClose={close}
        title={t`Keep your recovery codes`}
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        {dialog?.kind === 'codes' && <RecoveryCodes codes={dialog.codes} onDone={close} />}
      </Modal>
    </Section>
  )
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const turnOff = $api.useMutation('delete', '/api/me/two-factor', {
    onSuccess: async () => {
      await refresh('/api/me', '/api/me/sessions')
      toast(t`Two-factor sign-in is off`)
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>
          Your password alone will then be enough. Recovery codes stop working, and other devices are signed out.
        </Trans>
      </Text>
      <ProblemNote error={turnOff.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          <Trans>Cancel</Trans>
        </Button>
        <Button color="red" loading={turnOff.isPending} onClick={() => turnOff.mutate({})}>
          <Trans>Turn off</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
