/** The conversation at work: opens it, sends, listens, fills gaps, and tells the screen of every change. */
import { type ChatApi, Refused } from './chat-api.ts'
import type { StreamEvent } from './event-stream.ts'
import { keepListening } from './line.ts'
import type { Memory, Seat } from './memory.ts'
import { startPacing } from './pacing.ts'
import {
  EMPTY_THREAD,
  hasGap,
  lastSeq,
  type Outgoing,
  type Thread,
  unreadAfter,
  withFetched,
  withHeard,
  withOutgoing,
} from './thread.ts'
import { type Author, type FlowTheme, type Incoming, readMessage, readTyping, type Typing } from './wire.ts'

export interface TalkState {
  phase: 'idle' | 'loading' | 'ready' | 'failed'
  thread: Thread
  isLost: boolean
  typing: Typing | null
  unread: number
  /** The number of the last message that is shown; what comes after it waits for its moment of typing. */
  shownUpTo: number
}

interface Talk {
  state(): TalkState
  /** Begins the conversation: with a greeting when it is a new one. */
  begin(link?: Link): Promise<void>
  /** Goes on with an earlier conversation, if there is one; asks for nothing otherwise. */
  resume(): Promise<void>
  send(content: Incoming): Promise<void>
  retry(id: string): Promise<void>
  /** Sends a file, `onPart` told how much of it from 0 to 1; returns what makes a message of it. */
  upload(file: File, onPart: (part: number) => void): Promise<Incoming>
  /** All that is here has been seen. */
  markRead(): void
}

/** The word of the link that the visitor came by; a new link begins anew also in a conversation that goes on. */
export interface Link {
  ref: string
  isNew: boolean
}

interface TalkParts {
  api: ChatApi
  memory: Memory
  theme: FlowTheme | null
  onChange: (state: TalkState) => void
  onMessage: (author: Author) => void
}

const LOST_AFTER = 1500
const TYPING_LASTS = 7000
/** Links to files that people sent are good for at least half an hour. */
const LINKS_LAST = 25 * 60_000

