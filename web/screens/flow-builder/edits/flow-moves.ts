/** Steps that follow one another straight on change places. */
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { connect, withWays } from './flow-edits.ts'

/** The step straight before this one, where both have a way straight on. */
export function aboveOf(flow: Flow, id: string): string | undefined {
  if (!hasNext(flow.steps[id])) return undefined
  return Object.keys(flow.steps).find((each) => each !== id && nextOf(flow.steps[each]) === id)
}

/** The step that changes places with this one when it goes down. */
export function belowOf(flow: Flow, id: string): string | undefined {
  const next = nextOf(flow.steps[id])
  return next !== undefined && next !== id && hasNext(flow.steps[next]) && aboveOf(flow, next) === id ? next : undefined
}

/** The step changes places with the one before it; what led there leads here, and their spots change too. */
export function rise(flow: Flow, id: string): Flow {
  const above = aboveOf(flow, id)
  if (above === undefined) return flow
  const after = nextOf(flow.steps[id])
  const led = withWays(flow, (to) => (to === above ? id : to === id ? above : to))
  const start = flow.start === above ? id : flow.start === id ? above : flow.start
  const down = connect({ ...led, start }, { stepId: above, handle: 'next' }, after === above ? id : after)
  return swapSpots(connect(down, { stepId: id, handle: 'next' }, above), above, id)
}

function swapSpots(flow: Flow, one: string, other: string): Flow {
  const [first, second] = [flow.layout?.[one], flow.layout?.[other]]
  return first && second ? { ...flow, layout: { ...flow.layout, [one]: second, [other]: first } } : flow
}

function hasNext(step: Step | undefined): boolean {
  return (
    step !== undefined &&
    blockOf(step)
      .edges(step)
      .some(({ handle }) => handle === 'next')
  )
}

function nextOf(step: Step | undefined): string | undefined {
  return (
    step &&
    blockOf(step)
      .edges(step)
      .find(({ handle }) => handle === 'next')?.to
  )
}
