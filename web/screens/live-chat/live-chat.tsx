/** The inbox: conversations at the left, the chosen one in the middle, who it is with at the right (B3, B6). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Drawer, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Conversation } from '../../../shared/conversations.ts'
import { $api, refresh } from '../../api.ts'
import { Guarded } from '../../frame/workspace-frame.tsx'
import { Empty } from '../../kit/empty.tsx'
import { useTitle } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { useLive } from '../../live.ts'
import { useWorkspace } from '../../me.ts'
import { refreshContacts } from './also-known.tsx'
import { ContactPanel } from './contact-panel.tsx'
import { ConversationList } from './conversation-list.tsx'
import classes from './live-chat.module.css'
import type { LiveChatSearch } from './search.ts'
import { Thread, useMayAnswer } from './thread.tsx'

const LIST = '/api/workspaces/{workspace}/conversations'
const ONE = '/api/workspaces/{workspace}/conversations/{conversation}'
const HEARD = [
  'message.received',
  'message.queued',
  'message.noted',
  'conversation.started',
  'conversation.handed-over',
  'conversation.taken-over',
  'conversation.given-back',
  'conversation.assigned',
  'conversation.resolved',
  'conversation.reopened',
  'conversation.read',
]

const CONTACT_HEARD = ['contact.changed', 'contact.merged', 'contact.unmerged']

export function LiveChat() {
  return (
    <Guarded needs="live-chat:use">
      <Inbox />
    </Guarded>
  )
}

function Inbox() {
  const { t } = useLingui()
  useTitle(t`Live chat`)
  useLive(HEARD, () => refresh(LIST, ONE))
  useLive(CONTACT_HEARD, () => refreshContacts())
  const { conversation } = useSearch({ from: '/frame/w/$workspaceId/live-chat' })
  return (
    <div className={classes.inbox} data-open={conversation ? true : undefined}>
      <VisuallyHidden component="h1">
        <Trans>Live chat</Trans>
      </VisuallyHidden>
      <div className={classes.left}>
        <ConversationList />
      </div>
      {conversation ? <Chosen key={conversation} id={conversation} /> : <NothingChosen />}
    </div>
  )
}

function Chosen({ id }: { id: string }) {
  const { t } = useLingui()
  const workspace = useWorkspace()
  const navigate = useNavigate({ from: '/w/$workspaceId/live-chat' })
  const hasRoom = useMediaQuery('(min-width: 80em)', true, { getInitialValueInEffect: false })
  const [isShown, setShown] = useState(false)
  const conversation = $api.useQuery('get', ONE, {
    params: { path: { workspace: workspace.id, conversation: id } },
  })
  const back = () => void navigate({ search: (old: LiveChatSearch) => ({ ...old, conversation: undefined }) })
  const shown: Conversation | undefined = conversation.data
  const mayMerge = useMayAnswer(shown)
  if (conversation.error && !shown) {
    return (
      <div className={classes.none}>
        <ProblemNote error={conversation.error} onRetry={() => void conversation.refetch()} />
      </div>
    )
  }
  return (
    <>
      <Thread id={id} conversation={shown} onBack={back} onContact={hasRoom ? undefined : () => setShown(true)} />
      {shown && hasRoom && (
        <aside className={classes.side} aria-label={t`Bot user`}>
          <ContactPanel conversation={shown} mayMerge={mayMerge} />
        </aside>
      )}
      {shown && !hasRoom && (
        <Drawer opened={isShown} onClose={() => setShown(false)} position="right" size={340} title={t`Bot user`}>
          <ContactPanel conversation={shown} mayMerge={mayMerge} />
        </Drawer>
      )}
    </>
  )
}

function NothingChosen() {
  const { t } = useLingui()
  return (
    <div className={classes.none}>
      <Empty drawing="chats" title={t`No conversation chosen`}>
        <Trans>Choose one on the left to read it. Answering takes it over from the bot.</Trans>
      </Empty>
    </div>
  )
}
