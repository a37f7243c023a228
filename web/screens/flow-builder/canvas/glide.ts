/** Steps glide to their new places, where one sees them go. */
import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import type { Flow } from '../../../../engine/flow.ts'
import type { Spot } from '../edits/flow-edits.ts'
import { useEditor } from '../store/use-editor.ts'
import { type Moving, spotsOf } from './canvas-graph.ts'

const GLIDE_MS = 240
/** More would not move smoothly. */
const GLIDE_LIMIT = 250

/** Where each step is on its way from the last layout to this one; null when all lie still. */
export function useGlide(flow: Flow): ReadonlyMap<string, Moving> | null {
  const isGliding = useEditor((state) => state.isGliding)
  const isReduced = useReducedMotion()
  const last = useRef(flow)
  const [moving, setMoving] = useState<{ flow: Flow; spots: ReadonlyMap<string, Moving> } | null>(null)
  useEffect(() => {
    const before = last.current
    last.current = flow
    const few = Object.keys(flow.steps).length <= GLIDE_LIMIT
    if (!isGliding || isReduced || !few || before.layout === flow.layout) return
    const paths = pathsBetween(spotsOf(before), spotsOf(flow))
    const since = performance.now()
    let frame = 0
    const draw = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - since) / GLIDE_MS))
      setMoving(part === 1 ? null : { flow, spots: along(paths, 1 - (1 - part) ** 3) })
      if (part < 1) frame = requestAnimationFrame(draw)
    }
    draw(since)
    return () => cancelAnimationFrame(frame)
  }, [flow, isGliding, isReduced])
  return moving?.flow === flow ? moving.spots : null
}

interface Path {
  id: string
  from: Spot
  to: Spot
}

function pathsBetween(from: ReadonlyMap<string, Spot>, to: ReadonlyMap<string, Spot>): Path[] {
  return [...to].flatMap(([id, spot]) => {
    const old = from.get(id)
    return old && (old.x !== spot.x || old.y !== spot.y) ? [{ id, from: old, to: spot }] : []
  })
}

function along(paths: readonly Path[], part: number): ReadonlyMap<string, Moving> {
  return new Map(
    paths.map(({ id, from, to }) => [
      id,
      { position: { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part } },
    ]),
  )
}
