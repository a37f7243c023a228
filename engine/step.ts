/** Runs one turn of a flow: from what a person did to what is to be done about it. */
import { z } from 'zod'
import { type Incoming, TEXT_LIMIT } from '../shared/messages.ts'
import { type Move, type Place, StepId } from './block.ts'
import type { RunnableFlow } from './flow.ts'
import { type Context, type Effect, type FailureCode, Turn } from './turn.ts'

export const STEP_BUDGET = 100

export type Session = z.infer<typeof Session>
/** Where a person is in a flow; small, and stored after every turn. Fields are kept with the bot user. */
export const Session = z.strictObject({
  waiting: StepId.nullable(),
  tries: z.int().min(0),
  done: z.boolean(),
  lastInput: z.string().max(TEXT_LIMIT),
})

export function newSession(): Session {
  return { waiting: null, tries: 0, done: false, lastInput: '' }
}

/**
 * Pure: the same flow, session, event, time and randomness give the same session and effects. Never throws for what a
 * person did; a fault of the flow is a `failed` effect. A finished session, and one whose question is gone from the
 * flow, starts afresh.
 */
export function step(flow: RunnableFlow, session: Session, event: Incoming, now: Date, context: Context): Outcome {
  const place = session.done || session.waiting === null ? undefined : flow.places.get(session.waiting)
  const question = place?.runnable
  // who opens the chat again finds the question still standing there
  if (question?.answer && event.kind === 'start') return { session, effects: [] }

  const { tries } = session
  const turn = new Turn({ event, tries, lastInput: inputOf(event) ?? session.lastInput, now, context })
  return question?.answer ? run(turn, question.answer(turn), session.waiting) : run(turn, flow.start, null)
}

export interface Outcome {
  session: Session
  effects: Effect[]
}

function run(turn: Turn, first: Move, waiting: string | null): Outcome {
  let [move, at] = [first, waiting]
  for (let steps = 0; typeof move === 'object'; steps += 1) {
    const { stepId, runnable }: Place = move
    if (!runnable) return fail(turn, 'missing-step', stepId)
    if (steps === STEP_BUDGET) return fail(turn, 'step-budget', stepId)
    at = stepId
    move = runnable.enter(turn)
  }
  if (move === 'wait') return { session: sessionAfter(turn, at), effects: turn.effects }
  if (move === 'end') turn.effects.push({ kind: 'ended' })
  return { session: sessionAfter(turn, null), effects: turn.effects }
}

function fail(turn: Turn, code: FailureCode, stepId: string): Outcome {
  turn.effects.push({ kind: 'failed', code, stepId, message: FAILURES[code] })
  return { session: sessionAfter(turn, null), effects: turn.effects }
}

const FAILURES: Record<FailureCode, string> = {
  'step-budget': `The flow took ${STEP_BUDGET} steps without waiting for an answer; it probably goes in a circle.`,
  'missing-step': 'The flow goes to a step that does not exist.',
}

function sessionAfter(turn: Turn, waiting: string | null): Session {
  const isWaiting = waiting !== null
  return { waiting, tries: isWaiting ? turn.tries : 0, done: !isWaiting, lastInput: turn.lastInput }
}

function inputOf(event: Incoming): string | undefined {
  if (event.kind === 'start') return undefined
  return event.kind === 'text' ? event.text : (event.label ?? '')
}
