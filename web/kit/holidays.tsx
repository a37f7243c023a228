/** Days that differ from the week: closed, or open at other hours. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { BusinessHours } from '../../shared/business-hours.ts'
import { useReader } from './reader.ts'
import { SpanFields, useSpanWords } from './span-fields.tsx'
import classes from './week-hours.module.css'

export type HolidayRows = BusinessHours['holidays']
type Holiday = HolidayRows[number]

const MOST = 200
const SHORT_DAY = [{ from: '10:00', to: '14:00' }]

interface HolidaysProps {
  holidays: HolidayRows
  /** without it they are only shown */
  onChange?: ((holidays: HolidayRows) => void) | undefined
}

export function Holidays({ holidays, onChange }: HolidaysProps) {
  if (!onChange) return <ShownHolidays holidays={holidays} />
  const put = (at: number, holiday: Holiday) => onChange(holidays.map((each, index) => (index === at ? holiday : each)))
  return (
    <fieldset className={classes.holidays}>
      <legend>
        <Trans>Holidays</Trans>
      </legend>
      {holidays.map((holiday, index) => (
        <HolidayRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a holiday's date and name change while one types
          key={index}
          place={index + 1}
          holiday={holiday}
          isTwice={holidays.findIndex(({ date }) => date === holiday.date) < index}
          onChange={(next) => put(index, next)}
          onRemove={() => onChange(holidays.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        size="xs"
        variant="default"
        className={classes.add}
        leftSection={<IconPlus size={14} />}
        disabled={holidays.length >= MOST}
        onClick={() => onChange([...holidays, { date: nextDay(holidays), name: '', spans: [] }])}
      >
        <Trans>Add a holiday</Trans>
      </Button>
    </fieldset>
  )
}

interface HolidayRowProps {
  place: number
  holiday: Holiday
  isTwice: boolean
  onChange: (holiday: Holiday) => void
  onRemove: () => void
}

function HolidayRow({ place, holiday, isTwice, onChange, onRemove }: HolidayRowProps) {
  const { t } = useLingui()
  const { date, name, spans } = holiday
  const called = name || t`Holiday ${place}`
  return (
    <div className={classes.holiday}>
      <TextInput
        type="date"
        aria-label={t`Date of holiday ${place}`}
        value={date}
        onChange={(event) => event.currentTarget.value && onChange({ ...holiday, date: event.currentTarget.value })}
        error={isTwice && t`This day is in the list already.`}
      />
      <TextInput
        aria-label={t`Name of holiday ${place}`}
        placeholder={t`New Year`}
        value={name}
        maxLength={80}
        onChange={(event) => onChange({ ...holiday, name: event.currentTarget.value })}
      />
      <Select
        aria-label={t`Hours of holiday ${place}`}
        data={[
          { value: 'closed', label: t`Closed` },
          { value: 'open', label: t`Other hours` },
        ]}
        value={spans.length > 0 ? 'open' : 'closed'}
        onChange={(chosen) => onChange({ ...holiday, spans: chosen === 'open' ? SHORT_DAY : [] })}
      />
      <ActionIcon size="lg" aria-label={t`Remove ${called}`} onClick={onRemove}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
      {spans.length > 0 && (
        <div className={classes.otherHours}>
          <SpanFields of={called} spans={spans} onChange={(next) => onChange({ ...holiday, spans: next })} />
        </div>
      )}
    </div>
  )
}

function ShownHolidays({ holidays }: { holidays: HolidayRows }) {
  const { t } = useLingui()
  const { language } = useReader()
  const words = useSpanWords()
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  if (holidays.length === 0) return null
  return (
    <dl className={classes.shown} aria-label={t`Holidays`}>
      {holidays.map(({ date, name, spans }) => (
        <div key={date}>
          <dt>{name ? `${format.format(new Date(date))} · ${name}` : format.format(new Date(date))}</dt>
          <dd data-closed={spans.length === 0 || undefined}>{words(spans)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The day after the last one of the list, else tomorrow. */
function nextDay(holidays: HolidayRows): string {
  const last = holidays
    .map(({ date }) => date)
    .sort()
    .at(-1)
  const day = last ? Date.parse(`${last}T00:00:00Z`) : Date.now()
  return new Date(day + 86_400_000).toISOString().slice(0, 10)
}
