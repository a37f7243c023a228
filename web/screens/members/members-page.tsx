/** The head of members and invitations: tabs between them, and the button that invites. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo } from 'react'
import { usePaletteActions } from '../../frame/palette-actions.ts'
import { LinkTabs } from '../../kit/link-tabs.tsx'
import { Page } from '../../kit/page.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { Invite } from './invite.tsx'

export function MembersPage({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const mayManage = useMay('members:manage')
  const [isInviting, setInviting] = useInviting()
  const tabs = [
    { label: t`Members`, href: `/w/${workspace.id}/members` },
    { label: t`Invitations`, href: `/w/${workspace.id}/members/invitations` },
  ]
  return (
    <Page
      title={t`Members`}
      lead={t`Who belongs to this workspace, and what each of them may do.`}
      action={mayManage && <InviteButton onInvite={setInviting} />}
      tabs={mayManage && <LinkTabs label={t`Members`} tabs={tabs} />}
    >
      {children}
      {mayManage && <Invite isOpen={isInviting} onClose={() => setInviting(false)} />}
    </Page>
  )
}

function InviteButton({ onInvite }: { onInvite: (isOpen: boolean) => void }) {
  const { t } = useLingui()
  const onClick = useCallback(() => onInvite(true), [onInvite])
  const actions = useMemo(
    () => [{ id: 'invite', label: t`Invite people`, group: t`Members`, onTrigger: onClick }],
    [t, onClick],
  )
  usePaletteActions(actions)
  return (
    <Button leftSection={<IconUserPlus size={16} />} onClick={onClick}>
      <Trans>Invite people</Trans>
    </Button>
  )
}

/** The open dialog stands in the URL, so that other pages can lead to it. */
function useInviting(): [boolean, (isOpen: boolean) => void] {
  const navigate = useNavigate()
  const { invite = false } = useSearch({ strict: false })
  const setInviting = useCallback(
    (isOpen: boolean) =>
      void navigate({ to: '.', search: (old) => ({ ...old, invite: isOpen || undefined }), replace: true }),
    [navigate],
  )
  return [invite, setInviting]
}
