/** My passkeys: a sign-in of their own, by fingerprint, face or security key. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { $api, refresh } from '../../api.ts'
import type { paths } from '../../api-types.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { DangerFoot } from '../../kit/form-foot.tsx'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { deviceOf } from './device.ts'
import { makePasskey } from './make-passkey.ts'

type Passkey = paths['/api/me/passkeys']['get']['responses'][200]['content']['application/json']['data'][number]

export function Passkeys() {
  const { t } = useLingui()
  const passkeys = $api.useQuery('get', '/api/me/passkeys')
  const [isAdding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Passkey | null>(null)
  const columns: Column<Passkey>[] = [
    { key: 'name', head: t`Name`, isTitle: true, cell: (passkey) => <Text fw={500}>{passkey.name}</Text> },
    { key: 'made', head: t`Added`, cell: (passkey) => <Time at={passkey.createdAt} show="date" /> },
    {
      key: 'used',
      head: t`Last used`,
      cell: (passkey) =>
        passkey.lastUsedAt ? <Time at={passkey.lastUsedAt} show="relative" /> : <Text c="dimmed">{t`Never`}</Text>,
    },
    {
      key: 'actions',
      head: t`Actions`,
      isActions: true,
      cell: (passkey) => (
        <Tooltip label={t`Remove`}>
          <ActionIcon aria-label={t`Remove ${passkey.name}`} onClick={() => setRemoving(passkey)}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      ),
    },
  ]
  return (
    <Section
      title={t`Passkeys`}
      lead={t`Sign in with your fingerprint, face or security key, with no password to type or to steal.`}
      action={
        browserSupportsWebAuthn() && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            <Trans>Add a passkey</Trans>
          </Button>
        )
      }
    >
      <ProblemNote error={passkeys.error} onRetry={() => void passkeys.refetch()} />
      {passkeys.data?.data.length === 0 ? (
        <Text c="dimmed">
          {browserSupportsWebAuthn() ? t`No passkeys yet.` : t`This browser does not support passkeys.`}
        </Text>
      ) : (
        !passkeys.error && (
          <DataTable
            label={t`Passkeys`}
            columns={columns}
            rows={passkeys.data?.data}
            rowKey={(passkey) => passkey.id}
            skeletonRows={1}
          />
        )
      )}
      <Modal opened={isAdding} onClose={() => setAdding(false)} title={t`Add a passkey`} size="sm">
        <Add onClose={() => setAdding(false)} />
      </Modal>
      <Modal opened={removing !== null} onClose={() => setRemoving(null)} title={t`Remove this passkey?`} size="sm">
        {removing && <Remove passkey={removing} onClose={() => setRemoving(null)} />}
      </Modal>
    </Section>
  )
}

function Add({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const [name, setName] = useState(() => deviceOf(navigator.userAgent).words)
  const make = useMutation({
    mutationFn: () => makePasskey(name),
    onSuccess: async (isMade) => {
      if (!isMade) return
      await refresh('/api/me/passkeys', '/api/me')
      toast(t`${name} is added`)
      onClose()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t`Name`}
          description={t`So that you know later which device it is.`}
          maxLength={60}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <ProblemNote error={make.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={make.isPending}>
            <Trans>Continue</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Remove({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useLingui()
  const remove = $api.useMutation('delete', '/api/me/passkeys/{passkey}', {
    onSuccess: async () => {
      await refresh('/api/me/passkeys', '/api/me')
      toast(t`${passkey.name} is removed`)
      onClose()
    },
  })
  const { name } = passkey
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>{name} will no longer sign you in. Delete it on the device too.</Trans>
      </Text>
      <DangerFoot
        error={remove.error}
        isBusy={remove.isPending}
        onCancel={onClose}
        onAct={() => remove.mutate({ params: { path: { passkey: passkey.id } } })}
      >
        <Trans>Remove</Trans>
      </DangerFoot>
    </Stack>
  )
}
