/** One message as it is drawn: its bubble, and what stays with it. */
/** @jsxImportSource preact */
import { Buttons } from './buttons.tsx'
import { Cards } from './cards.tsx'
import { Formatted } from './formatted.tsx'
import { ListRows } from './list-rows.tsx'
import { MediaView } from './media.tsx'
import { PlaceView } from './place.tsx'
import type { Bubble } from './rows.ts'
import type { Incoming } from './wire.ts'
import type { Said } from './wire-content.ts'
import type { Speech } from './words.ts'

interface SaidProps {
  name: string
  bubble: Bubble
  speech: Speech
  onAnswer: (answer: Incoming) => void
}

export function SaidView(props: SaidProps) {
  const { bubble, speech, name, onAnswer } = props
  const { said, state } = bubble
  const { words } = speech
  const isBare = said.kind === 'image' || said.kind === 'video' || said.kind === 'audio' || said.kind === 'cards'
  const caption = 'url' in said ? said.text : ''
  return (
    <>
      <div class={isBare ? 'bare' : 'bubble'} data-state={state}>
        <span class="unseen">{name}: </span>
        <Body {...props} said={said} />
      </div>
      {caption && (
        <div class="bubble" data-state={state}>
          <Words text={caption} words={words} />
        </div>
      )}
      {said.kind === 'list' && <ListRows list={said} words={words} onAnswer={onAnswer} />}
      {'buttons' in said && said.buttons && <Buttons buttons={said.buttons} words={words} onAnswer={onAnswer} />}
    </>
  )
}

function Body({ said, speech, onAnswer }: SaidProps & { said: Said }) {
  const { words } = speech
  switch (said.kind) {
    case 'text':
    case 'list':
    case 'template':
      return <Words text={said.text} words={words} />
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      return <MediaView media={said} speech={speech} />
    case 'location':
      return <PlaceView place={said} words={words} />
    case 'cards':
      return <Cards cards={said.cards} words={words} onAnswer={onAnswer} />
    case 'choice':
      return <Plain text={said.label ?? said.id} />
    case 'choices':
      return <Plain text={(said.labels ?? said.ids).join(', ') || '–'} />
  }
}

function Words({ text, words }: { text: string; words: Speech['words'] }) {
  return (
    <span class="text" dir="auto">
      <Formatted text={text} newTab={words.newTab} />
    </span>
  )
}

function Plain({ text }: { text: string }) {
  return (
    <span class="text" dir="auto">
      {text}
    </span>
  )
}
