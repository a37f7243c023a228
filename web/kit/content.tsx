/** What was said, drawn: every kind of message, for the inbox and for trying out a flow. */
import { Trans } from '@lingui/react/macro'
import { IconMapPin } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { MessageContent } from '../../shared/conversations.ts'
import type { Incoming } from '../../shared/messages.ts'
import classes from './content.module.css'
import { Buttons, Choices, type OnTap } from './content-answers.tsx'
import { Cards } from './content-cards.tsx'
import { ListRows } from './content-list.tsx'
import { Media } from './content-media.tsx'
import { Formatted } from './formatted.tsx'

/** Everything that is said; what happened in between, and notes, are drawn by the inbox itself. */
export type Said = Exclude<MessageContent, { kind: 'event' | 'note' }>

interface ContentViewProps {
  content: Said
  /** Without it, what can be tapped is only shown. It gets a `choice`, `choices`, or the `text` of a rating. */
  onTap?: ((answer: Incoming) => void) | undefined
  /** whose bubble it is */
  look?: 'bot' | 'contact' | 'member'
  /** Answers that go away with an answer are gone; buttons of the message itself stay. */
  isAnswered?: boolean
}

export function ContentView({ content, onTap, look = 'bot', isAnswered = false }: ContentViewProps) {
  return (
    <div className={classes.content} data-look={look}>
      <Body content={content} onTap={onTap} />
      {'buttons' in content && content.buttons && <Buttons buttons={content.buttons} onTap={onTap} />}
      {isSpoken(content) && !isAnswered && <Choices content={content} onTap={onTap} />}
    </div>
  )
}

function Bubble({ children, kind }: { children: ReactNode; kind?: string }) {
  return (
    <div className={classes.bubble} data-kind={kind}>
      {children}
    </div>
  )
}

function Body({ content, onTap }: { content: Said; onTap: OnTap }) {
  switch (content.kind) {
    case 'text':
    case 'template':
      return (
        <Bubble>
          <Formatted text={content.text} />
        </Bubble>
      )
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      return <Media content={content} />
    case 'location':
      return <Location place={content} />
    case 'cards':
      return <Cards cards={content.cards} onTap={onTap} />
    case 'list':
      return <ListRows content={content} onTap={onTap} />
    case 'choice':
      return <Bubble kind="choice">{content.label ?? content.id}</Bubble>
    case 'choices':
      return <Bubble kind="choice">{(content.labels ?? content.ids).join(', ') || '–'}</Bubble>
  }
}

function Location({ place }: { place: Extract<Said, { kind: 'location' }> }) {
  const { latitude, longitude, name, address } = place
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  return (
    <Bubble>
      <span className={classes.place}>
        <IconMapPin size={18} aria-hidden="true" />
        <span className={classes.stack}>
          {name && <strong>{name}</strong>}
          <span className={classes.dim}>{address ?? at}</span>
          <a href={mapOf(place)} target="_blank" rel="noopener noreferrer">
            <Trans>Show on a map</Trans>
          </a>
        </span>
      </span>
    </Bubble>
  )
}

function mapOf({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
}

function isSpoken(content: Said): content is Exclude<Said, { kind: 'choice' | 'choices' }> {
  return content.kind !== 'choice' && content.kind !== 'choices'
}
