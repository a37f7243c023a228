/** Reads Server-Sent Events out of a fetched body, because EventSource cannot carry the visitor's token in a header. */

export type StreamEvent = { event: string; data: string }

/** The events of a body, one by one, as they come. Throws when nothing at all, not even a heartbeat, came for `silence` milliseconds. */
export async function* eventsOf(body: ReadableStream<Uint8Array>, silence: number): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const feed = eventParser()
  try {
    while (true) {
      const { done, value } = await inTime(reader.read(), silence)
      if (done) return
      yield* feed(decoder.decode(value, { stream: true }))
    }
  } finally {
    // A connection that is already broken cannot be closed politely.
    void reader.cancel().catch(() => undefined)
  }
}

/** A parser to be fed with pieces of any size; it returns the events that each piece completes. */
export function eventParser(): (piece: string) => StreamEvent[] {
  let rest = ''
  let event = ''
  let data: string[] = []

  return (piece) => {
    const done: StreamEvent[] = []
    // A CR at the very end may be half of a CRLF, so it waits for the next piece.
    const text = rest + piece
    const held = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, held).split(/\r\n|\r|\n/)
    rest = (lines.pop() ?? '') + text.slice(held)

    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) done.push({ event: event || 'message', data: data.join('\n') })
        event = ''
        data = []
        continue
      }
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
      if (field === 'event') event = value
      if (field === 'data') data.push(value)
    }
    return done
  }
}

function inTime<T>(work: Promise<T>, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The connection went silent.')), limit)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
