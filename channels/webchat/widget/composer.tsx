/** Where the visitor writes: Enter sends, Shift+Enter makes a new line. */
/** @jsxImportSource preact */
import type { RefObject, TargetedKeyboardEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Input } from '../../../shared/messages.ts'
import { FileButton } from './ask-file.tsx'
import { Icon } from './icons.tsx'
import type { Speech } from './words.ts'

/** The same as TEXT_LIMIT of the messages, which a test holds against it; importing it would bring the whole schema library along. */
export const LONGEST_TEXT = 4000
const WARN_FROM = 300

interface ComposerProps {
  speech: Speech
  field: RefObject<HTMLTextAreaElement | null>
  /** What the bot waits for; a phone shows the keyboard for it. */
  asked: Input | null
  /** Undefined where no file is wanted. */
  onFiles: ((files: readonly File[]) => void) | undefined
  onSend: (text: string) => void
}

const KEYBOARDS = { number: 'decimal', email: 'email', phone: 'tel', url: 'url' } as const

export function Composer({ speech: { words, language }, field, asked, onFiles, onSend }: ComposerProps) {
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
            inputMode={keyboardFor(asked)}
            autocomplete={asked?.kind === 'email' ? 'email' : asked?.kind === 'phone' ? 'tel' : 'off'}
            placeholder={words.placeholder}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const files = [...(event.clipboardData?.files ?? [])]
              if (!onFiles || files.length === 0) return
              event.preventDefault()
              onFiles(files)
            }}
          />
        </div>
        {onFiles && <FileButton kind="clip" label={words.attach} sending={{ start: onFiles }} />}
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

function keyboardFor(asked: Input | null): 'decimal' | 'email' | 'tel' | 'url' | 'text' {
  const kind = asked?.kind
  return kind === 'number' || kind === 'email' || kind === 'phone' || kind === 'url' ? KEYBOARDS[kind] : 'text'
}
