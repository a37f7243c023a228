/** The stream is read the same however it is cut into pieces. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventParser, eventsOf, type StreamEvent } from './event-stream.ts'

const STREAM =
  ': beat\n\nid: 4\nevent: message\ndata: {"seq":4}\n\nevent:typing\r\ndata:a\r\ndata: b\r\n\r\ndata: last\r\rdata: unfinished'
const EVENTS = [
  { event: 'message', data: '{"seq":4}' },
  { event: 'typing', data: 'a\nb' },
  { event: 'message', data: 'last' },
]

async function all(body: ReadableStream<Uint8Array>, silence: number): Promise<StreamEvent[]> {
  const events: StreamEvent[] = []
  for await (const event of eventsOf(body, silence)) events.push(event)
  return events
}

describe('the event stream', () => {
  it('gives the same events wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
        const feed = eventParser()
        const ends = [...cuts, STREAM.length].sort((a, b) => a - b)
        const pieces = ends.map((end, index) => STREAM.slice(ends[index - 1] ?? 0, end))
        expect(pieces.flatMap(feed)).toEqual(EVENTS)
      }),
    )
  })

  it('keeps letters whole that are cut between their bytes', async () => {
    const bytes = new TextEncoder().encode('data: Grüße 👋\n\n')
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    expect(await all(body, 1000)).toEqual([{ event: 'message', data: 'Grüße 👋' }])
  })

  it('gives up on a connection that has gone silent', async () => {
    const silent = new ReadableStream<Uint8Array>()
    await expect(all(silent, 20)).rejects.toThrow('silent')
  })
})
