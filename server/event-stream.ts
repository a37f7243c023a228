/** One open connection of Server-Sent Events: text out as it happens, a heartbeat, and an end when the reader is too slow. */

/** What is sent; the id is what the reader names when it comes back after a break. */
export interface ServerEvent {
  id?: string
  event: string
  data: unknown
}

export interface EventStream {
  response: Response
  /** an event, or one that was written once for many streams */
  send(event: ServerEvent | Uint8Array): void
  close(): void
}

const HEARTBEAT_MS = 20_000
const MOST_UNREAD = 1000

/** Opens a stream. `ended` is called once, when either side ends it; `beat` at every heartbeat. */
export function openStream(on: { ended: () => void; beat?: () => void }): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const end = () => {
    if (!controller) return
    controller = undefined
    clearInterval(heart)
    on.ended()
  }
  const write = (bytes: Uint8Array) => {
    controller?.enqueue(bytes)
    // Who does not read as fast as things happen comes back and fills the gap.
    if (controller && (controller.desiredSize ?? 0) < -MOST_UNREAD) close()
  }
  const close = () => {
    const closing = controller
    end()
    closing?.close()
  }
  const heart = setInterval(() => {
    write(BEAT)
    on.beat?.()
  }, HEARTBEAT_MS)
  heart.unref()

  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given
    },
    cancel: end,
  })
  write(RETRY)
  return {
    response: new Response(body, { headers: HEADERS }),
    send: (event) => write(event instanceof Uint8Array ? event : written(event)),
    close,
  }
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

const encoder = new TextEncoder()
const BEAT = encoder.encode(': \n\n')
const RETRY = encoder.encode('retry: 2000\n\n')

/** The event as it goes over the wire. */
export function written({ id, event, data }: ServerEvent): Uint8Array {
  return encoder.encode(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}
