/** A week of opening hours, day by day; for the settings of the workspace and for steps of a flow. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Checkbox, Menu } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { type BusinessHours, WEEKDAYS } from '../../shared/business-hours.ts'
import { dayNames } from './day-names.ts'
import { useReader } from './reader.ts'
import { SpanFields, type Spans, useSpanWords } from './span-fields.tsx'
import classes from './week-hours.module.css'

type Week = BusinessHours['week']
type Day = (typeof WEEKDAYS)[number]

export const NINE_TO_FIVE = [{ from: '09:00', to: '17:00' }]
const WORKDAYS = WEEKDAYS.slice(0, 5)

interface WeekHoursProps {
  week: Week
  /** without it the week is only shown */
  onChange?: ((week: Week) => void) | undefined
}

export function WeekHours({ week, onChange }: WeekHoursProps) {
  const names = dayNames(useReader().language)
  const days = WEEKDAYS.map((day, index) => ({ day, name: names[index] ?? day, spans: week[day] ?? [] }))
  if (!onChange) return <ShownWeek days={days} />
  const put = (to: readonly Day[], spans: Spans) => onChange(withDays(week, to, spans))
  return (
    <div className={classes.root}>
      {days.map(({ day, name, spans }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser
        <div key={day} role="group" aria-label={name} className={classes.day}>
          <Checkbox
            label={name}
            checked={spans.length > 0}
            onChange={(event) => put([day], event.currentTarget.checked ? NINE_TO_FIVE : [])}
          />
          <SpanFields of={name} spans={spans} onChange={(next) => put([day], next)} />
          {spans.length > 0 && <CopyHours of={name} onCopy={(to) => put(to, spans)} />}
        </div>
      ))}
    </div>
  )
}

interface ShownDay {
  day: Day
  name: string
  spans: Spans
}

function ShownWeek({ days }: { days: readonly ShownDay[] }) {
  const words = useSpanWords()
  return (
    <dl className={classes.shown}>
      {days.map(({ day, name, spans }) => (
        <div key={day}>
          <dt>{name}</dt>
          <dd data-closed={spans.length === 0 || undefined}>{words(spans)}</dd>
        </div>
      ))}
    </dl>
  )
}

function CopyHours({ of: name, onCopy }: { of: string; onCopy: (to: readonly Day[]) => void }) {
  const { t } = useLingui()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="md" className={classes.copy} aria-label={t`Copy the hours of ${name}`}>
          <IconCopy size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Trans>Copy these hours to</Trans>
        </Menu.Label>
        <Menu.Item onClick={() => onCopy(WORKDAYS)}>
          <Trans>All weekdays, Monday to Friday</Trans>
        </Menu.Item>
        <Menu.Item onClick={() => onCopy(WEEKDAYS)}>
          <Trans>Every day of the week</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** A day that is closed is left out. */
function withDays(week: Week, days: readonly Day[], spans: Spans): Week {
  const next = { ...week }
  for (const day of days) {
    if (spans.length > 0) next[day] = spans
    else delete next[day]
  }
  return next
}
