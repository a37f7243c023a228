/** One turn of a chat: what happened, what the flow may read, and what it wants done. */
import type { Value } from '../shared/fields.ts'
import { type Choice, type Content, cutText, TEXT_LIMIT } from '../shared/messages.ts'
import type { Into, Move } from './block.ts'
import type { Call } from './call.ts'
import type { Context } from './context.ts'
import type { Event } from './event.ts'
import type { Session } from './session.ts'
import { type WallClock, wallClock } from './values/clock.ts'
import { sizeOf } from './values/filters.ts'
import { type Surroundings, systemValue } from './values/system-values.ts'
import { readPath, type Values } from './values/variables.ts'

export type { Context } from './context.ts'

/** What the flow wants done, in this order. */
export type Effect =
  | { kind: 'say'; content: Content; stepId: string }
  | (Deed & { stepId: string })
  /** its answer comes as a `result` of this id */
  | { kind: 'call'; id: string; call: Call; stepId: string }
  /** at this instant (UTC, ISO 8601) comes a `timer` of this id; a later one takes its place */
  | { kind: 'timer'; id: string; at: string }
  | { kind: 'no-timer' }
  | { kind: 'failed'; code: FailureCode; stepId: string; message: string }
  | { kind: 'ended' }

/** What a step does beside talking. */
export type Deed =
  /** `bot.name` is a field of the bot; null clears it */
  | { kind: 'set-field'; name: string; value: Value }
  | { kind: 'tag'; tag: string; isOn: boolean }
  | { kind: 'subscribe'; isOn: boolean }
  /** a member's id, somebody in turn, or nobody */
  | { kind: 'assign'; to: { memberId: string } | 'in-turn' | 'nobody' }
  | { kind: 'status'; status: 'open' | 'resolved' }
  | { kind: 'hand-over'; note: string }
  | { kind: 'notify'; to: 'owners' | 'admins' | 'everyone' | 'assignee' | { memberIds: string[] }; text: string }
  | { kind: 'track'; name: string; data: Record<string, Value> }
  | { kind: 'mail'; to: string; subject: string; text: string }

/** The first four are faults of the flow's structure, which `check` finds; the others come from outside. */
export type FailureCode =
  | 'step-budget'
  | 'missing-step'
  | 'missing-flow'
  | 'too-deep'
  | 'endless-run'
  | 'too-much-work'
  | 'call-failed'
  | 'wrong-value'

/** What was passed through, for statistics and the trace of the test. */
export interface Visit {
  version: string
  stepId: string
  how: 'entered' | 'answered'
}

export class Turn implements Values {
  readonly effects: Effect[] = []
  readonly visits: Visit[] = []
  readonly event: Event
  readonly now: Date
  readonly context: Context
  /** the step that acts now; for effects and failures */
  stepId = ''
  /** wrong answers to the question that waits */
  tries: number
  lastInput: string
  lastKind: string
  /** what the acting step remembers while it waits */
  memory: Value
  pending: string | null
  timer: string | null
  inputs: Readonly<Record<string, Value>>
  data: Value

  #number: number
  #worked = 0
  #ids = 0
  #pause = 0
  #fields = new Map<string, Value>()
  #tags: Set<string> | undefined
  #isSubscribed: boolean | undefined
  #outputs: Readonly<Record<string, Value>> = {}
  #surroundings: Surroundings | undefined

  constructor(from: { event: Event; session: Session; now: Date; context: Context }) {
    const { event, session, now, context } = from
    this.event = event
    this.now = now
    this.context = context
    this.tries = session.tries
    this.lastInput = session.lastInput
    this.lastKind = session.lastKind
    this.memory = session.memory
    this.pending = session.pending
    this.timer = session.timer
    this.inputs = session.inputs
    this.data = session.data
    this.#number = session.turn
  }

  /**
   * A system value, or what a path names: a field of the bot user as this turn has left it (`plan`, `user.plan`), a part of
   * one (`order.items.0`), a field of the bot (`bot.plan`), an input of this flow (`input.x`), a part of the event (`event.x`).
   */
  value(name: string): Value | undefined {
    const found = this.#find(name)
    this.work(sizeOf(found))
    return found
  }

