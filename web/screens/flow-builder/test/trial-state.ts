/** A test of a flow as it stands: the chat so far, who it is with, what waits, and what was gone through. */
import type { Call, CallOutcome } from '../../../../engine/call.ts'
import { newSession, type Session } from '../../../../engine/session.ts'
import type { Effect } from '../../../../engine/turn.ts'
import type { Value } from '../../../../shared/fields.ts'
import type { Content } from '../../../../shared/messages.ts'
import type { Said } from '../../../kit/content.tsx'

export type Fields = Readonly<Record<string, Value>>

/** Whom the flow believes to talk with, where and when. */
export interface AsIf {
  name: string
  email: string
  phone: string
  language: string
  /** IANA zone; empty is the workspace's */
  timezone: string
  tags: readonly string[]
  isSubscribed: boolean
  source: string
  channel: string
  hours: 'workspace' | 'open' | 'closed'
  /** on the clock of the workspace; null is now */
  clock: { date: string; time: string } | null
  /** what the person's fields hold when a test begins */
  fields: Fields
  botFields: Fields
}

/** What a step asks outside, and how the test answers it. */
export type Answering = { kind: 'run' } | { kind: 'by-hand'; json: string }

export interface Pending {
  id: string
  call: Call
  stepId: string
  isRunning: boolean
}

export interface Timer {
  id: string
  at: string
  stepId: string | null
}

export type Line = { key: number } & (
  | { kind: 'bot'; content: Content }
  | { kind: 'person'; content: Said }
  | { kind: 'effect'; effect: Effect }
  | { kind: 'time'; milliseconds: number }
)

/** A step that was gone through, with what it did. */
export interface TraceItem {
  key: number
  flow: string
  stepId: string
  how: 'entered' | 'answered' | 'waited'
  effects: readonly Effect[]
  call?: { call: Call; outcome?: CallOutcome; milliseconds?: number }
}

export interface TrialState {
  asIf: AsIf
  /** the person and their fields as the test has left them */
  person: Pick<AsIf, 'tags' | 'isSubscribed'> & { assignee: string | null }
  fields: Fields
  botFields: Fields
  session: Session
  isStarted: boolean
  isHandedOver: boolean
  lines: readonly Line[]
  trace: readonly TraceItem[]
  pending: Pending | null
  timer: Timer | null
  /** how far the clock was put on by skipping waits */
  skippedMs: number
  /** how the calls of a step are answered, by step */
  answers: Readonly<Record<string, Answering>>
  error: unknown
}

export const FIRST_AS_IF: AsIf = {
  name: 'Ann Miller',
  email: 'ann@example.com',
  phone: '',
  language: '',
  timezone: '',
  tags: [],
  isSubscribed: true,
  source: '',
  channel: 'webchat',
  hours: 'workspace',
  clock: null,
  fields: {},
  botFields: {},
}

export function freshTrial(asIf: AsIf = FIRST_AS_IF, answers: TrialState['answers'] = {}): TrialState {
  return {
    asIf,
    person: { tags: asIf.tags, isSubscribed: asIf.isSubscribed, assignee: null },
    fields: asIf.fields,
    botFields: asIf.botFields,
    session: newSession(),
    isStarted: false,
    isHandedOver: false,
    lines: [],
    trace: [],
    pending: null,
    timer: null,
    skippedMs: 0,
    answers,
    error: null,
  }
}
