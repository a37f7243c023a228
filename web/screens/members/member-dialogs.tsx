/** The dialogs that the gear opens; one is open at a time. */
import { useLingui } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Member } from '../../../shared/members.ts'
import { useWorkspace } from '../../me.ts'
import { LeaveWorkspace } from '../workspaces/leave-workspace.tsx'
import { ChangeAccess } from './change-access.tsx'
import { ChangeRole } from './change-role.tsx'
import { HandOver } from './hand-over.tsx'
import { RemoveMember } from './remove-member.tsx'

export interface MemberAct {
  kind: 'role' | 'access' | 'hand-over' | 'remove' | 'leave'
  member: Member
}

export function MemberDialogs({ act, onClose }: { act: MemberAct | null; onClose: () => void }) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const name = act?.member.name ?? ''
  const props = (kind: MemberAct['kind']) => ({ opened: act?.kind === kind, onClose })
  return (
    <>
      <Modal {...props('role')} title={t`Role of ${name}`}>
        {act && <ChangeRole member={act.member} onClose={onClose} />}
      </Modal>
      <Modal {...props('access')} title={t`Access of ${name}`}>
        {act && <ChangeAccess member={act.member} onClose={onClose} />}
      </Modal>
      <Modal {...props('hand-over')} title={t`Hand over to ${name}`}>
        {act && <HandOver member={act.member} onClose={onClose} />}
      </Modal>
      <Modal {...props('remove')} title={t`Remove ${name}?`} size="sm">
        {act && <RemoveMember member={act.member} onClose={onClose} />}
      </Modal>
      <LeaveWorkspace
        workspace={act?.kind === 'leave' ? workspace : null}
        onClose={onClose}
        onLeft={() => navigate({ to: '/workspaces' })}
      />
    </>
  )
}
