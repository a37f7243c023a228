/** The lines that show what a dragged step is in line with. */
import { ViewportPortal } from '@xyflow/react'
import classes from './canvas.module.css'
import type { Guide } from './guides.ts'

export function GuideLines({ guides }: { guides: readonly Guide[] }) {
  if (guides.length === 0) return null
  return (
    <ViewportPortal>
      <svg className={classes.guides} aria-hidden="true">
        {guides.map(({ axis, at, from, to }) =>
          axis === 'x' ? (
            <line key={axis} x1={at} x2={at} y1={from} y2={to} />
          ) : (
            <line key={axis} x1={from} x2={to} y1={at} y2={at} />
          ),
        )}
      </svg>
    </ViewportPortal>
  )
}
