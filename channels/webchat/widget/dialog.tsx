/** What lies over the chat until it is closed: a large picture, or a sheet of rows. */
/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from './icons.tsx'
import type { Speech } from './words.ts'

interface DialogProps {
  kind: 'viewer' | 'sheet'
  label: string
  words: Speech['words']
  onClose: () => void
  children: ComponentChildren
}

export function Dialog({ kind, label, words, onClose, children }: DialogProps) {
  const box = useRef<HTMLDialogElement | null>(null)
  useLayoutEffect(() => box.current?.showModal(), [])
  const close = () => box.current?.close()
  return (
    <dialog
      ref={box}
      class={kind}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) close()
      }}
      // Escape closes this and not the chat below it.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="inside">
        <header>
          <strong dir="auto">{label}</strong>
          <button type="button" class="close" aria-label={words.shrink} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
