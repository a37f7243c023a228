/** Gives a member another role, with what that gains or loses them (M5); Undo gives the old one back. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Member } from '../../../shared/members.ts'
import { can, type Role } from '../../../shared/roles.ts'
import { useRoleName } from '../../kit/role-badge.tsx'
import { toast, undoToast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { changeRole } from './member-changes.ts'
import { RoleChoice } from './role-choice.tsx'

export function ChangeRole({ member, onClose }: { member: Member; onClose: () => void }) {
  const [role, setRole] = useState<Role>(member.role)
  const save = useSave(member)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onClose()
    void save(role)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <RoleChoice value={role} onChange={setRole} from={member.role} />
        {losesManaging(member, role) && (
          <Alert color="yellow" icon={<IconInfoCircle size={18} />}>
            <Trans>You will no longer manage members. Another owner has to give this role back to you.</Trans>
          </Alert>
        )}
        {role === 'owner' && member.access === 'restricted' && (
          <Alert color="blue" icon={<IconInfoCircle size={18} />}>
            <Trans>An owner has complete access: all bots, not only the named ones.</Trans>
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={role === member.role}>
            <Trans>Change role</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function losesManaging(member: Member, role: Role): boolean {
  return member.isYou && can(member.role, 'members:manage') && !can(role, 'members:manage')
}

function useSave(member: Member): (role: Role) => Promise<void> {
  const { t } = useLingui()
  const roleName = useRoleName()
  const path = { workspace: useWorkspace().id, member: member.id }
  const { name, access, bots } = member
  return async (role) => {
    if (!(await changeRole(path, role))) return
    const given = roleName(role)
    const words = t`${name} is now ${given}`
    if (losesManaging(member, role)) return toast(words)
    const before = access === 'restricted' ? { access, bots } : undefined
    undoToast(words, () => changeRole(path, member.role, before))
  }
}
