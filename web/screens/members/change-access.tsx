/** Gives a member all bots or only named ones (M3); Undo gives back what they had. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Access, Member } from '../../../shared/members.ts'
import { undoToast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { AccessChoice } from './access-choice.tsx'
import { changeAccess } from './member-changes.ts'

export function ChangeAccess({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useLingui()
  const { name } = member
  const before: Access = { access: member.access, bots: member.bots }
  const [access, setAccess] = useState(before)
  const path = { workspace: useWorkspace().id, member: member.id }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    onClose()
    const wanted = access.access === 'complete' ? { ...access, bots: [] } : access
    if (await changeAccess(path, wanted)) undoToast(t`Access of ${name} is changed`, () => changeAccess(path, before))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <AccessChoice value={access} onChange={setAccess} />
        {access.access === 'restricted' && (
          <Text size="sm" c="dimmed">
            <Trans>Chats of other bots that are assigned to {name} become unassigned.</Trans>
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit">
            <Trans>Change access</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
