/** How a way runs: a gentle curve to the right; back to the left it goes around, above or between the steps. */
import { type EdgeProps, getBezierPath, getSmoothStepPath } from '@xyflow/react'

type Ends = Pick<EdgeProps, 'sourceX' | 'sourceY' | 'targetX' | 'targetY' | 'sourcePosition' | 'targetPosition'>

const NEAR = 24
const ROUND = 14
/** so far above the heads of both steps that it is seen as a way of its own */
const ABOVE = 52

/** The path, and the middle of it. */
export function wayPath(ends: Ends): [path: string, x: number, y: number] {
  const { sourceX, sourceY, targetX, targetY } = ends
  const isOnward = targetX >= sourceX + NEAR
  if (isOnward) {
    const [path, x, y] = getBezierPath({ ...ends, curvature: 0.3 })
    return [path, x, y]
  }
  const isLevel = Math.abs(targetY - sourceY) < 2 * ABOVE
  const centerY = isLevel ? Math.min(sourceY, targetY) - ABOVE : (sourceY + targetY) / 2
  const [path] = getSmoothStepPath({ ...ends, borderRadius: ROUND, offset: NEAR, centerY })
  return [path, (sourceX + targetX) / 2, centerY]
}
