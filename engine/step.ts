/** Runs one turn of a chat: from what happened to what is to be done about it. */
import { cutText, TEXT_LIMIT } from '../shared/messages.ts'
import type { Into, Move, Place, Runnable } from './block.ts'
import type { Entry } from './entry.ts'
import type { Event } from './event.ts'
import type { RunnableFlow } from './flow.ts'
import type { Library } from './library.ts'
import type { Frame, Session } from './session.ts'
import { type Context, type Effect, type FailureCode, TooMuchWork, Turn, type Visit } from './turn.ts'

export const STEP_BUDGET = 100
export const DEPTH_LIMIT = 10
const ALONE_LIMIT = 200
const REST_MS = 60_000

export interface Outcome {
  session: Session
  effects: Effect[]
  visits: Visit[]
}

/**
 * Pure: the same library, session, event, time and randomness give the same outcome. Never throws for what a person did;
 * a fault of the flow is a `failed` effect. What is no longer waited for changes nothing. A finished session, and one whose
 * step is gone from its flow, starts afresh.
 */
export function step(library: Library, session: Session, event: Event, now: Date, context: Context): Outcome {
  const run = new Run(library, session, { event, now, context })
  return run.go()
}

/** Whether a version has to be kept for this chat. */
export function versionsOf(session: Session): string[] {
  const own = session.version === null || session.done ? [] : [session.version]
  return [...own, ...session.frames.map((frame) => frame.version)]
}

class Run {
  readonly #library: Library
  readonly #session: Session
  readonly #event: Event
  readonly #turn: Turn
  #flow: RunnableFlow
  #frames: Frame[]
  #at: string | null

  constructor(library: Library, session: Session, at: { event: Event; now: Date; context: Context }) {
    this.#library = library
    this.#session = session
    this.#event = at.event
    this.#flow = (session.version !== null && library.version(session.version)) || library.main
    this.#frames = session.frames
    this.#at = session.done ? null : session.waiting
    this.#turn = new Turn({ ...at, session })
  }

  go(): Outcome {
    try {
      return this.#go()
    } catch (error) {
      if (error instanceof TooMuchWork) return this.#fail('too-much-work', this.#turn.stepId)
      throw error
    }
  }

  #go(): Outcome {
    const first = this.#first()
    if (first === 'nothing') return { session: this.#session, effects: [], visits: [] }
    if (this.#alone() > ALONE_LIMIT) return this.#fail('endless-run', this.#at ?? '')
    return this.#follow(first)
  }

  /** What the event does with the step that waits, or where it begins. */
  #first(): Move | 'nothing' {
    const event = this.#event
    const waiting = this.#waiting()
    switch (event.kind) {
      case 'result':
        if (!waiting?.result || this.#turn.pending !== event.callId) return 'nothing'
        this.#turn.pending = null
        return this.#act(() => waiting.result?.(this.#turn, event.outcome))
      case 'timer':
        if (!waiting?.timeout || this.#turn.timer !== event.timerId) return 'nothing'
        this.#turn.timer = null
        return this.#act(() => waiting.timeout?.(this.#turn))
      case 'given-back':
        return waiting?.givenBack ? this.#act(() => waiting.givenBack?.(this.#turn)) : 'nothing'
      case 'entry':
        return this.#enterBy(event)
      case 'start':
        return this.#open(event.ref, waiting)
      default:
        return this.#hear(event, waiting)
    }
  }

  #waiting(): Runnable | undefined {
    return this.#at === null ? undefined : this.#flow.places.get(this.#at)?.runnable
  }

  /** Who opens the chat again finds the question still standing there, unless a link leads elsewhere. */
  #open(ref: string | undefined, waiting: Runnable | undefined): Move | 'nothing' {
    const led = ref === undefined ? undefined : this.#door((flow) => flow.doors.forRef(ref))
    if (led) return led
    if (waiting) return 'nothing'
    const isNew = this.#session.turn === 0
    const welcome = isNew ? this.#library.main.doors.only('welcome') : undefined
    return this.#begin(this.#library.main, welcome)
  }