export function startTalk({ api, memory, theme, onChange, onMessage }: TalkParts): Talk {
  let state: TalkState = { phase: 'idle', thread: EMPTY_THREAD, isLost: false, typing: null, unread: 0, shownUpTo: 0 }
  let seat: Seat | null = null
  let ending = new AbortController()
  let sending: Promise<void> = Promise.resolve()
  let loading: Promise<void> | null = null
  let fetching: Promise<void> | null = null
  let isGreeted = false
  let hasStartedAnew = false
  let lostTimer: ReturnType<typeof setTimeout> | undefined
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  const pacing = startPacing(() => change({ typing: null }))
  const change = (part: Partial<TalkState>, isHistory = false) => {
    state = { ...state, ...part }
    pacing.follow(state.thread.messages, isHistory)
    state.shownUpTo = pacing.upTo()
    if (pacing.isTyping()) state.typing = { author: 'bot', name: null, isOn: true }
    state.unread = unreadAfter(state.thread, seat?.readSeq ?? 0)
    onChange(state)
  }

  async function load(greets: boolean, link?: Link): Promise<void> {
    if (state.phase !== 'ready') {
      loading ??= sitDown().finally(() => {
        loading = null
      })
      await loading
    }
    if (greets) await greet(link)
  }

  async function sitDown(): Promise<void> {
    change({ phase: 'loading' })
    try {
      await takeSeat()
      change({ phase: 'ready' })
      listen()
    } catch {
      change({ phase: 'failed' })
    }
  }

  async function takeSeat(): Promise<void> {
    seat = memory.seat()
    if (seat && (await isKnown(seat))) return
    const visitor = await api.newVisitor()
    seat = { visitor, startId: newId(), readSeq: 0, theme }
    memory.keep(seat)
  }

  /** Where the server does not know the token any more, the chat starts anew; the old one is kept until there is a new one. */
  async function isKnown({ visitor }: Seat): Promise<boolean> {
    try {
      change({ thread: withFetched(state.thread, await api.since(visitor, state.thread.upTo)) }, true)
      return true
    } catch (error) {
      if (!isForgotten(error)) throw error
      change({ thread: EMPTY_THREAD })
      return false
    }
  }

  /** Tells a bot that has said nothing yet that the chat is open; sent twice under one id it counts once. */
  async function greet(link?: Link): Promise<void> {
    if (!seat || state.phase !== 'ready') return
    const isFirst = !isGreeted && state.thread.messages.length === 0
    if (!isFirst && !link?.isNew) return
    isGreeted = true
    try {
      const start = { kind: 'start', ...(link && { ref: link.ref }) } as const
      await api.send(seat.visitor, isFirst ? seat.startId : newId(), start)
    } catch {
      isGreeted = false
      ending.abort()
      change({ phase: 'failed' })
    }
  }

  function listen(): void {
    if (!seat) return
    const { visitor } = seat
    ending = new AbortController()
    const renewal = setInterval(() => void renewLinks(), LINKS_LAST)
    ending.signal.addEventListener('abort', () => clearInterval(renewal))
    void keepListening((signal, onOpen) => api.live(visitor, signal, onOpen), ending.signal, {
      up() {
        clearTimeout(lostTimer)
        lostTimer = undefined
        if (state.isLost) change({ isLost: false })
        void catchUp()
      },
      down(problem) {
        if (isForgotten(problem)) startAnew()
        else lostTimer ??= setTimeout(() => change({ isLost: true, typing: null }), LOST_AFTER)
      },
      hear,
    })
  }

  function startAnew(): void {
    ending.abort()
    seat = null
    isGreeted = false
    // A server that forgets every token at once is not asked for ever more of them.
    const isHopeless = hasStartedAnew
    hasStartedAnew = true
    change({ phase: isHopeless ? 'failed' : 'idle', thread: EMPTY_THREAD })
    if (!isHopeless) void load(true)
  }

  function hear({ event, data }: StreamEvent): void {
    const json = parsed(data)
    if (event === 'typing') showTyping(readTyping(json))
    if (event !== 'message') return
    const message = readMessage(json)
    if (message) arrived(withHeard(state.thread, message))
    if (!message || hasGap(state.thread)) void catchUp()
  }

  function showTyping(typing: Typing): void {
    if (typing.author === 'contact') return
    clearTimeout(typingTimer)
    change({ typing: typing.isOn ? typing : null })
    typingTimer = setTimeout(() => change({ typing: null }), TYPING_LASTS)
  }

  function arrived(thread: Thread): void {
    const before = lastSeq(state.thread)
    const news = thread.messages.filter(({ seq, said }) => seq > before && said !== null)
    const isAnswered = news.some(({ author }) => author !== 'contact')
    const wasLost = state.isLost
    change(isAnswered ? { thread, typing: null } : { thread }, wasLost)
    for (const { author } of news) onMessage(author)
  }

  /** One fetch at a time; who asks meanwhile is served by one more. */
  async function catchUp(): Promise<void> {
    if (fetching) return fetching.then(catchUp)
    if (!seat) return
    const { visitor } = seat
    fetching = api
      .since(visitor, state.thread.upTo)
      .then((messages) => arrived(withFetched(state.thread, messages)))
      // The next reconnect asks again.
      .catch(() => undefined)
      .finally(() => {
        fetching = null
      })
    return fetching
  }

  async function renewLinks(): Promise<void> {
    const first = state.thread.messages.find(({ said }) => JSON.stringify(said).includes('?until='))
    if (!seat || !first) return
    const messages = await api.since(seat.visitor, first.seq - 1).catch(() => [])
    if (messages.length > 0) arrived(withFetched(state.thread, messages))
  }

  function post(outgoing: Outgoing): Promise<void> {
    change({ thread: withOutgoing(state.thread, { ...outgoing, state: 'sending' }) })
    // One after the other, so that quick messages cannot overtake each other.
    sending = sending.then(async () => {
      try {
        await load(true)
        if (!seat) throw new Refused(401)
        await api.send(seat.visitor, outgoing.id, outgoing.content)
        change({ thread: withOutgoing(state.thread, { ...outgoing, state: 'sent' }) })
        if (state.isLost) void catchUp()
      } catch {
        change({ thread: withOutgoing(state.thread, { ...outgoing, state: 'failed' }) })
      }
    })
    return sending
  }

  return {
    state: () => state,
    begin: (link) => load(true, link),
    resume: async () => (memory.seat() ? load(false) : undefined),
    send: (content) => post({ id: newId(), content, at: new Date().toISOString(), state: 'sending' }),
    async retry(id) {
      const failed = state.thread.outgoing.find((one) => one.id === id && one.state === 'failed')
      if (failed) await post({ ...failed, at: new Date().toISOString() })
    },
    async upload(file, onPart) {
      await load(true)
      if (!seat) throw new Refused(401)
      return api.upload(seat.visitor, file, onPart)
    },
    markRead() {
      const readSeq = lastSeq(state.thread)
      if (!seat || seat.readSeq >= readSeq) return
      seat = { ...seat, readSeq, theme }
      memory.keep(seat)
      change({})
    },
  }
}

function isForgotten(error: unknown): boolean {
  return error instanceof Refused && (error.status === 401 || error.status === 404)
}

/** A random uuid; `crypto.randomUUID` is missing on pages served by plain http. */
export function newId(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))]
  const hex = bytes.map((byte, index) => {
    if (index === 6) return ((byte & 0x0f) | 0x40).toString(16).padStart(2, '0')
    if (index === 8) return ((byte & 0x3f) | 0x80).toString(16).padStart(2, '0')
    return byte.toString(16).padStart(2, '0')
  })
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function parsed(data: string): unknown {
  try {
    const json: unknown = JSON.parse(data)
    return json
  } catch {
    return null
  }
}
