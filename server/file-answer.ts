/** Answers that are files to keep: sent piece by piece, never run or shown by the browser. */

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const

/** The pieces as a download under this name; its ending, csv or json, tells the type. */
export function fileAnswer(
  pieces: AsyncIterable<string> | Iterable<string>,
  name: `${string}.${keyof typeof TYPES}`,
): Response {
  const headers = {
    'content-type': name.endsWith('.csv') ? TYPES.csv : TYPES.json,
    'content-disposition': `attachment; filename="${name}"`,
  }
  return new Response(streamOf(pieces), { headers })
}

function streamOf(pieces: AsyncIterable<string> | Iterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const from = toAsync(pieces)
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await from.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await from.return(undefined)
    },
  })
}

async function* toAsync(pieces: AsyncIterable<string> | Iterable<string>) {
  yield* pieces
}
