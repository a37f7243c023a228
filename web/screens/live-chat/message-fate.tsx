/** What became of a message of ours, and what members can do where nobody knows. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconEye, IconHelpCircle } from '@tabler/icons-react'
import type { Message } from '../../../shared/conversations.ts'
import { $api } from '../../api.ts'
import { problemToast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './message-fate.module.css'

export function Fate({ status }: { status: Message['status'] }) {
  const { t } = useLingui()
  switch (status) {
    case 'failed':
      return (
        <span className={classes.failed}>
          <IconAlertCircle size={13} aria-hidden="true" />
          <Trans>Not delivered</Trans>
        </span>
      )
    case 'held':
      return (
        <span className={classes.failed}>
          <IconHelpCircle size={13} aria-hidden="true" />
          <Trans>Not known whether it arrived</Trans>
        </span>
      )
    case 'sent':
      return <IconCheck size={13} aria-label={t`Sent`} role="img" />
    case 'delivered':
      return <IconChecks size={13} aria-label={t`Delivered`} role="img" />
    case 'read':
      return <IconEye size={13} aria-label={t`Read`} role="img" />
    default:
      return <IconClock size={13} aria-label={t`On its way`} role="img" />
  }
}

const SETTLEMENT = '/api/workspaces/{workspace}/conversations/{conversation}/messages/{seq}/settlement'

/** Members look into the provider's own app, and say. */
export function Settle({ conversationId, seq }: { conversationId: string; seq: number }) {
  const { id } = useWorkspace()
  const settling = $api.useMutation('put', SETTLEMENT, { onError: problemToast })
  const path = { workspace: id, conversation: conversationId, seq: String(seq) }
  const settle = (arrived: boolean) => settling.mutate({ params: { path }, body: { arrived } })
  return (
    <span className={classes.settle}>
      <Button size="xs" variant="default" loading={settling.isPending} onClick={() => settle(true)}>
        <Trans>It arrived</Trans>
      </Button>
      <Button size="xs" variant="default" disabled={settling.isPending} onClick={() => settle(false)}>
        <Trans>Send again</Trans>
      </Button>
    </span>
  )
}
