/** The workspace's own settings: logo, name, timezone, the look new bots start with, and its end (W9, W10, W12). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Skeleton, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { Workspace } from '../../../shared/workspaces.ts'
import { $api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { Page, Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SaveBar } from '../../kit/save-bar.tsx'
import { TimezoneSelect } from '../../kit/timezone-select.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { BotTime } from './bot-time.tsx'
import { DangerZone } from './danger-zone.tsx'
import { FlowThemeEditor } from './flow-theme-editor.tsx'
import { WorkspaceLogo } from './workspace-logo.tsx'
import classes from './workspace-settings.module.css'

export function WorkspaceSettings() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const workspace = $api.useQuery('get', '/api/workspaces/{workspace}', { params: { path: { workspace: id } } })
  return (
    <Page title={t`Settings`} lead={t`The workspace's name, its clock, and the look its bots start with.`}>
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
      {mayManage && <DangerZone />}
    </div>
  )
}

function OnlyOwners() {
  return (
    <Alert color="gray" icon={<IconLock size={18} />}>
      <Trans>
        You can read these settings; only owners change them. Ask an owner when something should be different.
      </Trans>
    </Alert>
  )
}

function Profile({ workspace, isReadOnly }: { workspace: Workspace; isReadOnly: boolean }) {
  const { t } = useLingui()
  const { id, name, timezone, flowTheme } = workspace
  const form = useForm({ initialValues: { name, timezone, flowTheme } })
  const [problem, setProblem] = useState<unknown>(null)
  const save = $api.useMutation('patch', '/api/workspaces/{workspace}', {
    onMutate: () => setProblem(null),
    onSuccess: async (saved) => {
      const kept = { name: saved.name, timezone: saved.timezone, flowTheme: saved.flowTheme }
      form.setInitialValues(kept)
      form.setValues(kept)
      await refresh('/api/me', '/api/workspaces/{workspace}')
      toast(t`The settings are saved`)
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  return (
    <form onSubmit={form.onSubmit((body) => save.mutate({ params: { path: { workspace: id } }, body }))}>
      <Section title={t`Name and time`}>
        <Stack gap="lg" maw={440}>
          <TextInput
            label={t`Name`}
            maxLength={80}
            required
            withAsterisk={false}
            readOnly={isReadOnly}
            {...form.getInputProps('name')}
          />
          <TimezoneSelect
            description={<BotTime timezone={form.values.timezone} />}
            readOnly={isReadOnly}
            {...form.getInputProps('timezone')}
            value={form.values.timezone}
          />
        </Stack>
      </Section>
      <Section
        title={t`Default flow theme`}
        lead={t`New bots and their web chats start with this look. Existing bots keep theirs.`}
      >
        <FlowThemeEditor
          value={form.values.flowTheme}
          onChange={(theme) => form.setFieldValue('flowTheme', theme)}
          workspace={workspace}
          isReadOnly={isReadOnly}
        />
      </Section>
      <ProblemNote error={problem} />
      <SaveBar isDirty={form.isDirty()} isSaving={save.isPending} onDiscard={form.reset} />
    </form>
  )
}
