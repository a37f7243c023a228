/** What is known about a thing, line by line: the name of each fact at the left, the fact beside it. */
import type { ReactNode } from 'react'
import classes from './facts.module.css'

interface FactsProps {
  /** long: names that are written in code, and would break in the midst of a word */
  names?: 'short' | 'long'
  children: ReactNode
}

export function Facts({ names = 'short', children }: FactsProps) {
  return (
    <dl className={classes.facts} data-names={names}>
      {children}
    </dl>
  )
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
