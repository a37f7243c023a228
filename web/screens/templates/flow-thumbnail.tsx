/** The graph of a flow drawn small: its steps and the ways between them, to see its shape at a glance. */
import { plural } from '@lingui/core/macro'
import { useMemo } from 'react'
import { blockOf } from '../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../engine/flow.ts'
import { sizeOf } from '../flow-builder/canvas/node-size.ts'
import { quickLayout } from '../flow-builder/canvas/quick-layout.ts'
import classes from './flow-thumbnail.module.css'

interface Box {
  id: string
  category: string
  x: number
  y: number
  width: number
  height: number
}

const MARGIN = 40
/** no wider and no higher than this is drawn in full; of a larger flow, the beginning */
const MOST = { width: 1700, height: 760 }
const LEAST = { width: 900, height: 420 }

export function FlowThumbnail({ flow }: { flow: Flow }) {
  const { boxes, ways, view } = useMemo(() => drawing(flow), [flow])
  const count = Object.keys(flow.steps).length
  return (
    <svg
      className={classes.thumbnail}
      viewBox={view}
      preserveAspectRatio="xMidYMid meet"
      role="img"
      aria-label={plural(count, { one: 'Picture of a flow with # step', other: 'Picture of a flow with # steps' })}
    >
      {ways.map(({ key, path }) => (
        <path key={key} d={path} className={classes.way} />
      ))}
      {boxes.map(({ id, category, ...box }) => (
        <g key={id} data-category={category}>
          <rect {...box} rx={14} className={classes.box} />
          <rect x={box.x + 14} y={box.y + 12} width={20} height={20} rx={6} className={classes.dot} />
          <rect x={box.x + 44} y={box.y + 17} width={box.width * 0.45} height={10} rx={5} className={classes.line} />
        </g>
      ))}
    </svg>
  )
}

function drawing(flow: Flow) {
  const spots = flow.layout && Object.keys(flow.layout).length > 1 ? flow.layout : quickLayout(flow)
  const boxes = Object.entries(flow.steps).flatMap(([id, step]): Box[] => {
    const spot = spots[id]
    const { width, height } = sizeOf(step)
    return spot ? [{ id, category: blockOf(step).category, ...spot, width, height }] : []
  })
  return {
    boxes,
    ways: waysOf(flow, boxes),
    view: viewOf(
      boxes,
      boxes.find(({ id }) => id === flow.start),
    ),
  }
}

function waysOf(flow: Flow, boxes: readonly Box[]): Array<{ key: string; path: string }> {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    const from = byId.get(id)
    const ways = sizeOf(step).ways
    return blockOf(step)
      .edges(step)
      .flatMap(({ handle, to }) => {
        const target = byId.get(to ?? '')
        if (!from || !target) return []
        const y = from.y + (ways.find((way) => way.handle === handle)?.y ?? 20)
        return [
          { key: `${id} ${handle}`, path: curve({ x: from.x + from.width, y }, { x: target.x, y: target.y + 20 }) },
        ]
      })
  })
}

function curve(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const bend = Math.max(40, Math.abs(to.x - from.x) / 2)
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`
}

/** All of it where it fits, else from the start on. */
function viewOf(boxes: readonly Box[], start: Box | undefined): string {
  const left = Math.min(...boxes.map(({ x }) => x))
  const top = Math.min(...boxes.map(({ y }) => y))
  const wide = Math.max(...boxes.map(({ x, width }) => x + width)) - left
  const high = Math.max(...boxes.map(({ y, height }) => y + height)) - top
  const width = Math.min(MOST.width, Math.max(LEAST.width, wide)) + 2 * MARGIN
  const height = Math.min(MOST.height, Math.max(LEAST.height, high)) + 2 * MARGIN
  const x = wide > MOST.width && start ? start.x : left
  const y = high > MOST.height && start ? Math.max(top, Math.min(start.y - height / 3, top + high - height)) : top
  return `${x - MARGIN} ${y - MARGIN} ${width} ${height}`
}
