/** One turn of a chat: what happened, what the flow may read, and what it wants done. */
import { type Choice, type Content, cutText, type Incoming, TEXT_LIMIT } from '../shared/messages.ts'
import { type WallClock, wallClock } from './clock.ts'
import { type Surroundings, systemValue, type User } from './system-values.ts'
import type { Scalar, Values } from './variables.ts'

/** What the flow is told of its surroundings; it can ask for nothing else. */
export interface Context {
  botName: string
  workspaceName: string
  /** IANA name of the workspace's zone */
  timezone: string
  channel: string
  user: User
  fields: Readonly<Record<string, Scalar>>
  /** from 0 to below 1 */
  random(): number
}

/** What the flow wants done, in this order. */
export type Effect =
  | { kind: 'say'; content: Content }
  | { kind: 'set-field'; name: string; value: Scalar }
  | { kind: 'hand-over'; note: string }
  | { kind: 'failed'; code: FailureCode; stepId: string; message: string }
  | { kind: 'ended' }

export type FailureCode = 'step-budget' | 'missing-step'

export class Turn implements Values {
  readonly effects: Effect[] = []
  readonly event: Incoming
  /** wrong answers to the question that waits */
  tries: number
  lastInput: string

  #now: Date
  #context: Context
  #fields = new Map<string, Scalar>()
  #surroundings: Surroundings | undefined

  constructor(from: { event: Incoming; tries: number; lastInput: string; now: Date; context: Context }) {
    this.event = from.event
    this.tries = from.tries
    this.lastInput = from.lastInput
    this.#now = from.now
    this.#context = from.context
  }

  /** A system value, or a field as this turn has left it. */
  value(name: string): Scalar | undefined {
    const known = systemValue(name)
    if (known) return known.read(this.#around())
    if (this.#fields.has(name)) return this.#fields.get(name)
    return Object.hasOwn(this.#context.fields, name) ? this.#context.fields[name] : undefined
  }

  /** Says the text, in several messages where it is too long for one; blank text is not said. */
  say(text: string, choices: Choice[] = []): void {
    const parts = splitText(text)
    for (const [index, part] of parts.entries()) {
      const offers = choices.length > 0 && index === parts.length - 1 ? { choices } : {}
      this.effects.push({ kind: 'say', content: { kind: 'text', text: part, ...offers } })
    }
  }

  setField(name: string, value: Scalar): void {
    this.#fields.set(name, value)
    this.effects.push({ kind: 'set-field', name, value })
  }

  handOver(note: string): void {
    this.effects.push({ kind: 'hand-over', note })
  }

  random(): number {
    return this.#context.random()
  }

  #around(): Surroundings {
    this.#surroundings ??= surroundings(this.#now, this.#context)
    this.#surroundings.lastInput = this.lastInput
    return this.#surroundings
  }
}

// reading a zone's clock is dear and most turns never look at it
function surroundings(now: Date, context: Context): Surroundings {
  let clock: WallClock | undefined
  const { botName, workspaceName, channel, user } = context
  return {
    now,
    get clock() {
      clock ??= wallClock(now, context.timezone)
      return clock
    },
    botName,
    workspaceName,
    channel,
    user,
    lastInput: '',
  }
}

function splitText(text: string): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > TEXT_LIMIT) {
    const head = cutText(rest, TEXT_LIMIT)
    const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'))
    const part = space > TEXT_LIMIT / 2 ? head.slice(0, space) : head
    parts.push(part.trimEnd())
    rest = rest.slice(part.length).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}
