/** What one can do with the steps of a flow: add, rename, move and take them away, with every way kept leading somewhere. */
import type { Step } from '../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../engine/flow.ts'
import { orderedSteps } from './flow-order.ts'

type Way = string | undefined
type BlockName = Step['block']

/** A new step after this one; the way straight on leads through it. Without `after` it stands alone. */
export function insertStep(flow: Flow, block: BlockName, after: string | null): { flow: Flow; id: string } {
  const id = freeId(flow, NAMES[block])
  const before = after === null ? undefined : flow.steps[after]
  if (after === null || !before || !hasNext(before)) return { flow: put(flow, id, newStep(block, undefined)), id }
  const linked = put(flow, after, withNext(before, id))
  return { flow: put(linked, id, newStep(block, before.next)), id }
}

/** A new step before this one: all ways to it lead to the new one. */
export function insertBefore(flow: Flow, block: BlockName, target: string): { flow: Flow; id: string } {
  const id = freeId(flow, NAMES[block])
  return { flow: put(redirect(flow, target, id), id, newStep(block, target)), id }
}

export function changeStep(flow: Flow, id: string, step: Step): Flow {
  return put(flow, id, step)
}

/** Takes the step away; what led to it goes on to the step after it. */
export function removeStep(flow: Flow, id: string): Flow {
  const { [id]: removed, ...steps } = flow.steps
  if (!removed || Object.keys(steps).length === 0) return flow
  const on = hasNext(removed) && removed.next !== id ? removed.next : undefined
  const start = flow.start === id ? (on ?? firstOf(flow, id)) : flow.start
  return redirect({ start, steps }, id, on)
}

/** A copy beside the step, which no way leads to yet. */
export function copyStep(flow: Flow, id: string): { flow: Flow; id: string } {
  const step = flow.steps[id]
  const copy = freeId(flow, `${id.slice(0, 34)}-copy`)
  return step ? { flow: put(flow, copy, step), id: copy } : { flow, id }
}

/** The step under another name, with all ways to it. The name is free, or the flow stays as it is. */
export function renameStep(flow: Flow, from: string, to: string): Flow {
  const step = flow.steps[from]
  if (!step || flow.steps[to] || to === '') return flow
  const steps = Object.fromEntries(Object.entries(flow.steps).map(([id, each]) => [id === from ? to : id, each]))
  return redirect({ start: flow.start, steps }, from, to)
}

/** May the step change places with the one above it in the list? Both need a way straight on. */
export function canRise(flow: Flow, id: string): boolean {
  return aboveOf(flow, id) !== null
}

/** The step changes places with the one above it. */
export function riseStep(flow: Flow, id: string): Flow {
  const above = aboveOf(flow, id)
  const step = flow.steps[id]
  if (!above || !step || !hasNext(step)) return flow
  const out = redirect(flow, id, step.next === id ? undefined : step.next)
  const start = flow.start === id ? above : out.start
  const led = redirect({ ...out, start }, above, id)
  return put(led, id, withNext(step, above))
}

/** The step that changes places with this one when it goes down. */
export function belowOf(flow: Flow, id: string): string | null {
  const order = orderedSteps(flow)
  const below = order[order.findIndex((placed) => placed.id === id) + 1]
  return below && canRise(flow, below.id) ? below.id : null
}

/** Only neighbours that follow one another in the chat can change places. */
function aboveOf(flow: Flow, id: string): string | null {
  const order = orderedSteps(flow)
  const above = order[order.findIndex((placed) => placed.id === id) - 1]
  const step = flow.steps[id]
  if (!above || !step || !hasNext(above.step) || !hasNext(step)) return null
  return above.step.next === id ? above.id : null
}

export type WithNext = Exclude<Step, { block: 'end' | 'hand-over' }>

export function hasNext(step: Step): step is WithNext {
  return step.block !== 'end' && step.block !== 'hand-over'
}

function withNext(step: WithNext, next: Way): Step {
  return { ...step, next }
}

/** Every way to `from` leads to `to`. */
function redirect(flow: Flow, from: string, to: Way): Flow {
  const turn = (way: Way) => (way === from ? to : way)
  const steps = Object.fromEntries(Object.entries(flow.steps).map(([id, step]) => [id, withWays(step, turn)]))
  return { start: flow.start === from ? (to ?? flow.start) : flow.start, steps }
}

function withWays(step: Step, turn: (way: Way) => Way): Step {
  switch (step.block) {
    case 'ask': {
      const choices = step.choices?.map((choice) => ({ ...choice, next: turn(choice.next) }))
      return { ...step, ...(choices && { choices }), next: turn(step.next), otherwise: turn(step.otherwise) }
    }
    case 'decide':
      return { ...step, next: turn(step.next), otherwise: turn(step.otherwise) }
    case 'say':
    case 'set':
      return { ...step, next: turn(step.next) }
    default:
      return step
  }
}

function put(flow: Flow, id: string, step: Step): Flow {
  return { ...flow, steps: { ...flow.steps, [id]: step } }
}

function firstOf(flow: Flow, except: string): string {
  return orderedSteps(flow).find(({ id }) => id !== except)?.id ?? flow.start
}

function freeId(flow: Flow, wanted: string): string {
  if (!flow.steps[wanted]) return wanted
  for (let number = 2; ; number += 1) {
    const id = `${wanted}-${number}`
    if (!flow.steps[id]) return id
  }
}

const NAMES: Record<BlockName, string> = {
  say: 'message',
  ask: 'question',
  decide: 'condition',
  set: 'set-field',
  'hand-over': 'hand-over',
  end: 'end',
}

function newStep(block: BlockName, next: Way): Step {
  const fresh: Record<BlockName, Step> = {
    say: { block: 'say', text: '', next },
    ask: { block: 'ask', text: '', kind: 'text', maxTries: 3, next },
    decide: {
      block: 'decide',
      when: { match: 'all', rules: [{ name: 'LAST_INPUT', operator: 'contains', value: '' }] },
      next,
    },
    set: { block: 'set', field: 'note', value: '{{LAST_INPUT}}', next },
    'hand-over': { block: 'hand-over' },
    end: { block: 'end' },
  }
  return fresh[block]
}
