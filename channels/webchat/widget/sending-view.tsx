/** Tells how far a file is on its way, or why it was not taken. */
/** @jsxImportSource preact */
import { Icon } from './icons.tsx'
import type { Sending } from './sending.ts'
import type { Speech } from './words.ts'

export function SendingView({ sending, words }: { sending: Sending; words: Speech['words'] }) {
  const { state } = sending
  if (!state) return null
  if (state.status === null) {
    return (
      <div class="sending" role="status">
        <span dir="auto">{words.sendingFile(state.name)}</span>
        <progress value={state.part} aria-label={words.sendingFile(state.name)} />
      </div>
    )
  }
  return (
    <div class="sending refused" role="alert">
      <Icon name="alert" size={16} />
      <span dir="auto">{reasonOf(state.status, state.name, words)}</span>
      <button type="button" class="close" aria-label={words.dismiss} onClick={sending.dismiss}>
        <Icon name="close" size={16} />
      </button>
    </div>
  )
}

function reasonOf(status: number, name: string, words: Speech['words']): string {
  if (status === 413) return words.fileTooLarge(name)
  if (status === 415 || status === 422) return words.fileNotTaken(name)
  return words.fileFailed(name)
}
