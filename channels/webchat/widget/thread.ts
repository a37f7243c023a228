/** The conversation as one tab knows it: what the server has confirmed, in order, and what is still on its way. */
import type { Incoming, Message } from './wire.ts'

/** A message of the visitor that the conversation does not show back yet. */
export interface Outgoing {
  id: string
  content: Incoming
  at: string
  state: 'sending' | 'sent' | 'failed'
}

/** Everything up to the number `upTo` is known to be here without a gap. */
export interface Thread {
  messages: readonly Message[]
  outgoing: readonly Outgoing[]
  upTo: number
}

export const EMPTY_THREAD: Thread = { messages: [], outgoing: [], upTo: 0 }

/** Takes in the answer to «everything after `upTo`». */
export function withFetched(thread: Thread, messages: readonly Message[]): Thread {
  const upTo = Math.max(thread.upTo, ...messages.map((message) => message.seq))
  return merged({ ...thread, upTo }, messages)
}

/** Takes in one message that came live; it may have overtaken others. */
export function withHeard(thread: Thread, message: Message): Thread {
  return merged(thread, [message])
}

/** Has a message overtaken others, so that they must be fetched? */
export function hasGap(thread: Thread): boolean {
  return lastSeq(thread) > thread.upTo
}

export function lastSeq(thread: Thread): number {
  return thread.messages.at(-1)?.seq ?? 0
}

/** Puts a new message of the visitor at the end, or marks the one of this id anew. */
export function withOutgoing(thread: Thread, outgoing: Outgoing): Thread {
  if (thread.messages.some((message) => message.id === outgoing.id)) return thread
  const others = thread.outgoing.filter((one) => one.id !== outgoing.id)
  const isKnown = others.length < thread.outgoing.length
  const next = isKnown ? thread.outgoing.map((one) => (one.id === outgoing.id ? outgoing : one)) : [...others, outgoing]
  return { ...thread, outgoing: next }
}

/** How many messages of the bot or the team came after the last one seen. */
export function unreadAfter(thread: Thread, readSeq: number): number {
  return thread.messages.filter(
    ({ author, said, seq }) => seq > readSeq && said !== null && (author === 'bot' || author === 'member'),
  ).length
}

function merged(thread: Thread, news: readonly Message[]): Thread {
  const bySeq = new Map(thread.messages.map((message) => [message.seq, message]))
  for (const message of news) bySeq.set(message.seq, message)
  const messages = [...bySeq.values()].sort((a, b) => a.seq - b.seq)
  const arrived = new Set(messages.map((message) => message.id))
  let { upTo } = thread
  while (bySeq.has(upTo + 1)) upTo++
  return { messages, outgoing: thread.outgoing.filter((one) => !arrived.has(one.id)), upTo }
}
