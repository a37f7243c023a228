/** A span of time in words, as the reader writes it. */
import { Trans } from '@lingui/react/macro'
import { useReader } from '../../../kit/reader.ts'
import classes from './test-panel.module.css'

export function TimePassed({ milliseconds }: { milliseconds: number }) {
  const time = useSpan()(milliseconds)
  return (
    <p className={classes.note}>
      <Trans>{time} later</Trans>
    </p>
  )
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** The two largest units that are not nothing: “2 hours 30 minutes”. */
export function useSpan(): (milliseconds: number) => string {
  const { language } = useReader()
  return (milliseconds) => {
    let rest = Math.max(1000, Math.round(milliseconds / 1000) * 1000)
    const parts = UNITS.flatMap(([unit, size]) => {
      const count = Math.floor(rest / size)
      rest -= count * size
      return count > 0
        ? [new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)]
        : []
    })
    return parts.slice(0, 2).join(' ')
  }
}
