/** Lines in one frame, each apart from the next: what is to be done, to be known or to be picked. */
import type { ReactNode } from 'react'
import classes from './rows.module.css'

interface RowsProps {
  /** read aloud; needed where there are many */
  label?: string
  /** from so many on that it scrolls within itself */
  isLong?: boolean
  children: ReactNode
}

export function Rows({ label, isLong = false, children }: RowsProps) {
  if (!isLong)
    return (
      <ul className={classes.rows} aria-label={label}>
        {children}
      </ul>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <ul className={classes.rows} data-long tabIndex={0} aria-label={label}>
      {children}
    </ul>
  )
}

interface RowProps {
  icon?: ReactNode
  /** its state, or the way to it, at the right */
  aside?: ReactNode
  children: ReactNode
}

export function Row({ icon, aside, children }: RowProps) {
  return (
    <li className={classes.row}>
      {icon}
      <div className={classes.words}>{children}</div>
      {aside}
    </li>
  )
}

/** The same frame about the choices of a group. */
export function Choices({ children }: { children: ReactNode }) {
  return (
    <div className={classes.rows} data-long>
      {children}
    </div>
  )
}

interface StripProps {
  /** sunken: to be taken from, not to be changed */
  isSunken?: boolean
  /** what can be done with it, at the right */
  action?: ReactNode
  children: ReactNode
}

/** A single line in a frame of its own. */
export function Strip({ isSunken = false, action, children }: StripProps) {
  return (
    <div className={classes.strip} data-sunken={isSunken || undefined}>
      <div className={classes.words}>{children}</div>
      {action}
    </div>
  )
}
