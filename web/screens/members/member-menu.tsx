/** The gear at a member's row (M5). What cannot be done stays visible, with the reason in words (M6). */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDoorExit,
  IconLockAccess,
  IconSettings,
  IconSwitchHorizontal,
  IconUserMinus,
  IconUserShield,
} from '@tabler/icons-react'
import { useRef } from 'react'
import type { Member } from '../../../shared/members.ts'
import { useMay } from '../../me.ts'
import type { MemberAct } from './member-dialogs.tsx'
import { useIsLastOwner } from './owners.ts'

interface MemberMenuProps {
  member: Member
  onAct: (act: MemberAct) => void
}

export function MemberMenu({ member, onAct: act }: MemberMenuProps) {
  const { t } = useLingui()
  const gear = useRef<HTMLButtonElement>(null)
  const mayManage = useMay('members:manage')
  const isLastOwner = useIsLastOwner()(member)
  if (!mayManage && !member.isYou) return null

  const { name } = member
  // The dialog gives the focus back to where it was; the menu's item is gone by then.
  const onAct = (chosen: MemberAct) => {
    gear.current?.focus()
    act(chosen)
  }
  return (
    <Menu width={260}>
      <Menu.Target>
        <ActionIcon ref={gear} size="lg" aria-label={member.isYou ? t`Your membership` : t`Manage ${name}`}>
          <IconSettings size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Reason member={member} isLastOwner={isLastOwner} />
        {mayManage && <Manage member={member} isLastOwner={isLastOwner} onAct={onAct} />}
        {member.isYou ? (
          <Menu.Item
            c="red"
            leftSection={<IconDoorExit size={16} />}
            disabled={member.role === 'owner'}
            onClick={() => onAct({ kind: 'leave', member })}
          >
            <Trans>Leave the workspace</Trans>
          </Menu.Item>
        ) : (
          <Menu.Item
            c="red"
            leftSection={<IconUserMinus size={16} />}
            onClick={() => onAct({ kind: 'remove', member })}
          >
            <Trans>Remove from workspace</Trans>
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function Reason({ member, isLastOwner }: { member: Member; isLastOwner: boolean }) {
  if (member.role !== 'owner') return null
  if (isLastOwner) {
    return (
      <Menu.Label>
        <Trans>The only owner must stay one. Hand over the ownership, or make somebody else owner first.</Trans>
      </Menu.Label>
    )
  }
  if (!member.isYou) return null
  return (
    <Menu.Label>
      <Trans>An owner takes another role before leaving.</Trans>
    </Menu.Label>
  )
}

function Manage({ member, isLastOwner, onAct }: MemberMenuProps & { isLastOwner: boolean }) {
  const canHandOver = !member.isYou && member.role !== 'owner'
  return (
    <>
      <Menu.Item
        leftSection={<IconUserShield size={16} />}
        disabled={isLastOwner}
        onClick={() => onAct({ kind: 'role', member })}
      >
        <Trans>Change role</Trans>
      </Menu.Item>
      {member.role !== 'owner' && (
        <Menu.Item leftSection={<IconLockAccess size={16} />} onClick={() => onAct({ kind: 'access', member })}>
          <Trans>Change access</Trans>
        </Menu.Item>
      )}
      {canHandOver && (
        <Menu.Item
          leftSection={<IconSwitchHorizontal size={16} />}
          onClick={() => onAct({ kind: 'hand-over', member })}
        >
          <Trans>Hand over ownership</Trans>
        </Menu.Item>
      )}
      <Menu.Divider />
    </>
  )
}
