/** An instant as the reader sees it, in their timezone and hour style; the tooltip has the exact time and UTC. */
import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { type Reader, useReader } from './reader.ts'

interface TimeProps {
  /** ISO-8601 instant */
  at: string
  /** relative: "3 minutes ago"; datetime: "24 Nov 2026, 14:05"; date: "24 Nov 2026"; clock: "14:05" */
  show?: 'relative' | 'datetime' | 'date' | 'clock'
}

export function Time({ at, show = 'datetime' }: TimeProps) {
  const reader = useReader()
  const now = useMinute(show === 'relative')
  const instant = new Date(at)
  const text = show === 'relative' ? relative(instant, now, reader) : absolute(instant, show, reader)
  const exact = `${absolute(instant, 'full', reader)} · ${instant.toISOString().slice(0, 19).replace('T', ' ')} UTC`
  return (
    <Tooltip label={exact}>
      <time dateTime={at} data-tabular>
        {text}
      </time>
    </Tooltip>
  )
}

const STYLES = {
  date: { dateStyle: 'medium' },
  clock: { timeStyle: 'short' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
  full: { dateStyle: 'full', timeStyle: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** The same words without an element, for labels and exports. */
export function absolute(instant: Date, style: keyof typeof STYLES, reader: Reader): string {
  return new Intl.DateTimeFormat(reader.language, {
    ...STYLES[style],
    timeZone: reader.timezone,
    hourCycle: reader.timeFormat === '12h' ? 'h12' : 'h23',
  }).format(instant)
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

export function relative(instant: Date, now: number, reader: Reader): string {
  const seconds = Math.round((instant.getTime() - now) / 1000)
  const format = new Intl.RelativeTimeFormat(reader.language, { numeric: 'auto' })
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return format.format(0, 'second')
}

/** The present, renewed each half minute while somebody shows it. */
function useMinute(isTicking: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
