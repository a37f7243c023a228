/** All workspaces I am in or invited to: open, make, leave, delete, bring back (W11, W12). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Page, Section } from '../../kit/page.tsx'
import { useMe, type Workspace } from '../../me.ts'
import { CreateWorkspace } from './create-workspace.tsx'
import { DeleteWorkspace } from './delete-workspace.tsx'
import { DeletedCard } from './deleted-card.tsx'
import { InvitedCard } from './invited-card.tsx'
import { LeaveWorkspace } from './leave-workspace.tsx'
import { Welcome } from './welcome.tsx'
import { WorkspaceCard } from './workspace-card.tsx'
import classes from './workspaces.module.css'

export function Workspaces() {
  const { workspaces, deletedWorkspaces } = useMe()
  return workspaces.length + deletedWorkspaces.length === 0 ? <Welcome /> : <Manage />
}

function Manage() {
  const { t } = useLingui()
  const { workspaces, deletedWorkspaces, invitations } = useMe()
  const [leaving, setLeaving] = useState<Workspace | null>(null)
  const [deleting, setDeleting] = useState<Workspace | null>(null)
  const [isCreating, setCreating] = useCreating()
  return (
    <Page
      title={t`Workspaces`}
      lead={t`Each is for one business, with its own members, bots and settings.`}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
          <Trans>Create workspace</Trans>
        </Button>
      }
    >
      {invitations.length > 0 && (
        <Section title={t`Invitations`}>
          <ul className={classes.grid}>
            {invitations.map((invitation) => (
              <InvitedCard key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Section>
      )}
      {workspaces.length > 0 && (
        <Section title={t`Your workspaces`}>
          <ul className={classes.grid}>
            {workspaces.map((workspace) => (
              <WorkspaceCard
                key={workspace.id}
                workspace={workspace}
                onLeave={() => setLeaving(workspace)}
                onDelete={() => setDeleting(workspace)}
              />
            ))}
          </ul>
        </Section>
      )}
      {deletedWorkspaces.length > 0 && (
        <Section title={t`Deleted`} lead={t`Kept for 30 days, then removed with everything in them.`}>
          <ul className={classes.grid}>
            {deletedWorkspaces.map((workspace) => (
              <DeletedCard key={workspace.id} workspace={workspace} />
            ))}
          </ul>
        </Section>
      )}
      <Modal opened={isCreating} onClose={() => setCreating(false)} title={t`Create workspace`}>
        <CreateWorkspace onCancel={() => setCreating(false)} />
      </Modal>
      <LeaveWorkspace workspace={leaving} onClose={() => setLeaving(null)} />
      <DeleteWorkspace workspace={deleting} onClose={() => setDeleting(null)} />
    </Page>
  )
}

/** The open dialog stands in the URL, so that the switcher and links can open it. */
function useCreating(): [boolean, (isOpen: boolean) => void] {
  const navigate = useNavigate()
  const { create = false } = useSearch({ from: '/frame/workspaces' })
  return [
    create,
    (isOpen) => void navigate({ to: '/workspaces', search: isOpen ? { create: true } : {}, replace: true }),
  ]
}
