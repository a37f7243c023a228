/** A plain layout for large flows, made in no time: one column for each step away from the start, none over another. */
import type { Flow } from '../../../../engine/flow.ts'
import type { Spot } from '../edits/flow-edits.ts'
import { targetsOf } from '../edits/flow-order.ts'
import { sizeOf, WIDTH } from './node-size.ts'

const GAP_X = 80
const GAP_Y = 40

export function quickLayout(flow: Flow): Record<string, Spot> {
  const spots = new Map<string, Spot>()
  /** how far down each column is taken */
  const bottoms: number[] = []
  const put = (id: string, column: number, wanted: number) => {
    const step = flow.steps[id]
    if (!step) return
    const y = Math.max(wanted, bottoms[column] ?? -Infinity)
    spots.set(id, { x: column * (WIDTH + GAP_X), y })
    bottoms[column] = y + sizeOf(step).height + GAP_Y
  }
  const walk = (start: string) => {
    const waiting = [{ id: start, column: 0, y: Math.max(0, ...bottoms) }]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { id, column, y } = next
      const step = flow.steps[id]
      if (!step || spots.has(id)) continue
      put(id, column, y)
      const at = spots.get(id)?.y ?? y
      waiting.push(
        ...targetsOf(step)
          .map((to) => ({ id: to, column: column + 1, y: at }))
          .toReversed(),
      )
    }
  }
  walk(flow.start)
  for (const { to } of flow.entries ?? []) if (to !== undefined && !spots.has(to)) walk(to)
  for (const id of Object.keys(flow.steps)) if (!spots.has(id)) walk(id)
  return Object.fromEntries(spots)
}
