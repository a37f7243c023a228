/** The conversations with the newest messages. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Card, Skeleton } from '@mantine/core'
import { $api } from '../../api.ts'
import { Empty } from '../../kit/empty.tsx'
import { LinkAnchor } from '../../kit/links.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { ConversationRow } from '../live-chat/conversation-row.tsx'
import classes from './home.module.css'

const NO_FILTERS = {}

export function Recent() {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const recent = $api.useQuery('get', '/api/workspaces/{workspace}/conversations', {
    params: { path: { workspace: id }, query: { limit: 6 } },
  })
  useLive(['message.received', 'message.queued', 'conversation.read'], () => void recent.refetch())
  const rows = recent.data?.data
  if (recent.error && !rows) return <ProblemNote error={recent.error} onRetry={() => void recent.refetch()} />
  if (!rows) return <Skeleton height={240} />
  if (rows.length === 0)
    return (
      <Card padding={0}>
        <Empty drawing="chats" title={t`No conversations yet`}>
          <Trans>When somebody writes to one of your bots, it appears here.</Trans>
        </Empty>
      </Card>
    )
  return (
    <>
      <Card padding={6}>
        <ul className={classes.recent}>
          {rows.map((row) => (
            <ConversationRow key={row.id} conversation={row} isCurrent={false} filters={NO_FILTERS} />
          ))}
        </ul>
      </Card>
      <LinkAnchor to="/w/$workspaceId/live-chat" params={{ workspaceId: id }} size="sm" mt="sm" display="inline-block">
        <Trans>All conversations</Trans>
      </LinkAnchor>
    </>
  )
}
