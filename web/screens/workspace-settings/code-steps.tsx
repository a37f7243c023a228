/** Lets flows run code, or not; the owner decides. */
import { useLingui } from '@lingui/react/macro'
import { Switch } from '@mantine/core'
import type { Workspace } from '../../../shared/workspaces.ts'
import { $api, refresh } from '../../api.ts'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import classes from './workspace-settings.module.css'

export function CodeSteps({ workspace, isReadOnly }: { workspace: Workspace; isReadOnly: boolean }) {
  const { t } = useLingui()
  const { id, isCodeAllowed } = workspace
  const change = $api.useMutation('put', '/api/workspaces/{workspace}/code-steps', {
    onSuccess: async (saved) => {
      await refresh('/api/workspaces/{workspace}')
      toast(saved.isCodeAllowed ? t`Flows may run code` : t`Flows run no code any more`)
    },
  })
  const isOn = change.isPending ? change.variables.body.isAllowed : isCodeAllowed
  return (
    <Section
      title={t`Code steps`}
      lead={t`Everyone who builds flows can then add steps that run their own JavaScript, in a sandbox without network or files and with a time limit. While this is off no flow with such a step can be published, and those that run go by “failed”.`}
    >
      <div className={classes.switch}>
        <Switch
          label={t`Allow code in flows`}
          checked={isOn}
          disabled={isReadOnly || change.isPending}
          onChange={(event) =>
            change.mutate({ params: { path: { workspace: id } }, body: { isAllowed: event.currentTarget.checked } })
          }
        />
        <ProblemNote error={change.error} />
      </div>
    </Section>
  )
}
