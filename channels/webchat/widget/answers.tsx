/** How a question can be answered besides in words: with buttons, stars, boxes to check, or a picker. All of it goes away with the answer. */
/** @jsxImportSource preact */
import { askedOf } from '../../../shared/asked.ts'
import type { Choice, Content } from '../../../shared/messages.ts'
import { AskFile } from './ask-file.tsx'
import { AskMany } from './ask-many.tsx'
import { AskMoment } from './ask-moment.tsx'
import { AskPlace } from './ask-place.tsx'
import { AskStars } from './ask-stars.tsx'
import type { Sending } from './sending.ts'
import type { Incoming } from './wire.ts'
import type { Speech } from './words.ts'

interface AnswersProps {
  content: Content
  words: Speech['words']
  sending: Sending
  onAnswer: (answer: Incoming) => void
}

export function Answers({ content, words, sending, onAnswer }: AnswersProps) {
  const { stars, many, buttons } = askedOf(content)
  const kind = content.input?.kind
  return (
    <>
      {stars.length > 0 && <AskStars stars={stars} words={words} onAnswer={onAnswer} />}
      {many && many.choices.length > 0 && <AskMany {...many} words={words} onAnswer={onAnswer} />}
      {(kind === 'date' || kind === 'time' || kind === 'datetime') && (
        <AskMoment kind={kind} words={words} onAnswer={onAnswer} />
      )}
      {kind === 'file' && <AskFile words={words} sending={sending} />}
      {kind === 'location' && <AskPlace words={words} onAnswer={onAnswer} />}
      {buttons.length > 0 && <Choices choices={buttons} label={words.suggestions} onAnswer={onAnswer} />}
    </>
  )
}

interface ChoicesProps {
  choices: readonly Choice[]
  label: string
  onAnswer: (answer: Incoming) => void
}

function Choices({ choices, label, onAnswer }: ChoicesProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons that belong together.
    <div class="choices" role="group" aria-label={label}>
      {choices.map(({ id, label, description }) => (
        <button
          key={id}
          type="button"
          dir="auto"
          class="choice"
          onClick={() => onAnswer({ kind: 'choice', id, label })}
        >
          {label}
          {description && <span class="more">{description}</span>}
        </button>
      ))}
    </div>
  )
}
