/** The chat API of one bot, as the widget asks it. */
import { eventsOf, type StreamEvent } from './event-stream.ts'
import { at, text } from './plain-json.ts'
import { type About, type Incoming, type Message, readAbout, readMessages } from './wire.ts'

/** The server answered, but not with what was asked for. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`The chat answered ${status}.`)
    this.status = status
  }
}

export interface ChatApi {
  about(): Promise<About>
  newVisitor(): Promise<string>
  send(visitor: string, id: string, content: Incoming): Promise<void>
  since(visitor: string, seq: number): Promise<Message[]>
  upload(visitor: string, file: File, onPart: (part: number) => void): Promise<Incoming>
  live(visitor: string, signal: AbortSignal, onOpen: () => void): AsyncGenerator<StreamEvent>
}

const SILENCE = 70_000
const PATIENCE = 20_000
const MOST_PAGES = 50

/** `base` is the server's address without a slash at the end, `key` the bot's public key. */
export function chatApi(base: string, key: string): ChatApi {
  // Held now, so that scripts of the host page which come later do not get to see what is said.
  const ask = window.fetch.bind(window)
  const root = `${base}/api/chat/${encodeURIComponent(key)}`

  async function call(path: string, request: RequestInit = {}): Promise<Response> {
    const plain = { credentials: 'omit', referrerPolicy: 'origin', cache: 'no-store' } as const
    const response = await ask(root + path, { ...plain, ...request })
    if (!response.ok) throw new Refused(response.status)
    return response
  }

  async function json(path: string, request: RequestInit = {}): Promise<unknown> {
    const response = await call(path, { signal: AbortSignal.timeout(PATIENCE), ...request })
    return response.json()
  }

  return {
    about: async () => readAbout(await json(''), base),

    async newVisitor() {
      const visitor = text(at(await json('/visitors', asJson({})), 'visitor'))
      if (!visitor) throw new Refused(500)
      return visitor
    },

    async send(visitor, id, content) {
      const signal = AbortSignal.timeout(PATIENCE)
      // Kept alive, so that a message is not lost when the person follows a link just after sending.
      const response = await call('/messages', { ...asJson({ id, content }, visitor), keepalive: true, signal })
      // An answer that nobody reads stays under way, and browsers allow only so much of that.
      await response.text()
    },

    async since(visitor, seq) {
      const all: Message[] = []
      for (let page = 0, after = seq; page < MOST_PAGES; page++) {
        const { messages, hasMore } = readMessages(await json(`/messages?after=${after}`, { headers: bearer(visitor) }))
        all.push(...messages)
        after = Math.max(after, ...messages.map((message) => message.seq))
        if (!hasMore || messages.length === 0) break
      }
      return all
    },

    upload: (visitor, file, onPart) => sendFile(`${root}/files`, { visitor, file, onPart }),

    async *live(visitor, signal, onOpen) {
      const response = await call('/live', { signal, headers: { ...bearer(visitor), Accept: 'text/event-stream' } })
      if (!response.body) throw new Refused(response.status)
      onOpen()
      yield* eventsOf(response.body, SILENCE)
    },
  }
}

interface Sending {
  visitor: string
  file: File
  onPart: (part: number) => void
}

/** By the old way of asking: the new one does not tell how far it is. */
function sendFile(url: string, { visitor, file, onPart }: Sending): Promise<Incoming> {
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  request.open('POST', url)
  request.responseType = 'json'
  request.setRequestHeader('Authorization', `Bearer ${visitor}`)
  return new Promise((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onPart(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const { status, response } = request
      if (status !== 201) return reject(new Refused(status))
      const [url, name, mime] = [text(at(response, 'url')), text(at(response, 'name')), text(at(response, 'mime'))]
      resolve({ kind: 'file', url, name, mime, size: Number(at(response, 'size')) })
    }
    request.onerror = () => reject(new Refused(0))
    request.send(form)
  })
}

function asJson(body: unknown, visitor?: string): RequestInit {
  const headers = { 'Content-Type': 'application/json', ...(visitor ? bearer(visitor) : {}) }
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

function bearer(visitor: string): Record<string, string> {
  return { Authorization: `Bearer ${visitor}` }
}
