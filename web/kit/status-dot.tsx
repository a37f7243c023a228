/** A state by word, with a dot whose shape differs as well as its colour. */
import { VisuallyHidden } from '@mantine/core'
import classes from './status-dot.module.css'

export type Tone = 'good' | 'waiting' | 'bad' | 'info' | 'off'

interface StatusDotProps {
  tone: Tone
  label: string
  isLabelHidden?: boolean
  /** somebody's name is in the label, so that it may need a second line */
  isLong?: boolean
}

export function StatusDot({ tone, label, isLabelHidden = false, isLong = false }: StatusDotProps) {
  return (
    <span className={classes.root} data-long={isLong || undefined}>
      <svg className={classes.dot} data-tone={tone} width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
        {SHAPES[tone]}
      </svg>
      {isLabelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : <span>{label}</span>}
    </span>
  )
}

const SHAPES = {
  good: <circle cx="4" cy="4" r="4" />,
  waiting: <circle cx="4" cy="4" r="3" className={classes.ring} />,
  bad: <path d="M4 0 8 4 4 8 0 4Z" />,
  info: <rect x="0.5" y="0.5" width="7" height="7" rx="1.5" />,
  off: <circle cx="4" cy="4" r="3" className={classes.ring} />,
} as const
