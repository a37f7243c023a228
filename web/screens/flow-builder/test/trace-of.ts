/** Which step did what: the engine tells the steps it went through, and beside them what it wants done. */
import type { Session } from '../../../../engine/session.ts'
import type { Effect, Visit } from '../../../../engine/turn.ts'
import type { TrialFlows } from './trial-flows.ts'
import type { TraceItem } from './trial-state.ts'

interface TraceOf {
  flows: TrialFlows
  visits: readonly Visit[]
  effects: readonly Effect[]
  /** as it was before the turn: what waited acts first */
  waited: Session
}

/** Each visit with its effects, in order. An effect that names no step belongs to the one that acts. */
export function traceOf({ flows, visits, effects, waited }: TraceOf): TraceItem[] {
  // a question that waited and was answered is one thing, not two
  const isAnswered = visits[0]?.how === 'answered' && visits[0].stepId === waited.waiting
  const first =
    !isAnswered && waited.waiting !== null && waited.version !== null
      ? [{ version: waited.version, stepId: waited.waiting, how: 'waited' as const }]
      : []
  const places = [...first, ...visits].map((visit) => {
    const known = flows.drafts.get(visit.version)
    const done: Effect[] = []
    return { ...visit, flow: known?.id ?? '', effects: done }
  })
  let at = 0
  for (const effect of effects) {
    const found =
      'stepId' in effect ? places.findIndex(({ stepId }, index) => index >= at && stepId === effect.stepId) : -1
    if (found !== -1) at = found
    places[at]?.effects.push(effect)
  }
  return places
    .filter(({ how, effects: done }) => how !== 'waited' || done.length > 0)
    .map(({ flow, stepId, how, effects: done }) => {
      const call = done.find((effect) => effect.kind === 'call')
      return { key: 0, flow, stepId, how, effects: done, ...(call && { call: { call: call.call } }) }
    })
}
