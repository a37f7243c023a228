/** Where a person is in a flow: small, and stored after every turn. Fields are kept with the bot user. */
import { z } from 'zod'
import { Value } from '../shared/fields.ts'
import { TEXT_LIMIT } from '../shared/messages.ts'
import { StepId } from './step-id.ts'

/** A step of a flow that called another one and waits for it to return. */
export type Frame = z.infer<typeof Frame>
export const Frame = z.strictObject({
  version: z.string(),
  stepId: StepId,
  memory: Value,
  inputs: z.record(z.string(), Value),
})

export type Session = z.infer<typeof Session>
/** Sessions stored by earlier releases lack the later parts, which then begin empty. */
export const Session = z.object({
  /** the version of the flow that runs; null before the first turn */
  version: z.string().nullable().default(null),
  waiting: StepId.nullable(),
  /** wrong answers to the question that waits */
  tries: z.int().min(0),
  done: z.boolean(),
  lastInput: z.string().max(TEXT_LIMIT),
  /** the kind of what came in last, such as `text` or `file` */
  lastKind: z.string().max(20).default(''),
  /** the flows that called the running one, the innermost last */
  frames: z.array(Frame).max(10).default([]),
  /** what the running flow was given by its caller, read as {{input.name}} */
  inputs: z.record(z.string(), Value).default({}),
  /** what the event told that began the flow, read as {{event.…}} */
  data: Value.default(null),
  /** what the waiting step remembers */
  memory: Value.default(null),
  /** the call that is waited for */
  pending: z.string().nullable().default(null),
  timer: z.string().nullable().default(null),
  /** turns so far; gives calls and timers their ids */
  turn: z.int().min(0).default(0),
  /** when the last turn was, in milliseconds since 1970 */
  at: z.int().min(0).default(0),
  /** turns that followed one another at once without the person: no flow goes on for ever by itself */
  alone: z.int().min(0).default(0),
  /** events that led to events */
  depth: z.int().min(0).default(0),
})

export function newSession(): Session {
  return {
    version: null,
    waiting: null,
    tries: 0,
    done: false,
    lastInput: '',
    lastKind: '',
    frames: [],
    inputs: {},
    data: null,
    memory: null,
    pending: null,
    timer: null,
    turn: 0,
    at: 0,
    alone: 0,
    depth: 0,
  }
}
