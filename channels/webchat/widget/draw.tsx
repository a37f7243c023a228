/** Draws the chat into a root of its own, which the host page's style cannot reach and its scripts cannot read. */
/** @jsxImportSource preact */
import { type ComponentChildren, render } from 'preact'
import { isDarkNow, lookOf } from '../../../shared/flow-look.ts'
import { fromOf, type publicBot } from './bot-api.ts'
import { Bubble } from './bubble.tsx'
import type { ChatApi } from './chat-api.ts'
import { FULL_SCREEN } from './focus.ts'
import type { Memory } from './memory.ts'
import { Page } from './page.tsx'
import { type Embedding, readRef } from './script-tag.ts'
import { STYLES } from './styles.ts'
import { type Link, startTalk, type TalkState } from './talk.ts'
import { EMPTY_THREAD } from './thread.ts'
import { type About, type FlowTheme, readAbout } from './wire.ts'
import { type Speech, speechFor } from './words.ts'

interface DrawParts {
  embedding: Embedding
  api: ChatApi
  memory: Memory
  about: About
  tell: ReturnType<typeof publicBot>['tell']
}

const NIGHT = matchMedia('(prefers-color-scheme: dark)')

/** The chat, closed in its corner or open as a page; it opens itself when it was open on the page before. */
export function drawChat({ embedding, api, memory, about, tell }: DrawParts) {
  const { isPage, base } = embedding
  const speech = speechOf(isPage)
  const root = makeRoot(isPage)
  let isOpen = isPage
  let takesFocus = false
  let isDue = false

  const talk = startTalk({
    api,
    memory,
    theme: about.theme,
    onChange: drawSoon,
    onMessage: (author) => tell('message', { from: fromOf(author) }),
  })

  function setOpen(open: boolean, ref = '', byPerson = true): void {
    // A link that somebody followed counts in a chat that is open already, too.
    if (open && ref && isOpen) void talk.begin({ ref, isNew: true })
    if (open === isOpen || isPage) return
    isOpen = open
    takesFocus = byPerson
    memory.keepOpen(open)
    if (open) void talk.begin(linkFrom(ref)).then(markRead)
    markRead()
    drawSoon()
    tell(open ? 'open' : 'close', undefined)
  }

  /** The word that the page's script named, else the one on the script tag, which is no news on the next page. */
  function linkFrom(ref: string): Link | undefined {
    if (ref) return { ref, isNew: true }
    return embedding.ref ? { ref: embedding.ref, isNew: false } : undefined
  }

  function markRead(): void {
    if (isOpen && !document.hidden) talk.markRead()
  }

  function drawSoon(): void {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      markRead()
      draw()
    })
  }

  function draw(): void {
    const shared = {
      about,
      speech,
      talk: talk.state(),
      canWrite: true,
      onSend: (content: Parameters<typeof talk.send>[0]) => void talk.send(content),
      onRetry: (id: string) => void talk.retry(id),
      onBegin: () => void talk.begin(),
      upload: talk.upload,
    }
    const inner = isPage ? (
      <Page {...shared} />
    ) : (
      <Bubble
        {...shared}
        isOpen={isOpen}
        takesFocus={takesFocus}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
      />
    )
    render(<Frame theme={about.theme} speech={speech} side={embedding.side} isPage={isPage} inner={inner} />, root)
  }

  NIGHT.addEventListener('change', drawSoon)
  document.addEventListener('visibilitychange', drawSoon)
  if (about.theme.font === 'inter') void loadInter(base)
  if (isPage) document.title = about.name
  drawSoon()
  if (isPage) void talk.begin(linkOfPage(memory) ?? linkFrom(''))
  else if (memory.wasOpen() && memory.seat() && !matchMedia(FULL_SCREEN).matches) setOpen(true, '', false)
  else void talk.resume()

  return { setOpen, isOpen: () => isOpen }
}

/** The page of a bot that is not there. */
export function drawUnavailable({ base, side }: Embedding): void {
  const about = readAbout(null, base)
  const speech = speechOf(true)
  const talk: TalkState = {
    phase: 'failed',
    thread: EMPTY_THREAD,
    isLost: false,
    typing: null,
    unread: 0,
    shownUpTo: 0,
  }
  const again = () => location.reload()
  const none = { canWrite: false, onSend: again, onRetry: again, onBegin: again, upload: () => Promise.reject() }
  const inner = <Page {...{ about, speech, talk }} {...none} />
  render(<Frame theme={about.theme} speech={speech} side={side} isPage inner={inner} />, makeRoot(true))
}

/** `?ref=word` of the bot's own page; loading the page again in the same tab is not coming by the link again. */
function linkOfPage(memory: Memory): Link | undefined {
  const ref = readRef(new URLSearchParams(location.search).get('ref'))
  return ref ? { ref, isNew: memory.isNewLink(ref) } : undefined
}

/** Before the look is known: the page's language, and the background of the last visit, so that nothing flashes. */
export function preparePage(memory: Memory): void {
  document.documentElement.lang = speechOf(true).language
  const theme = memory.seat()?.theme
  if (theme) paintPage(theme)
}

interface FrameProps {
  theme: FlowTheme
  speech: Speech
  side: Embedding['side']
  isPage: boolean
  inner: ComponentChildren
}

function Frame({ theme, speech, side, isPage, inner }: FrameProps) {
  if (isPage) paintPage(theme)
  return (
    <div
      class="chat"
      lang={speech.language}
      dir={isRightToLeft() ? 'rtl' : 'ltr'}
      data-side={side}
      data-buttons={theme.buttons}
      style={lookOf(theme, isDarkNow(theme, NIGHT.matches))}
    >
      {inner}
    </div>
  )
}

function paintPage(theme: FlowTheme): void {
  const look = lookOf(theme, isDarkNow(theme, NIGHT.matches))
  const { style } = document.documentElement
  style.setProperty('background', look['--back'] ?? '')
  style.setProperty('color-scheme', look['color-scheme'] ?? '')
}

/** On a foreign page the root is closed: its scripts get no handle on the conversation (attack 90). On our own page there is no one to keep out. */
function makeRoot(isPage: boolean): ShadowRoot {
  const host = document.createElement('div')
  host.id = 'switchboard-chat'
  // A rule such as «body > div { display: none }» must not take the chat away.
  for (const [name, value] of [
    ['all', 'initial'],
    ['display', 'block'],
  ] as const)
    host.style.setProperty(name, value, 'important')
  const root = host.attachShadow({ mode: isPage ? 'open' : 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLES)
  root.adoptedStyleSheets = [sheet]
  document.body.append(host)
  return root
}

function speechOf(isPage: boolean): Speech {
  // The page's own language goes first: who reads a German page is answered in German.
  const written = isPage ? '' : document.documentElement.lang
  return speechFor([...(written ? [written] : []), ...navigator.languages])
}

function isRightToLeft(): boolean {
  return getComputedStyle(document.body).direction === 'rtl'
}

/** The font comes from our own server; where a page's policy forbids it, the system's font serves. */
async function loadInter(base: string): Promise<void> {
  const face = new FontFace('Switchboard Inter', `url(${base}/widget/inter.woff2)`, {
    weight: '100 900',
    display: 'swap',
  })
  await face.load().then(
    (loaded) => document.fonts.add(loaded),
    () => undefined,
  )
}
