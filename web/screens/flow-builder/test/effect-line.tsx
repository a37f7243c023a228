/** What a step did beside talking, in one quiet line. */
import { Trans } from '@lingui/react/macro'
import type { Effect } from '../../../../engine/turn.ts'
import { asText } from '../../../../engine/values/filters.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import classes from './test-panel.module.css'

/** Calls and timers have cards of their own while they wait; afterwards the trace tells of them. */
export function EffectLine({ effect }: { effect: Effect }) {
  if (effect.kind === 'say' || effect.kind === 'call' || effect.kind === 'timer' || effect.kind === 'no-timer')
    return null
  return (
    <p className={classes.note} data-kind={effect.kind}>
      <EffectWords effect={effect} />
    </p>
  )
}

export function EffectWords({ effect }: { effect: Effect }) {
  const words = useEngineWords()
  switch (effect.kind) {
    case 'say':
      return <Trans>Said something</Trans>
    case 'set-field':
      return effect.value === null ? (
        <Trans>{effect.name} cleared</Trans>
      ) : (
        `${effect.name} = ${cut(asText(effect.value))}`
      )
    case 'tag':
      return effect.isOn ? <Trans>Tag put on: {effect.tag}</Trans> : <Trans>Tag taken off: {effect.tag}</Trans>
    case 'subscribe':
      return effect.isOn ? <Trans>Subscribed</Trans> : <Trans>Unsubscribed</Trans>
    case 'assign':
      if (effect.to === 'nobody') return <Trans>Assigned to nobody</Trans>
      return effect.to === 'in-turn' ? <Trans>Assigned to whoever is next</Trans> : <Trans>Assigned to a member</Trans>
    case 'status':
      return effect.status === 'open' ? <Trans>Conversation opened</Trans> : <Trans>Conversation resolved</Trans>
    case 'hand-over':
      return effect.note ? (
        <Trans>Handed to the team with this note: {effect.note}</Trans>
      ) : (
        <Trans>Handed to the team</Trans>
      )
    case 'notify':
      return <Trans>Told the team: {effect.text}</Trans>
    case 'track':
      return <Trans>Noted the event {effect.name}</Trans>
    case 'mail':
      return (
        <Trans>
          E-mail to {effect.to}: {effect.subject}
        </Trans>
      )
    case 'call':
      return <Trans>Asked outside</Trans>
    case 'timer':
      return <Trans>Set a timer</Trans>
    case 'no-timer':
      return <Trans>Took the timer away</Trans>
    case 'failed': {
      const message = words(effect.message)
      return effect.code === 'call-failed' || effect.code === 'wrong-value' ? (
        <Trans>Told in the error log: {message}</Trans>
      ) : (
        <Trans>Stopped: {message}</Trans>
      )
    }
    case 'ended':
      return <Trans>The flow ends. What you say next begins it anew.</Trans>
  }
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
