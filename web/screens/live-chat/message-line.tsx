/** One message: the person's at the left, the bot's and the team's at the right, told apart by name, icon and shape. */
import { Trans, useLingui } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { IconHeadset, IconLock, IconRobot } from '@tabler/icons-react'
import type { Message } from '../../../shared/conversations.ts'
import { lineOf } from '../../../shared/message-line.ts'
import { ContentView } from '../../kit/content.tsx'
import { Time } from '../../kit/time.tsx'
import { Happened } from './happened.tsx'
import { Fate, Settle } from './message-fate.tsx'
import classes from './message-line.module.css'

interface MessageLineProps {
  message: Message
  /** the message that this one answers, where it is at hand */
  answered: Message | undefined
  conversationId: string
  botName: string
  mayAnswer: boolean
  /** the first of several by the same voice says who it is */
  isFirst: boolean
}

export function MessageLine({ message, answered, conversationId, botName, mayAnswer, isFirst }: MessageLineProps) {
  const { content, author, marks } = message
  if (content.kind === 'event') return <Happened event={content.event} name={content.name} at={message.at} />
  if (content.kind === 'note') return <Note text={content.text} at={message.at} />
  const isOurs = author !== 'contact'
  return (
    <div className={classes.message} data-author={author} data-first={isFirst || undefined}>
      {isFirst && <Voice message={message} botName={botName} />}
      {answered && <Answered message={answered} />}
      <div className={marks?.deleted ? classes.deleted : undefined}>
        <ContentView content={content} look={author === 'system' ? 'bot' : author} />
      </div>
      <Reaction message={message} />
      <span className={classes.meta}>
        <Changes marks={marks} />
        <Time at={message.at} show="clock" />
        {isOurs && <Fate status={message.status} />}
      </span>
      {marks?.problem && <span className={classes.problem}>{marks.problem}</span>}
      {mayAnswer && message.status === 'held' && <Settle conversationId={conversationId} seq={message.seq} />}
    </div>
  )
}

function Voice({ message, botName }: { message: Message; botName: string }) {
  const { t } = useLingui()
  if (message.author === 'contact')
    return (
      <VisuallyHidden>
        <Trans>Visitor</Trans>
      </VisuallyHidden>
    )
  const isBot = message.author === 'bot'
  return (
    <span className={classes.voice}>
      {isBot ? <IconRobot size={14} aria-hidden="true" /> : <IconHeadset size={14} aria-hidden="true" />}
      {isBot ? botName : (message.member?.name ?? t`A former member, or the channel’s own app`)}
    </span>
  )
}

function Answered({ message }: { message: Message }) {
  const words = lineOf(message.content)
  return (
    <span className={classes.answered}>
      <Trans>Answer to: {words}</Trans>
    </span>
  )
}

function Reaction({ message: { marks } }: { message: Message }) {
  const { t } = useLingui()
  const reaction = marks?.reaction
  if (!reaction) return null
  return (
    <span className={classes.reaction} role="img" aria-label={t`Reaction: ${reaction}`}>
      {reaction}
    </span>
  )
}

function Changes({ marks }: { marks: Message['marks'] }) {
  const { t } = useLingui()
  const before = marks?.edited
  return (
    <>
      {marks?.deleted && <Trans>Taken back by the person; only the team still sees it</Trans>}
      {before !== undefined && <span title={t`Before: ${before}`}>{t`Changed`}</span>}
    </>
  )
}

function Note({ text, at }: { text: string; at: string }) {
  return (
    <div className={classes.noted}>
      <span className={classes.voice}>
        <IconLock size={14} aria-hidden="true" />
        <Trans>Note of the bot, only for the team</Trans>
      </span>
      {text}
      <span className={classes.meta}>
        <Time at={at} show="clock" />
      </span>
    </div>
  )
}
