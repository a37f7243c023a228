/** One conversation: its head with what can be done, who answers, its messages, and the place to write. */
import { useEffect, useState } from 'react'
import type { Conversation } from '../../../shared/conversations.ts'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useWorkspace } from '../../me.ts'
import { hasPower, useBots } from '../bots/bot-list.ts'
import { Composer } from './composer.tsx'
import { HandlerBanner } from './handler-banner.tsx'
import { MessageLog } from './message-log.tsx'
import classes from './thread.module.css'
import { ThreadHead, WaitingHead } from './thread-head.tsx'
import { useThreadMessages } from './thread-messages.ts'

interface ThreadProps {
  id: string
  /** undefined while it loads */
  conversation: Conversation | undefined
  onBack: () => void
  /** shows who it is with, where there is no room for it beside */
  onContact: (() => void) | undefined
}

export function Thread({ id, conversation, onBack, onContact }: ThreadProps) {
  const thread = useThreadMessages(id)
  const mayAnswer = useMayAnswer(conversation)
  const [collision, setCollision] = useState<unknown>(null)
  useReadMark(conversation, mayAnswer && thread.isLoaded)
  return (
    <section className={classes.thread} aria-label={conversation?.contact.name}>
      {conversation ? (
        <ThreadHead
          conversation={conversation}
          mayAnswer={mayAnswer}
          onBack={onBack}
          onContact={onContact}
          onProblem={setCollision}
        />
      ) : (
        <WaitingHead />
      )}
      {conversation && (
        <HandlerBanner conversation={conversation} mayAnswer={mayAnswer} problem={collision} onProblem={setCollision} />
      )}
      <ProblemNote error={thread.error} onRetry={() => void thread.retry()} />
      <MessageLog thread={thread} conversationId={id} botName={conversation?.botName ?? ''} mayAnswer={mayAnswer} />
      {conversation && mayAnswer && <Composer conversation={conversation} onSaid={thread.add} />}
    </section>
  )
}

/** Restricted members answer only for the bots whose agents they are (M3). */
export function useMayAnswer(conversation: Conversation | undefined): boolean {
  const bots = useBots()
  const bot = bots.data?.data.find(({ id }) => id === conversation?.botId)
  return bot !== undefined && hasPower(bot, 'agent')
}

/** What is shown to somebody who may answer is read, as long as they look at it. */
function useReadMark(conversation: Conversation | undefined, isShown: boolean): void {
  const { id } = useWorkspace()
  const isLooking = useIsLooking()
  const { mutate } = $api.useMutation('put', '/api/workspaces/{workspace}/conversations/{conversation}/read', {
    onSuccess: () => refresh('/api/me', '/api/workspaces/{workspace}/conversations'),
  })
  const conversationId = conversation?.id
  const seq = conversation?.seq ?? 0
  const isUnread = (conversation?.unread ?? 0) > 0
  useEffect(() => {
    if (!conversationId || !isUnread || !isShown || !isLooking) return
    mutate({ params: { path: { workspace: id, conversation: conversationId } }, body: { seq } })
  }, [id, conversationId, seq, isUnread, isShown, isLooking, mutate])
}

function useIsLooking(): boolean {
  const [isLooking, setLooking] = useState(document.visibilityState === 'visible')
  useEffect(() => {
    const look = () => setLooking(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isLooking
}
