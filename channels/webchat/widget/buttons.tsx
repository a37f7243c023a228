/** Buttons that stay with their message: an answer, a link, or a number to call. */
/** @jsxImportSource preact */
import type { Button } from '../../../shared/messages.ts'
import { Icon } from './icons.tsx'
import type { Incoming } from './wire.ts'
import type { Speech } from './words.ts'

interface ButtonsProps {
  buttons: readonly Button[]
  words: Speech['words']
  onAnswer: (answer: Incoming) => void
}

export function Buttons({ buttons, words, onAnswer }: ButtonsProps) {
  return (
    <div class="buttons">
      {buttons.map((button, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said never moves
        <OneButton key={index} button={button} words={words} onAnswer={onAnswer} />
      ))}
    </div>
  )
}

function OneButton({ button, words, onAnswer }: { button: Button } & Omit<ButtonsProps, 'buttons'>) {
  const { label } = button
  if (button.kind === 'reply') {
    const { id } = button
    return (
      <button type="button" class="choice" dir="auto" onClick={() => onAnswer({ kind: 'choice', id, label })}>
        {label}
      </button>
    )
  }
  if (button.kind === 'call') {
    return (
      <a class="choice" dir="auto" href={`tel:${button.phone}`}>
        <Icon name="phone" size={16} />
        {label}
      </a>
    )
  }
  return (
    <a class="choice" dir="auto" href={button.url} target="_blank" rel="noopener noreferrer nofollow">
      <Icon name="out" size={16} />
      {label}
      <span class="unseen"> {words.newTab}</span>
    </a>
  )
}
