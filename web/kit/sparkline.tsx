/** A few numbers as small bars, read out as words. */
import { VisuallyHidden } from '@mantine/core'
import classes from './sparkline.module.css'

interface SparklineProps {
  values: readonly number[]
  /** what the bars tell, as a sentence */
  label: string
}

const BAR = 6
const GAP = 3
const HEIGHT = 20

export function Sparkline({ values, label }: SparklineProps) {
  const most = Math.max(1, ...values)
  return (
    <span className={classes.root}>
      <svg width={values.length * (BAR + GAP) - GAP} height={HEIGHT} aria-hidden="true">
        {values.map((value, index) => {
          const height = value === 0 ? 2 : Math.max(4, (value / most) * HEIGHT)
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={index}
              className={classes.bar}
              data-empty={value === 0 || undefined}
              x={index * (BAR + GAP)}
              y={HEIGHT - height}
              width={BAR}
              height={height}
              rx={1}
            />
          )
        })}
      </svg>
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  )
}