  #hear(event: Event, waiting: Runnable | undefined): Move {
    this.#note(event)
    if (event.kind === 'choice') {
      const tapped = this.#tapped(event.id)
      if (tapped) return tapped
    }
    const words = event.kind === 'text' ? event.text : undefined
    const work = (characters: number) => this.#turn.work(characters)
    const isAsked = waiting?.answer !== undefined || this.#turn.pending !== null
    const led = words === undefined ? undefined : this.#door((flow) => flow.doors.forWords(words, isAsked, work))
    if (led) return led
    if (waiting) return waiting.answer ? this.#answer(waiting) : 'wait'
    const fallback = words === undefined ? undefined : this.#library.main.doors.only('default-reply')
    return this.#begin(this.#library.main, fallback)
  }

  #answer(waiting: Runnable): Move {
    const move = this.#act(() => waiting.answer?.(this.#turn))
    if (move !== 'wait') this.#visit('answered')
    return move
  }

  #note(event: Event): void {
    this.#turn.lastInput = cutText(inputOf(event), TEXT_LIMIT)
    this.#turn.lastKind = event.kind
  }

  /** A button that stays may be tapped at any later time, while its flow is the one that runs or is published. */
  #tapped(id: string): Move | undefined {
    const [stepId = '', choiceId = ''] = id.split('/', 2)
    if (stepId === this.#at) return undefined
    this.#turn.stepId = stepId
    for (const flow of [this.#flow, ...this.#library.all]) {
      const move = flow.places.get(stepId)?.runnable?.tap?.(this.#turn, choiceId)
      if (move === undefined) continue
      this.#leave(flow)
      this.#at = stepId
      this.#visit('answered')
      return move
    }
    return undefined
  }

  #door(find: (flow: RunnableFlow) => Entry | undefined): Move | undefined {
    for (const flow of this.#library.all) {
      const entry = find(flow)
      if (entry) return this.#begin(flow, entry)
    }
    return undefined
  }

  #enterBy(event: Extract<Event, { kind: 'entry' }>): Move | 'nothing' {
    const flow = this.#library.flow(event.flow)
    const entry = flow?.doors.byId(event.entry)
    if (!flow || !entry) return 'nothing'
    const move = this.#begin(flow, entry)
    this.#turn.data = event.data ?? null
    return move
  }

  #begin(flow: RunnableFlow, entry: Entry | undefined): Move {
    this.#leave(flow)
    this.#turn.data = null
    return (entry?.to !== undefined && flow.places.get(entry.to)) || flow.start
  }

  /** Gives up whatever waited, and whoever called. */
  #leave(flow: RunnableFlow): void {
    this.#flow = flow
    this.#frames = []
    this.#turn.inputs = {}
    this.#rest()
  }

  /** Nothing waits any more. */
  #rest(): void {
    const turn = this.#turn
    turn.pending = null
    turn.memory = null
    turn.tries = 0
    if (turn.timer === null) return
    turn.timer = null
    turn.effects.push({ kind: 'no-timer' })
  }

  #act(act: () => Move | undefined): Move {
    this.#turn.stepId = this.#at ?? ''
    return act() ?? 'wait'
  }

  #follow(first: Move): Outcome {
    let move = first
    for (let steps = 0; ; ) {
      if (move === 'wait') return this.#stay()
      if (move === 'stop' || move === 'handed-over') return this.#finish(move)
      if (move === 'end') {
        if (this.#frames.length === 0) return this.#finish('end')
        if (steps++ === STEP_BUDGET) return this.#fail('step-budget', this.#at ?? '')
        const back = this.#back()
        if (back === undefined) return this.#fail('missing-step', this.#at ?? '')
        move = back
      } else if ('isCall' in move) {
        const code = this.#into(move)
        if (code) return this.#fail(code, this.#at ?? '')
        move = this.#flow.start
      } else {
        const { stepId, runnable }: Place = move
        if (!runnable) return this.#fail('missing-step', stepId)
        if (steps++ === STEP_BUDGET) return this.#fail('step-budget', stepId)
        move = this.#enter(stepId, runnable)
      }
    }
  }

  #enter(stepId: string, runnable: Runnable): Move {
    if (this.#at !== null) this.#rest()
    this.#at = stepId
    this.#turn.stepId = stepId
    this.#visit('entered')
    return runnable.enter(this.#turn)
  }

  #into({ flow: id, inputs, isCall }: Into): keyof typeof FAILURES | undefined {
    const flow = this.#library.flow(id)
    if (!flow) return 'missing-flow'
    const { version } = this.#flow
    if (isCall) {
      if (this.#frames.length === DEPTH_LIMIT) return 'too-deep'
      const frame = { version, stepId: this.#at ?? '', memory: this.#turn.memory, inputs: { ...this.#turn.inputs } }
      this.#frames = [...this.#frames, frame]
    }
    this.#rest()
    this.#flow = flow
    this.#turn.inputs = inputs
    return undefined
  }

  /** Back to the step that called, with what the flow gives back. */
  #back(): Move | undefined {
    const frame = this.#frames.at(-1)
    const flow = frame && this.#library.version(frame.version)
    const runnable = flow?.places.get(frame?.stepId ?? '')?.runnable
    if (!frame || !flow || !runnable?.returned) return undefined
    const outputs = this.#turn.takeOutputs()
    this.#rest()
    this.#frames = this.#frames.slice(0, -1)
    this.#flow = flow
    this.#at = frame.stepId
    this.#turn.inputs = frame.inputs
    this.#turn.memory = frame.memory
    return this.#act(() => runnable.returned?.(this.#turn, outputs))
  }

  #visit(how: Visit['how']): void {
    this.#turn.visits.push({ version: this.#flow.version, stepId: this.#at ?? '', how })
  }

  #stay(): Outcome {
    return this.#outcome(this.#at)
  }

  /** A chat that was handed over may go on where it was, once it is given back. */
  #finish(move: 'end' | 'stop' | 'handed-over'): Outcome {
    if (move === 'handed-over' && this.#waiting()?.givenBack) return this.#outcome(this.#at)
    this.#rest()
    this.#frames = []
    if (move !== 'handed-over') this.#turn.effects.push({ kind: 'ended' })
    return this.#outcome(null)
  }

  #fail(code: keyof typeof FAILURES, stepId: string): Outcome {
    this.#rest()
    this.#frames = []
    this.#turn.effects.push({ kind: 'failed', code, stepId, message: FAILURES[code] })
    return this.#outcome(null)
  }

  /** Answers from outside and short timers may follow one another; whoever waits a minute has not run away. */
  #alone(): number {
    const { kind } = this.#event
    const rested = this.#turn.now.getTime() - this.#session.at >= REST_MS
    return kind === 'result' || (kind === 'timer' && !rested) ? this.#session.alone + 1 : 0
  }

  #outcome(waiting: string | null): Outcome {
    const turn = this.#turn
    const before = this.#session
    const isWaiting = waiting !== null
    const depth = this.#event.kind === 'entry' ? this.#event.depth : isOfPerson(this.#event) ? 0 : before.depth
    const session: Session = {
      version: this.#flow.version,
      waiting,
      tries: isWaiting ? turn.tries : 0,
      done: !isWaiting,
      lastInput: turn.lastInput,
      lastKind: turn.lastKind,
      frames: isWaiting ? this.#frames : [],
      inputs: isWaiting ? { ...turn.inputs } : {},
      data: isWaiting ? turn.data : null,
      memory: isWaiting ? turn.memory : null,
      pending: isWaiting ? turn.pending : null,
      timer: isWaiting ? turn.timer : null,
      turn: before.turn + 1,
      at: turn.now.getTime(),
      alone: this.#alone(),
      depth,
    }
    return { session, effects: turn.effects, visits: turn.visits }
  }
}

const FAILURES = {
  'step-budget': `The flow took ${STEP_BUDGET} steps without waiting for an answer; it probably goes in a circle.`,
  'missing-step': 'The flow goes to a step that does not exist.',
  'missing-flow': 'The flow goes into another flow that is not published.',
  'too-deep': `More than ${DEPTH_LIMIT} flows called one another.`,
  'too-much-work':
    'The flow worked over more text in one turn than there is time for; use shorter texts and lists, or fewer of them.',
  'endless-run': `The flow went on ${ALONE_LIMIT} times without the person doing anything.`,
} as const satisfies Partial<Record<FailureCode, string>>

function isOfPerson({ kind }: Event): boolean {
  return !['result', 'timer', 'given-back', 'entry'].includes(kind)
}

/** What a person did, in words. */
function inputOf(event: Event): string {
  if (event.kind === 'text') return event.text
  if (event.kind === 'choice') return event.label ?? ''
  if (event.kind === 'choices') return (event.labels ?? event.ids).join(', ')
  if (event.kind === 'file') return event.url
  if (event.kind === 'location') return `${event.latitude}, ${event.longitude}`
  return ''
}
