/** One message: the person's at the left, the bot's and the team's at the right, told apart by name, icon and shape. */
import { Trans, useLingui } from '@lingui/react/macro'
import { IconAlertCircle, IconCheck, IconClock, IconHeadset, IconLock, IconRobot } from '@tabler/icons-react'
import type { Message } from '../../../shared/conversations.ts'
import { ContentView } from '../../kit/content.tsx'
import { Time } from '../../kit/time.tsx'
import { Happened } from './happened.tsx'
import classes from './live-chat.module.css'

interface MessageLineProps {
  message: Message
  botName: string
  /** the first of several by the same voice says who it is */
  isFirst: boolean
}

export function MessageLine({ message, botName, isFirst }: MessageLineProps) {
  const { content, author } = message
  if (content.kind === 'event') return <Happened event={content.event} name={content.name} at={message.at} />
  if (content.kind === 'note') return <Note text={content.text} at={message.at} />
  const isOurs = author !== 'contact'
  return (
    <div className={classes.message} data-author={author} data-first={isFirst || undefined}>
      {isFirst && <Voice message={message} botName={botName} />}
      <ContentView content={content} look={author === 'system' ? 'bot' : author} />
      <span className={classes.meta}>
        <Time at={message.at} show="clock" />
        {isOurs && <Delivery status={message.status} />}
      </span>
    </div>
  )
}

function Voice({ message, botName }: { message: Message; botName: string }) {
  const { t } = useLingui()
  if (message.author === 'contact')
    return (
      <span className={classes.hidden}>
        <Trans>Visitor</Trans>
      </span>
    )
  const isBot = message.author === 'bot'
  return (
    <span className={classes.voice}>
      {isBot ? <IconRobot size={14} aria-hidden="true" /> : <IconHeadset size={14} aria-hidden="true" />}
      {isBot ? botName : (message.member?.name ?? t`A former member`)}
    </span>
  )
}

function Delivery({ status }: { status: Message['status'] }) {
  const { t } = useLingui()
  if (status === 'failed')
    return (
      <span className={classes.failed}>
        <IconAlertCircle size={13} aria-hidden="true" />
        <Trans>Not delivered</Trans>
      </span>
    )
  const isSent = status === 'sent'
  const Icon = isSent ? IconCheck : IconClock
  const label = isSent ? t`Sent` : t`On its way`
  return <Icon size={13} aria-label={label} role="img" />
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
