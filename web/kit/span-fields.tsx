/** The hours of one day: from when to when, once or more. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { BusinessHours } from '../../shared/business-hours.ts'
import { useReader } from './reader.ts'
import classes from './week-hours.module.css'

export type Spans = BusinessHours['holidays'][number]['spans']

const MOST = 6

interface SpanFieldsProps {
  /** whose hours, for screen readers: a day or a holiday */
  of: string
  spans: Spans
  onChange: (spans: Spans) => void
}

export function SpanFields({ of: day, spans, onChange }: SpanFieldsProps) {
  const { t } = useLingui()
  const put = (at: number, part: Partial<Spans[number]>) =>
    onChange(spans.map((span, index) => (index === at ? { ...span, ...part } : span)))
  if (spans.length === 0)
    return (
      <span className={classes.closed}>
        <Trans>Closed</Trans>
      </span>
    )
  return (
    <div className={classes.spans}>
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no names, only places
        <div key={index} className={classes.span}>
          <TimeField label={t`${day}: opens`} value={span.from} onChange={(from) => put(index, { from })} />
          <span aria-hidden="true">–</span>
          <TimeField
            label={t`${day}: closes`}
            value={span.to}
            onChange={(to) => put(index, { to: to === '00:00' ? MIDNIGHT : to })}
            isWrong={span.from >= span.to}
          />
          {index === 0 && spans.length < MOST && (
            <ActionIcon aria-label={t`${day}: open once more`} onClick={() => onChange([...spans, after(spans)])}>
              <IconPlus size={16} stroke={1.6} />
            </ActionIcon>
          )}
          {index > 0 && (
            <ActionIcon
              aria-label={t`${day}: take these hours away`}
              onClick={() => onChange(spans.filter((_, at) => at !== index))}
            >
              <IconX size={16} stroke={1.6} />
            </ActionIcon>
          )}
          {span.from >= span.to && (
            <span className={classes.wrong} role="alert">
              <Trans>Ends before it begins</Trans>
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

interface TimeFieldProps {
  label: string
  value: string
  onChange: (time: string) => void
  isWrong?: boolean
}

/** The browser's own field of a time; it knows no 24:00, which is the next day's midnight there. */
function TimeField({ label, value, onChange, isWrong = false }: TimeFieldProps) {
  return (
    <TextInput
      type="time"
      className={classes.time}
      aria-label={label}
      value={value === MIDNIGHT ? '00:00' : value}
      onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value.slice(0, 5))}
      error={isWrong}
    />
  )
}

/** "09:00–12:30, 14:00–17:00", in the reader's hour style. */
export function useSpanWords(): (spans: Spans) => string {
  const { t } = useLingui()
  const { language, timeFormat } = useReader()
  const hourCycle = timeFormat === '12h' ? 'h12' : 'h23'
  const format = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: 'UTC', hourCycle })
  const at = (time: string) => format.format(new Date(`2026-01-05T${time === MIDNIGHT ? '00:00' : time}Z`))
  return (spans) => (spans.length > 0 ? spans.map(({ from, to }) => `${at(from)}–${at(to)}`).join(', ') : t`Closed`)
}

/** Whether a day's hours can be kept as they are. */
export function areSpansRight(spans: Spans): boolean {
  return spans.every(({ from, to }) => from < to)
}

const MIDNIGHT = '24:00'

function after(spans: Spans): Spans[number] {
  const last = spans.at(-1)?.to ?? '17:00'
  return last < '22:00' ? { from: last, to: '22:00' } : { from: '22:00', to: MIDNIGHT }
}
