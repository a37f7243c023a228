/** Behind a field: the same text with its markers tinted. */
import type { Ref } from 'react'
import { readMarkers } from '../../../../../engine/values/variables.ts'
import classes from './value-text.module.css'

export function Marked({ text, ref }: { text: string; ref?: Ref<HTMLDivElement> }) {
  if (!text.includes('{{')) return <div ref={ref} className={classes.mirror} aria-hidden="true" />
  return (
    <div ref={ref} className={classes.mirror} aria-hidden="true">
      {text.split(MARKER).map((piece, index) => {
        if (index % 2 === 0) return piece
        const isRead = readMarkers(piece).unreadable.length === 0
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no names, only places
          <mark key={index} className={classes.marker} data-unread={!isRead || undefined}>
            {piece}
          </mark>
        )
      })}
      {'\n'}
    </div>
  )
}

const MARKER = /(\{\{[^{}]{1,400}\}\})/
