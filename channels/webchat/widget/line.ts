/** Keeps the live connection up: tries again with growing pauses, at once when the network or the tab comes back. */
import type { StreamEvent } from './event-stream.ts'

interface LineEvents {
  /** Connected: what was missed meanwhile must be fetched. */
  up(): void
  /** Lost; it will be tried again by itself. */
  down(problem: unknown): void
  hear(event: StreamEvent): void
}

type Dial = (signal: AbortSignal, onOpen: () => void) => AsyncGenerator<StreamEvent>

const SHORTEST = 800
const LONGEST = 30_000

/** Listens until `signal` is aborted. */
export async function keepListening(dial: Dial, signal: AbortSignal, events: LineEvents): Promise<void> {
  let failures = 0
  const opened = () => {
    failures = 0
    events.up()
  }
  while (!signal.aborted) {
    let problem: unknown = null
    try {
      for await (const event of dial(signal, opened)) events.hear(event)
    } catch (error) {
      problem = error
    }
    if (signal.aborted) return
    events.down(problem)
    await pause(pauseAfter(failures++), signal)
  }
}

/** Milliseconds to wait after so many failures in a row, spread so that not all visitors return at the same instant. */
function pauseAfter(failures: number): number {
  return Math.min(LONGEST, SHORTEST * 2 ** failures) * (0.5 + Math.random() / 2)
}

function pause(length: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      globalThis.removeEventListener?.('online', end)
      globalThis.document?.removeEventListener('visibilitychange', wake)
      resolve()
    }
    const wake = () => {
      if (!document.hidden) end()
    }
    const timer = setTimeout(end, length)
    signal.addEventListener('abort', end)
    globalThis.addEventListener?.('online', end)
    globalThis.document?.addEventListener('visibilitychange', wake)
  })
}
