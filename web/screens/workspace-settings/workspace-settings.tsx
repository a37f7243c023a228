/** The workspace's own settings: logo, name, clock and hours, the look new bots start with, code in flows, and its end (W9, W10, W12). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import type { Workspace } from '../../../shared/workspaces.ts'
import { $api } from '../../api.ts'
import { LockedNote } from '../../kit/notes.tsx'
import { Page, Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { CodeSteps } from './code-steps.tsx'
import { DangerZone } from './danger-zone.tsx'
import { Profile } from './profile.tsx'
import { WorkspaceLogo } from './workspace-logo.tsx'
import classes from './workspace-settings.module.css'

export function WorkspaceSettings() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const workspace = $api.useQuery('get', '/api/workspaces/{workspace}', { params: { path: { workspace: id } } })
  return (
    <Page title={t`Settings`} lead={t`The workspace's name, its clock and hours, and the look its bots start with.`}>
      <ProblemNote error={workspace.error} onRetry={() => void workspace.refetch()} />
      {workspace.isPending && <Skeleton height={360} maw={440} />}
      {workspace.data && <Settings key={id} workspace={workspace.data} />}
    </Page>
  )
}

function Settings({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui()
  const mayManage = useMay('workspace:manage')
  return (
    <div className={classes.parts}>
      {!mayManage && <OnlyOwners />}
      <Section title={t`Logo`} lead={t`Seen in the switcher, in e-mails, on invitations and in the web chat.`}>
        <WorkspaceLogo workspace={workspace} isReadOnly={!mayManage} />
      </Section>
      <Profile workspace={workspace} isReadOnly={!mayManage} />
      <CodeSteps workspace={workspace} isReadOnly={!mayManage} />
      {mayManage && <DangerZone />}
    </div>
  )
}

function OnlyOwners() {
  return (
    <LockedNote>
      <Trans>
        You can read these settings; only owners change them. Ask an owner when something should be different.
      </Trans>
    </LockedNote>
  )
}
