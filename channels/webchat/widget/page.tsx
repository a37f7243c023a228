/** The chat as a page of its own. */
/** @jsxImportSource preact */
import { useEffect, useId, useRef } from 'preact/hooks'
import { ChatWindow, type ChatWindowProps } from './chat-window.tsx'

export function Page(props: Omit<ChatWindowProps, 'field' | 'isShown' | 'titleId' | 'onClose'>) {
  const field = useRef<HTMLTextAreaElement | null>(null)
  const titleId = useId()

  useEffect(() => {
    // On a phone this would bring up the keyboard over the greeting.
    if (!window.matchMedia('(pointer: coarse)').matches) field.current?.focus()
  }, [])

  return (
    <main class="page" aria-labelledby={titleId}>
      <ChatWindow {...props} field={field} isShown titleId={titleId} />
    </main>
  )
}
