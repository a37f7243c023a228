/** Deleting a workspace: what goes with it is listed, its name is typed, and for 30 days it can be undone (W12). */
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { RESTORABLE_DAYS } from '../../../shared/workspaces.ts'
import { $api, refresh } from '../../api.ts'
import { ConfirmByName } from '../../kit/confirm-by-name.tsx'
import { undoToast } from '../../kit/undo-toast.tsx'
import type { Workspace } from '../../me.ts'
import { useRestore } from './restore.ts'

interface DeleteWorkspaceProps {
  workspace: Workspace | null
  onClose: () => void
  /** leads away from a page of the workspace before that is forgotten */
  onDeleted?: () => Promise<void>
}

export function DeleteWorkspace({ workspace, onClose, onDeleted }: DeleteWorkspaceProps) {
  const { t } = useLingui()
  const restore = useRestore()
  const { id = '', name = '', bots = 0, members = 0 } = workspace ?? {}
  const path = { params: { path: { workspace: id } } }
  const remove = $api.useMutation('delete', '/api/workspaces/{workspace}', {
    onSuccess: async () => {
      await onDeleted?.()
      await refresh('/api/me')
      undoToast(t`${name} is deleted`, () => restore.mutate(path))
      onClose()
    },
  })
  const close = () => {
    remove.reset()
    onClose()
  }
  return (
    <ConfirmByName
      isOpen={workspace !== null}
      onClose={close}
      title={t`Delete ${name}?`}
      consequences={[
        ...(bots > 0
          ? [plural(bots, { one: 'Its bot stops answering at once.', other: 'Its # bots stop answering at once.' })]
          : []),
        plural(members, { one: 'You lose access.', other: 'All # members lose access.' }),
        t`API keys and invitation links stop working.`,
        t`Conversations, contacts and settings are removed after ${RESTORABLE_DAYS} days.`,
      ]}
      name={name}
      verb={t`Delete workspace`}
      onConfirm={() => remove.mutate({ ...path, body: { name } })}
      isBusy={remove.isPending}
      error={remove.error}
    >
      <Trans>
        Owners can bring it back from the Workspaces page for {RESTORABLE_DAYS} days. Then it is gone for good.
      </Trans>
    </ConfirmByName>
  )
}
