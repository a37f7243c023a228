/** The chat itself: who you talk to, the conversation, and where you write. The bubble and the page show the same. */
/** @jsxImportSource preact */
import type { RefObject } from 'preact'
import { Composer } from './composer.tsx'
import { Face } from './face.tsx'
import { useFollowedEnd } from './followed-end.ts'
import { Icon } from './icons.tsx'
import { Rows, TypingView } from './log.tsx'
import { askedNow, rowsOf, speaksWithTeam } from './rows.ts'
import { type Upload, useSending } from './sending.ts'
import { SendingView } from './sending-view.tsx'
import type { TalkState } from './talk.ts'
import type { About, Incoming } from './wire.ts'
import type { Speech } from './words.ts'

export interface ChatWindowProps {
  about: About
  talk: TalkState
  speech: Speech
  field: RefObject<HTMLTextAreaElement | null>
  isShown: boolean
  titleId: string
  /** False where there is no bot to write to. */
  canWrite: boolean
  onSend: (content: Incoming) => void
  onRetry: (id: string) => void
  onBegin: () => void
  upload: Upload
  onClose?: () => void
}

export function ChatWindow(props: ChatWindowProps) {
  const { about, talk, speech, field, onSend, onRetry } = props
  const { words } = speech
  const rows = rowsOf(talk.thread, talk.shownUpTo)
  const asked = askedNow(rows)
  const sending = useSending(props.upload, say)
  const takesFiles = asked?.kind === 'file' || speaksWithTeam(rows)
  const end = useFollowedEnd(props.isShown)

  function say(content: Incoming) {
    end.follow()
    onSend(content)
  }

  return (
    <>
      <Header {...props} />
      {talk.isLost && (
        <p class="banner" role="status">
          <span class="spinner" aria-hidden="true" />
          {words.lost}
        </p>
      )}
      <div class="middle" {...dropFor(takesFiles ? sending.start : undefined)}>
        <div
          class="scroll"
          ref={end.box}
          onScroll={end.onScroll}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it.
          tabIndex={0}
          role="log"
          aria-live="polite"
          aria-label={words.conversation}
          aria-busy={talk.phase === 'loading'}
        >
          <div class="column">
            {rows.length === 0 && talk.phase === 'loading' && <Skeleton label={words.loading} />}
            <Rows
              rows={rows}
              about={about}
              speech={speech}
              onRetry={onRetry}
              sending={sending}
              onAnswer={(answer) => {
                say(answer)
                // What was tapped goes away, so the focus needs another place.
                field.current?.focus({ preventScroll: true })
              }}
            />
            {talk.typing && <TypingView typing={talk.typing} about={about} speech={speech} />}
            {talk.phase === 'failed' && <Unreachable words={words} onBegin={props.onBegin} />}
          </div>
        </div>
        {end.isAway && (
          <button type="button" class="latest" onClick={end.follow}>
            <Icon name="down" size={16} />
            {words.latest}
          </button>
        )}
      </div>
      {sending.state && <SendingView sending={sending} words={words} />}
      {props.canWrite && (
        <Composer
          speech={speech}
          field={field}
          asked={asked}
          onFiles={takesFiles ? sending.start : undefined}
          onSend={(text) => say({ kind: 'text', text })}
        />
      )}
    </>
  )
}

/** Files let go over the conversation; any other place would make the browser leave the page. */
function dropFor(onFiles: ((files: readonly File[]) => void) | undefined) {
  return {
    onDragOver(event: DragEvent) {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    },
    onDrop(event: DragEvent) {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      onFiles?.([...event.dataTransfer.files])
    },
  }
}

function Header({ about, speech, titleId, onClose }: ChatWindowProps) {
  const { kind } = about.theme.avatar
  return (
    <header class="header">
      <div class="column">
        {kind !== 'none' && <Face name={about.name} picture={kind === 'logo' ? about.logoUrl : null} />}
        <div class="names">
          <h1 id={titleId} dir="auto">
            {about.name}
          </h1>
          {about.workspaceName && about.workspaceName !== about.name && <p dir="auto">{about.workspaceName}</p>}
        </div>
        {onClose && (
          <button type="button" class="close" aria-label={speech.words.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </div>
    </header>
  )
}

function Skeleton({ label }: { label: string }) {
  return (
    <div class="skeleton">
      <span class="unseen">{label}</span>
      <i />
      <i />
    </div>
  )
}

function Unreachable({ words, onBegin }: { words: Speech['words']; onBegin: () => void }) {
  return (
    <div class="unreachable" role="alert">
      <Icon name="alert" size={24} />
      <p>{words.unavailable}</p>
      <button type="button" class="again" onClick={onBegin}>
        <Icon name="retry" size={16} />
        {words.tryAgain}
      </button>
    </div>
  )
}
