/** The order of the steps of a flow: as one walks through them, then those that no way leads to; and who is beside whom. */
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../../engine/flow.ts'

export interface PlacedStep {
  id: string
  step: Step
  isReachable: boolean
}

/** The way straight on comes before the ways aside, so that a list reads like the chat. */
export function orderedSteps(flow: Flow): PlacedStep[] {
  const seen = walk(flow)
  const others = Object.keys(flow.steps).filter((id) => !seen.has(id))
  return [...seen, ...others].flatMap((id) => {
    const step = flow.steps[id]
    return step ? [{ id, step, isReachable: seen.has(id) }] : []
  })
}

/** Where the step leads, straight on first. */
export function targetsOf(step: Step): string[] {
  const edges = blockOf(step).edges(step)
  const straight = edges.filter((edge) => edge.handle === 'next')
  const aside = edges.filter((edge) => edge.handle !== 'next')
  return [...new Set([...straight, ...aside].flatMap((edge) => (edge.to === undefined ? [] : [edge.to])))]
}

export type Direction = 'right' | 'left' | 'down' | 'up'

/** The step beside this one: along its ways, back along them, or among those that the same step leads to. */
export function besideOf(flow: Flow, id: string, direction: Direction): string | undefined {
  const step = flow.steps[id]
  if (!step) return flow.steps[flow.start] ? flow.start : undefined
  if (direction === 'right') return targetsOf(step).find((to) => to !== id && flow.steps[to])
  const before = Object.keys(flow.steps).find((each) => each !== id && targetsOf(flow.steps[each] ?? step).includes(id))
  if (direction === 'left') return before
  const siblings = before === undefined ? [] : targetsOf(flow.steps[before] ?? step).filter((to) => flow.steps[to])
  const by = direction === 'down' ? 1 : -1
  return siblings[siblings.indexOf(id) + by] ?? besideInOrder(flow, id, by)
}

function besideInOrder(flow: Flow, id: string, by: 1 | -1): string | undefined {
  const order = orderedSteps(flow).map((placed) => placed.id)
  return order[order.indexOf(id) + by]
}

/** From the start, then from each entry. */
function walk(flow: Flow): Set<string> {
  const seen = new Set<string>()
  const doors = (flow.entries ?? []).flatMap(({ to }) => (to === undefined ? [] : [to]))
  const waiting = [...doors.toReversed(), flow.start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const step = flow.steps[id]
    if (!step || seen.has(id)) continue
    seen.add(id)
    waiting.push(...targetsOf(step).toReversed())
  }
  return seen
}
