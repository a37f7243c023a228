/** Where the visitor writes: Enter sends, Shift+Enter makes a new line. */
/** @jsxImportSource preact */
import type { RefObject, TargetedKeyboardEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Icon } from './icons.tsx'
import type { Speech } from './words.ts'

/** The same as TEXT_LIMIT of the messages, which a test holds against it; importing it would bring the whole schema library along. */
export const LONGEST_TEXT = 4000
const WARN_FROM = 300

interface ComposerProps {
  speech: Speech
  field: RefObject<HTMLTextAreaElement | null>
  onSend: (text: string) => void
}

export function Composer({ speech: { words, language }, field, onSend }: ComposerProps) {
  const id = useId()
  const [text, setText] = useState('')
  const left = LONGEST_TEXT - text.length
  const isEmpty = text.trim() === ''

  function send() {
    if (isEmpty) return
    onSend(text.trim())
    setText('')
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
        field.current?.focus()
      }}
    >
      <label class="unseen" for={id}>
        {words.field}
      </label>
      <div class="field">
        {/* The twin holds the same text and gives the field its height. */}
        <div class="grow" data-text={`${text} `}>
          <textarea
            id={id}
            ref={field}
            rows={1}
            dir="auto"
            maxLength={LONGEST_TEXT}
            enterkeyhint="send"
            placeholder={words.placeholder}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <button class="send" type="submit" aria-label={words.send} aria-disabled={isEmpty}>
          <Icon name="send" />
        </button>
      </div>
      <p class="left" role="status">
        {left <= WARN_FROM ? words.left(left.toLocaleString(language)) : ''}
      </p>
    </form>
  )
}
