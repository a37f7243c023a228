/** The browser's own picker of a day, a time, or both. */
/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Incoming } from './wire.ts'
import type { Speech } from './words.ts'

const TYPES = { date: 'date', time: 'time', datetime: 'datetime-local' } as const

interface AskMomentProps {
  kind: keyof typeof TYPES
  words: Speech['words']
  onAnswer: (answer: Incoming) => void
}

export function AskMoment({ kind, words, onAnswer }: AskMomentProps) {
  const [value, setValue] = useState('')
  return (
    <form
      class="ask moment"
      onSubmit={(event) => {
        event.preventDefault()
        if (value) onAnswer({ kind: 'text', text: value.replace('T', ' ') })
      }}
    >
      <input
        type={TYPES[kind]}
        aria-label={words[kind]}
        value={value}
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      <button type="submit" class="again" disabled={!value}>
        {words.send}
      </button>
    </form>
  )
}