  /**
   * Counts what the turn works over, in characters. Throws `TooMuchWork`, which ends the turn, beyond what takes some tens of
   * milliseconds; counted and not timed, so that the same turn always ends the same way (attack 101).
   */
  work(characters: number): void {
    this.#worked += characters
    if (this.#worked > WORK_LIMIT) throw new TooMuchWork()
  }

  #find(name: string): Value | undefined {
    // system values begin with a capital letter, fields never do
    const known = name.charCodeAt(0) <= CAPITAL_Z ? systemValue(name) : undefined
    if (known) return known.read(this.#around())
    const point = name.indexOf('.')
    if (point === -1 || (name.startsWith('bot.') && name.indexOf('.', 4) === -1)) return this.#field(name)
    const [first = '', ...rest] = name.split('.')
    if (first === 'input') return readPath(this.inputs, rest)
    if (first === 'event') return readPath(this.data, rest)
    if (first === 'bot') return readPath(this.#field(`bot.${rest[0]}`), rest.slice(1))
    if (first === 'user') return readPath(this.#field(rest[0] ?? ''), rest.slice(1))
    return readPath(this.#field(first), rest)
  }

  /** Whether the bot user has the tag, as this turn has left it. */
  hasTag(tag: string): boolean {
    return (this.#tags ?? this.context.user.tags).has(tag)
  }

  /** Says the text, in several messages where it is too long for one; blank text is not said. The last one carries the extras. */
  say(text: string, extras: TextExtras = {}): void {
    const parts = text.length <= TEXT_LIMIT ? wholeText(text.trim()) : splitText(text)
    for (const [index, part] of parts.entries())
      this.send({ kind: 'text', text: part, ...(index === parts.length - 1 ? extras : {}) })
  }

  /** Sends a message as it is, after the pause that waits for one. */
  send(content: Content): void {
    const paused = this.#pause > 0 ? { ...content, pause: this.#pause } : content
    this.#pause = 0
    this.effects.push({ kind: 'say', content: paused, stepId: this.stepId })
  }

  /** The next message comes after so many seconds of "typing", at most 10. */
  pauseBefore(seconds: number): void {
    this.#pause = Math.min(10, this.#pause + Math.max(0, seconds))
  }

  /** Writes a field, of the bot where the name begins with `bot.`; null clears it. */
  setField(name: string, value: Value): void {
    this.#fields.set(name, value)
    this.do({ kind: 'set-field', name, value })
  }

  setTag(tag: string, isOn: boolean): void {
    if (this.hasTag(tag) === isOn) return
    const tags = new Set(this.#tags ?? this.context.user.tags)
    if (isOn) tags.add(tag)
    else tags.delete(tag)
    this.#tags = tags
    this.do({ kind: 'tag', tag, isOn })
  }

  setSubscribed(isOn: boolean): void {
    this.#isSubscribed = isOn
    this.do({ kind: 'subscribe', isOn })
  }

  do(deed: Deed): void {
    this.effects.push({ ...deed, stepId: this.stepId })
  }

  /** Asks the world outside, and waits for the `result`. */
  call(call: Call): Move {
    this.pending = this.#id()
    this.effects.push({ kind: 'call', id: this.pending, call, stepId: this.stepId })
    return 'wait'
  }

  /** Sets the chat's one timer. */
  wakeAt(at: Date): void {
    this.timer = this.#id()
    this.effects.push({ kind: 'timer', id: this.timer, at: at.toISOString() })
  }

  /** Goes through another flow and comes back to `returned` of this step. */
  callFlow(flow: string, inputs: Readonly<Record<string, Value>>): Into {
    return { flow, inputs, isCall: true }
  }

  /** Tells the team of something that went wrong from outside; the flow goes on. */
  fail(code: 'call-failed' | 'wrong-value', message: string): void {
    this.effects.push({ kind: 'failed', code, stepId: this.stepId, message })
  }

  /** What this flow gives back to the one that called it. */
  giveBack(outputs: Readonly<Record<string, Value>>): void {
    this.#outputs = outputs
  }

  takeOutputs(): Readonly<Record<string, Value>> {
    const outputs = this.#outputs
    this.#outputs = {}
    return outputs
  }

  random(): number {
    return this.context.random()
  }

  get clock(): WallClock {
    return this.#around().clock
  }

  #field(name: string): Value | undefined {
    const written = this.#fields.get(name)
    if (written !== undefined) return written
    const isOfBot = name.startsWith('bot.')
    const fields = isOfBot ? this.context.botFields : this.context.fields
    const key = isOfBot ? name.slice(4) : name
    return Object.hasOwn(fields, key) ? fields[key] : undefined
  }

  #id(): string {
    this.#ids += 1
    return `${this.#number}.${this.#ids}`
  }

  #around(): Surroundings {
    this.#surroundings ??= surroundings(this.now, this.context)
    this.#surroundings.lastInput = this.lastInput
    this.#surroundings.lastKind = this.lastKind
    this.#surroundings.tags = this.#tags ?? this.context.user.tags
    this.#surroundings.isSubscribed = this.#isSubscribed ?? this.context.user.isSubscribed
    return this.#surroundings
  }
}

const CAPITAL_Z = 90
const WORK_LIMIT = 1_500_000

/** One turn was to work over more text than there is time for. */
export class TooMuchWork extends Error {}

/** What the last message of a text may carry. */
export interface TextExtras {
  choices?: Choice[]
  buttons?: Content['buttons']
  input?: Content['input']
}

// reading a zone's clock is dear and most turns never look at it
function surroundings(now: Date, context: Context): Surroundings {
  let clock: WallClock | undefined
  return {
    now,
    get clock() {
      clock ??= wallClock(now, context.timezone)
      return clock
    },
    context,
    lastInput: '',
    lastKind: '',
    tags: context.user.tags,
    isSubscribed: context.user.isSubscribed,
  }
}

function wholeText(text: string): string[] {
  return text === '' ? [] : [text]
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
