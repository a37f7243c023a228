/** The end of the workspace, set apart from the rest (W12). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { RESTORABLE_DAYS } from '../../../shared/workspaces.ts'
import { Section } from '../../kit/page.tsx'
import { useWorkspace } from '../../me.ts'
import { DeleteWorkspace } from '../workspaces/delete-workspace.tsx'
import classes from './workspace-settings.module.css'

export function DangerZone() {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const [isDeleting, setDeleting] = useState(false)
  return (
    <Section title={t`Danger zone`}>
      <div className={classes.danger}>
        <div>
          <Text fw={500}>
            <Trans>Delete this workspace</Trans>
          </Text>
          <Text size="sm" c="dimmed">
            <Trans>
              Its bots, API keys and links stop at once. Owners can bring it back for {RESTORABLE_DAYS} days; then
              everything in it is removed.
            </Trans>
          </Text>
        </div>
        <Button color="red" variant="outline" onClick={() => setDeleting(true)}>
          <Trans>Delete workspace</Trans>
        </Button>
      </div>
      <DeleteWorkspace
        workspace={isDeleting ? workspace : null}
        onClose={() => setDeleting(false)}
        onDeleted={() => navigate({ to: '/workspaces' })}
      />
    </Section>
  )
}
