/** One turn of a test: the engine's outcome as lines of the chat, values and trace. */
import type { Event } from '../../../../engine/event.ts'
import { step } from '../../../../engine/step.ts'
import type { Effect } from '../../../../engine/turn.ts'
import type { Said } from '../../../kit/content.tsx'
import { type Around, clockOf, contextOf } from './surroundings.ts'
import { traceOf } from './trace-of.ts'
import type { TrialFlows } from './trial-flows.ts'
import type { Fields, Line, TraceItem, TrialState } from './trial-state.ts'

interface TurnOf {
  flows: TrialFlows
  event: Event
  around: Around
  now: Date
}

/** The state after the event; keys go on counting, so that lines stay what they are on screen. */
export function takeTurn(state: TrialState, { flows, event, around, now }: TurnOf): TrialState {
  const at = clockOf(state, around.timezone, now)
  const { session, effects, visits } = step(flows.library, state.session, event, at, contextOf(state, around, at))
  const isFirst = !state.isStarted
  const said: Line[] = isSaid(event) ? [{ key: 0, kind: 'person', content: event }] : []
  const lines = [...said, ...effects.map((effect): Line => lineOf(effect))]
  const trace = traceOf({ flows, visits, effects, waited: state.session })
  const after = effects.reduce(withEffect, {
    ...state,
    session,
    isStarted: true,
    isHandedOver: isFirst ? false : state.isHandedOver,
  })
  const call = effects.findLast((effect) => effect.kind === 'call')
  const isBack = event.kind === 'given-back'
  return {
    ...after,
    lines: numbered(state.lines, lines),
    trace: numbered(state.trace, trace),
    pending:
      session.pending !== null && call ? { id: call.id, call: call.call, stepId: call.stepId, isRunning: false } : null,
    isHandedOver: effects.some(({ kind }) => kind === 'hand-over') || (after.isHandedOver && !isBack),
  }
}

/** With keys that go on where the last ones ended. */
export function numbered<Item extends { key: number }>(before: readonly Item[], more: readonly Item[]): Item[] {
  const last = before.at(-1)?.key ?? 0
  return [...before, ...more.map((item, index) => ({ ...item, key: last + index + 1 }))]
}

/** The same item of the trace, with how its call ended. */
export function withOutcome(
  trace: readonly TraceItem[],
  id: string,
  call: Partial<NonNullable<TraceItem['call']>>,
): TraceItem[] {
  return trace.map((item) => {
    const isIts = item.effects.some((effect) => effect.kind === 'call' && effect.id === id)
    return isIts && item.call ? { ...item, call: { ...item.call, ...call } } : item
  })
}

function isSaid(event: Event): event is Extract<Event, Said> {
  return ['text', 'choice', 'choices', 'file', 'location'].includes(event.kind)
}

function lineOf(effect: Effect): Line {
  return effect.kind === 'say' ? { key: 0, kind: 'bot', content: effect.content } : { key: 0, kind: 'effect', effect }
}

function withEffect(state: TrialState, effect: Effect): TrialState {
  switch (effect.kind) {
    case 'set-field':
      return withField(state, effect.name, effect.value)
    case 'tag': {
      const others = state.person.tags.filter((tag) => tag !== effect.tag)
      return { ...state, person: { ...state.person, tags: effect.isOn ? [...others, effect.tag] : others } }
    }
    case 'subscribe':
      return { ...state, person: { ...state.person, isSubscribed: effect.isOn } }
    case 'assign':
      return { ...state, person: { ...state.person, assignee: assigneeOf(effect.to) } }
    case 'timer':
      return { ...state, timer: { id: effect.id, at: effect.at, stepId: state.session.waiting } }
    case 'no-timer':
    case 'ended':
      return { ...state, timer: null }
    default:
      return state
  }
}

/** null clears it. `name`, `email` and `phone` are those of the person. */
export function withField(state: TrialState, name: string, value: TrialState['fields'][string]): TrialState {
  if (name.startsWith('bot.')) return { ...state, botFields: put(state.botFields, name.slice(4), value) }
  const fields = put(state.fields, name, value)
  const isOwn = name === 'name' || name === 'email' || name === 'phone'
  if (!isOwn || typeof value !== 'string') return { ...state, fields }
  return { ...state, fields, asIf: { ...state.asIf, [name]: value } }
}

function put(fields: Fields, name: string, value: Fields[string]): Fields {
  const { [name]: _, ...rest } = fields
  return value === null || value === undefined ? rest : { ...rest, [name]: value }
}

function assigneeOf(to: Extract<Effect, { kind: 'assign' }>['to']): string | null {
  if (typeof to === 'object') return to.memberId
  return to === 'nobody' ? null : '…'
}
