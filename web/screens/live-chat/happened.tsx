/** What happened to a conversation, as a line between its messages. */
import { Trans } from '@lingui/react/macro'
import type { Happening } from '../../../shared/conversations.ts'
import { Time } from '../../kit/time.tsx'
import classes from './happened.module.css'

interface HappenedProps {
  event: Happening
  name: string
  at: string
}

export function Happened({ event, name, at }: HappenedProps) {
  return (
    <p className={classes.happened}>
      <What event={event} name={name} /> · <Time at={at} show="clock" />
    </p>
  )
}

function What({ event, name }: Omit<HappenedProps, 'at'>) {
  switch (event) {
    case 'taken-over':
      return name ? (
        <Trans>{name} took the conversation over</Trans>
      ) : (
        <Trans>Somebody answered in the channel’s own app</Trans>
      )
    case 'given-back':
      return <Trans>{name} gave the conversation back to the bot</Trans>
    case 'handed-over':
      return <Trans>The bot handed the conversation to the team</Trans>
    case 'assigned':
      return name ? <Trans>Assigned to {name}</Trans> : <Trans>Assigned to nobody</Trans>
    case 'resolved':
      return <Trans>{name} resolved the conversation</Trans>
    case 'reopened':
      return name ? <Trans>{name} opened the conversation again</Trans> : <Trans>The conversation is open again</Trans>
  }
}
