/** One open connection of Server-Sent Events: text out as it happens, a heartbeat, and an end when the reader is too slow. */

/** What is sent; the id is what the reader names when it comes back after a break. */
export interface ServerEvent {
  id?: string
  event: string
  data: unknown
}

export interface EventStream {
  response: Response
  send(event: ServerEvent): void
  close(): void
}

const HEARTBEAT_MS = 20_000
const MOST_UNREAD = 1000

/** Opens a stream. `ended` is called once, when either side ends it; `beat` at every heartbeat. */
export function openStream(on: { ended: () => void; beat?: () => void }): EventStream {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const end = () => {
    if (!controller) return
    controller = undefined
    clearInterval(heart)
    on.ended()
  }
  const write = (text: string) => {
    controller?.enqueue(encoder.encode(text))
    // Who does not read as fast as things happen comes back and fills the gap.
    if (controller && (controller.desiredSize ?? 0) < -MOST_UNREAD) close()
  }
  const close = () => {
    const closing = controller
    end()
    closing?.close()
  }
  const heart = setInterval(() => {
    write(': \n\n')
    on.beat?.()
  }, HEARTBEAT_MS)
  heart.unref()

  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given
    },
    cancel: end,
  })
  write('retry: 2000\n\n')
  return { response: new Response(body, { headers: HEADERS }), send: (event) => write(textOf(event)), close }
}

/** The answer to HEAD, which nobody reads or ends: it opens nothing. */
export function streamHead(): Response {
  return new Response(null, { headers: HEADERS })
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

function textOf({ id, event, data }: ServerEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
