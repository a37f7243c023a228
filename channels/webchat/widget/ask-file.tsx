/** A file to choose; it can be dropped on the chat or pasted, too. */
/** @jsxImportSource preact */
import { useRef } from 'preact/hooks'
import { Icon } from './icons.tsx'
import type { Sending } from './sending.ts'
import type { Speech } from './words.ts'

export function AskFile({ words, sending }: { words: Speech['words']; sending: Sending }) {
  return (
    <div class="ask">
      <FileButton kind="choice" label={words.chooseFile} sending={sending}>
        {words.chooseFile}
      </FileButton>
      <p class="more">{words.orDrop}</p>
    </div>
  )
}

interface FileButtonProps {
  kind: 'choice' | 'clip'
  label: string
  sending: Pick<Sending, 'start'>
  children?: string
}

/** The browser's own way to choose a file, behind a button in our look. */
export function FileButton({ kind, label, sending, children }: FileButtonProps) {
  const field = useRef<HTMLInputElement | null>(null)
  return (
    <>
      <button type="button" class={kind} aria-label={label} onClick={() => field.current?.click()}>
        <Icon name="clip" size={kind === 'clip' ? 20 : 18} />
        {children}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        onChange={(event) => {
          sending.start([...(event.currentTarget.files ?? [])])
          // So that the same file can be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
