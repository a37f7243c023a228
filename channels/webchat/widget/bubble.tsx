/** The chat on a customer's page: a round button in the corner, and the window that it opens. */
/** @jsxImportSource preact */
import { useId, useRef } from 'preact/hooks'
import { ChatWindow, type ChatWindowProps } from './chat-window.tsx'
import { keepFocusInside, useFocusThere, useScreen } from './focus.ts'
import { Icon } from './icons.tsx'

type BubbleProps = Omit<ChatWindowProps, 'field' | 'isShown' | 'titleId' | 'onClose'> & {
  isOpen: boolean
  /** Was it opened by the person just now, rather than kept open from the page before? */
  takesFocus: boolean
  onOpen: () => void
  onClose: () => void
}

export function Bubble({ isOpen, takesFocus, onOpen, ...rest }: BubbleProps) {
  const { speech, talk, onClose } = rest
  const field = useRef<HTMLTextAreaElement | null>(null)
  const panel = useRef<HTMLElement | null>(null)
  const launcher = useRef<HTMLButtonElement | null>(null)
  const panelId = useId()
  const titleId = useId()
  const screen = useScreen(isOpen)
  useFocusThere({ isOpen, takesFocus, inside: screen.hasKeyboard ? field : panel, launcher })

  const label = isOpen ? speech.words.close : talk.unread > 0 ? speech.words.openUnread(talk.unread) : speech.words.open
  return (
    <>
      <section
        id={panelId}
        ref={panel}
        class="panel"
        role="dialog"
        aria-modal={screen.isFull || undefined}
        aria-labelledby={titleId}
        tabIndex={-1}
        data-open={isOpen}
        data-full={screen.isFull}
        style={screen.isFull ? { height: screen.height, top: screen.top } : {}}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.isComposing) {
            event.stopPropagation()
            onClose()
          }
          if (screen.isFull) keepFocusInside(event)
        }}
      >
        <ChatWindow {...rest} field={field} isShown={isOpen} titleId={titleId} />
      </section>
      <button
        ref={launcher}
        type="button"
        class="launcher"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={panelId}
        data-open={isOpen}
        data-full={screen.isFull}
        onClick={isOpen ? onClose : onOpen}
      >
        <Icon name={isOpen ? 'down' : 'chat'} size={isOpen ? 26 : 30} />
        {talk.unread > 0 && !isOpen && (
          <span class="badge" aria-hidden="true">
            {talk.unread > 9 ? '9+' : talk.unread}
          </span>
        )}
      </button>
    </>
  )
}
