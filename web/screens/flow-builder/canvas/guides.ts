/** While a step is dragged: where its edges and its middle lie in line with others, and where it then snaps to. */
import type { Spot } from '../edits/flow-edits.ts'

export interface Box extends Spot {
  width: number
  height: number
}

/** A line on the canvas: at this x from top to bottom, or at this y from left to right. */
export interface Guide {
  axis: 'x' | 'y'
  at: number
  from: number
  to: number
}

/** Nearer than this lies in line. */
const NEAR = 6
/** Beyond both steps, so that one sees what is in line. */
const OVER = 16

/** The place in line with the nearest other step on each axis, and the lines that show it. */
export function inLine(box: Box, others: readonly Box[]): { spot: Spot; guides: Guide[] } {
  const x = nearest(box, others, 'x')
  const y = nearest(box, others, 'y')
  const spot = { x: box.x + (x?.by ?? 0), y: box.y + (y?.by ?? 0) }
  const placed = { ...box, ...spot }
  return { spot, guides: [x && guideOf('x', x, placed), y && guideOf('y', y, placed)].flatMap((each) => each ?? []) }
}

interface Match {
  by: number
  at: number
  other: Box
}

function nearest(box: Box, others: readonly Box[], axis: 'x' | 'y'): Match | undefined {
  let best: Match | undefined
  for (const other of others)
    for (const at of marksOf(other, axis))
      for (const mark of marksOf(box, axis)) {
        const by = at - mark
        if (Math.abs(by) <= NEAR && (!best || Math.abs(by) < Math.abs(best.by))) best = { by, at, other }
      }
  return best
}

/** Beginning, middle and end. */
function marksOf(box: Box, axis: 'x' | 'y'): [number, number, number] {
  const size = axis === 'x' ? box.width : box.height
  return [box[axis], box[axis] + size / 2, box[axis] + size]
}

function guideOf(axis: 'x' | 'y', { at, other }: Match, box: Box): Guide {
  const across = axis === 'x' ? 'y' : 'x'
  const [first, , last] = marksOf(box, across)
  const [begin, , end] = marksOf(other, across)
  return { axis, at, from: Math.min(first, begin) - OVER, to: Math.max(last, end) + OVER }
}
