/** The messages in order, by day; older ones on demand without a jump, new ones at the end. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton } from '@mantine/core'
import { Fragment, useRef } from 'react'
import type { Message } from '../../../shared/conversations.ts'
import { useLate } from '../../kit/late.ts'
import { type Reader, useReader } from '../../kit/reader.ts'
import { absolute } from '../../kit/time.tsx'
import { problemToast } from '../../kit/undo-toast.tsx'
import { useFollowedEnd } from './followed-end.ts'
import { MessageLine } from './message-line.tsx'
import classes from './message-log.module.css'

interface MessageLogProps {
  thread: { messages: Message[]; hasOlder: boolean; isLoaded: boolean; older: () => Promise<void> }
  conversationId: string
  botName: string
  mayAnswer: boolean
}

export function MessageLog({ thread, conversationId, botName, mayAnswer }: MessageLogProps) {
  const { t } = useLingui()
  const reader = useReader()
  const log = useRef<HTMLDivElement>(null)
  const { messages, hasOlder, isLoaded } = thread
  const follow = useFollowedEnd(log, messages)
  const older = () => {
    follow.keep()
    thread.older().catch(problemToast)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <div ref={log} className={classes.log} onScroll={follow.look} role="log" aria-label={t`Messages`} tabIndex={0}>
      {!isLoaded && <Waiting />}
      {hasOlder && (
        <Button className={classes.older} variant="default" size="xs" onClick={older}>
          <Trans>Show older messages</Trans>
        </Button>
      )}
      {messages.map((message, index) => {
        const day = dayOf(message, reader)
        const previous = messages[index - 1]
        const isNewDay = !previous || dayOf(previous, reader) !== day
        return (
          <Fragment key={message.id}>
            {isNewDay && <Day at={message.at} />}
            <MessageLine
              message={message}
              answered={messages.find(({ seq }) => seq === message.marks?.replyTo)}
              conversationId={conversationId}
              botName={botName}
              mayAnswer={mayAnswer}
              isFirst={isNewDay || !isSameVoice(previous, message)}
            />
          </Fragment>
        )
      })}
    </div>
  )
}

function Day({ at }: { at: string }) {
  const { t } = useLingui()
  const reader = useReader()
  const day = dayKey(new Date(at), reader)
  const yesterday = dayKey(new Date(Date.now() - 86_400_000), reader)
  const name =
    day === dayKey(new Date(), reader)
      ? t`Today`
      : day === yesterday
        ? t`Yesterday`
        : absolute(new Date(at), 'date', reader)
  return (
    <div className={classes.day}>
      <span>{name}</span>
    </div>
  )
}

function Waiting() {
  const isLate = useLate()
  return ['40%', '60%', '30%'].map((width) => (
    <Skeleton key={width} height={40} width={width} radius="lg" visible={isLate} />
  ))
}

function isSameVoice(one: Message | undefined, other: Message): boolean {
  return (
    one !== undefined &&
    one.author === other.author &&
    one.member?.id === other.member?.id &&
    one.content.kind !== 'event'
  )
}

function dayOf(message: Message, reader: Reader): string {
  return dayKey(new Date(message.at), reader)
}

function dayKey(instant: Date, { timezone }: Reader): string {
  return instant.toLocaleDateString('en-CA', { timeZone: timezone })
}
