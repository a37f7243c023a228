/** The sign of a thing on a small square, the same size wherever things stand side by side. */
import type { ReactNode } from 'react'
import classes from './tile.module.css'

interface TileProps {
  /** tinted: a sign of ours; plain: the sign of somebody else, in its own colours */
  look?: 'plain' | 'tinted'
  children: ReactNode
}

/** For the eye only: the name of the thing stands beside it. */
export function Tile({ look = 'plain', children }: TileProps) {
  return (
    <span className={classes.tile} data-look={look} aria-hidden="true">
      {children}
    </span>
  )
}
