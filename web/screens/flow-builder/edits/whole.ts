/** After steps are gone: every way leads to a step that exists, and one stands at a step that led there. */
import type { Flow } from '../../../../engine/flow.ts'
import { stepWithWays, withWays } from './flow-edits.ts'

/** A way to a step that somebody else took away leads nowhere. */
export function whole(flow: Flow): Flow {
  const start = flow.steps[flow.start] ? flow.start : (Object.keys(flow.steps)[0] ?? flow.start)
  const hasMissing = Object.values(flow.steps).some((step) => stepWithWays(step, known(flow)) !== step)
  const isWhole =
    !hasMissing && start === flow.start && !flow.entries?.some(({ to }) => to !== undefined && !flow.steps[to])
  return isWhole ? flow : withWays({ ...flow, start }, known(flow))
}

/** Where one is after taking away: at a step that led here. */
export function neighbourOf(before: Flow, after: Flow, removed: readonly string[]): string | undefined {
  const led = Object.entries(before.steps).find(([id, step]) => {
    if (!after.steps[id]) return false
    return after.steps[id] !== step && !removed.includes(id)
  })
  return led?.[0] ?? (after.steps[after.start] ? after.start : undefined)
}

function known(flow: Flow): (to: string) => string | undefined {
  return (to) => (Object.hasOwn(flow.steps, to) ? to : undefined)
}
