/** Lets messages appear one after the other, each after the moment of typing that it asks for. */
import type { Message } from './wire.ts'

export interface Pacing {
  /** The number of the last message that may be shown. */
  upTo(): number
  /** Is a message on its way, whose pause is not over? */
  isTyping(): boolean
  /** New messages have come; those of history, or after a word of the visitor, are shown at once. */
  follow(messages: readonly Message[], isAtOnce: boolean): void
}

type Timer = (work: () => void, milliseconds: number) => void

/** `onChange` is called whenever the next message may be shown. */
export function startPacing(onChange: () => void, timer: Timer = setTimeout): Pacing {
  let shown = 0
  let known: readonly Message[] = []
  let waitsFor: number | null = null

  function goOn(): void {
    for (const { seq, said, author } of known) {
      if (seq <= shown) continue
      const pause = author === 'bot' && said && 'pause' in said ? (said.pause ?? 0) : 0
      if (pause > 0) {
        wait(seq, pause)
        return
      }
      shown = seq
    }
  }

  function wait(seq: number, pause: number): void {
    waitsFor = seq
    timer(() => {
      // A word of the visitor has shown it meanwhile.
      if (waitsFor !== seq) return
      waitsFor = null
      shown = seq
      goOn()
      onChange()
    }, pause * 1000)
  }

  return {
    upTo: () => shown,
    isTyping: () => waitsFor !== null,
    follow(messages, isAtOnce) {
      known = messages
      const own = messages.findLast(({ author }) => author === 'contact')?.seq ?? 0
      const upTo = isAtOnce ? (messages.at(-1)?.seq ?? 0) : own
      if (upTo > shown) {
        shown = upTo
        if (waitsFor !== null && waitsFor <= shown) waitsFor = null
      }
      if (waitsFor === null) goOn()
    },
  }
}
