/** When the business is open: always, or in a week of hours with holidays, in the workspace's zone (B1). */
import { Trans, useLingui } from '@lingui/react/macro'
import { Code, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { isOpen } from '../../../engine/values/business-hours.ts'
import { wallClock } from '../../../engine/values/clock.ts'
import type { BusinessHours } from '../../../shared/business-hours.ts'
import { Choice } from '../../kit/choice.tsx'
import { Holidays } from '../../kit/holidays.tsx'
import { Section } from '../../kit/page.tsx'
import { areSpansRight } from '../../kit/span-fields.tsx'
import { StatusDot } from '../../kit/status-dot.tsx'
import { NINE_TO_FIVE, WeekHours } from '../../kit/week-hours.tsx'
import { useTick } from './tick.ts'
import classes from './workspace-settings.module.css'

interface BusinessHoursSectionProps {
  value: BusinessHours | null
  onChange: (hours: BusinessHours | null) => void
  timezone: string
  isReadOnly: boolean
  error: ReactNode
}

const WORKING_WEEK: BusinessHours = {
  week: {
    monday: NINE_TO_FIVE,
    tuesday: NINE_TO_FIVE,
    wednesday: NINE_TO_FIVE,
    thursday: NINE_TO_FIVE,
    friday: NINE_TO_FIVE,
  },
  holidays: [],
}

export function BusinessHoursSection({ value, onChange, timezone, isReadOnly, error }: BusinessHoursSectionProps) {
  const { t } = useLingui()
  return (
    <Section
      title={t`Business hours`}
      lead={
        <Trans>
          When your team is there. The block “Business hours” and <Code>BOT_IS_BUSINESS_HOURS</Code> go by them.
        </Trans>
      }
    >
      <Stack gap="lg" className={classes.hours}>
        <OpenNow hours={value} timezone={timezone} />
        <Choice
          label={t`Your business is open`}
          data={[
            { value: 'always', label: t`Always` },
            { value: 'hours', label: t`At these hours` },
          ]}
          value={value === null ? 'always' : 'hours'}
          onChange={(chosen) => onChange(chosen === 'always' ? null : (value ?? WORKING_WEEK))}
          disabled={isReadOnly}
        />
        {value && <Hours hours={value} onChange={isReadOnly ? undefined : onChange} />}
        {error && (
          <Text size="sm" c="var(--sb-danger-text)" role="alert">
            {error}
          </Text>
        )}
      </Stack>
    </Section>
  )
}

interface HoursProps {
  hours: BusinessHours
  onChange: ((hours: BusinessHours) => void) | undefined
}

function Hours({ hours, onChange }: HoursProps) {
  return (
    <>
      <WeekHours week={hours.week} onChange={onChange && ((week) => onChange({ ...hours, week }))} />
      <Holidays holidays={hours.holidays} onChange={onChange && ((holidays) => onChange({ ...hours, holidays }))} />
    </>
  )
}

/** By the engine's own rule, on the clock of the zone that is chosen above. */
function OpenNow({ hours, timezone }: { hours: BusinessHours | null; timezone: string }) {
  const { t } = useLingui()
  useTick()
  const clock = wallClock(new Date(), timezone)
  const { time } = clock
  const zone = timezone.replaceAll('_', ' ')
  return hours === null || isOpen(hours, clock) ? (
    <StatusDot tone="good" label={t`Open now: it is ${time} in ${zone}.`} />
  ) : (
    <StatusDot tone="off" label={t`Closed now: it is ${time} in ${zone}.`} />
  )
}

/** What keeps the hours from being saved. */
export function useHoursFault(): (hours: BusinessHours | null) => string | null {
  const { t } = useLingui()
  return (hours) => {
    if (!hours) return null
    const spans = [...Object.values(hours.week), ...hours.holidays.map((holiday) => holiday.spans)]
    if (!spans.every(areSpansRight)) return t`Some hours end before they begin.`
    const dates = hours.holidays.map(({ date }) => date)
    return new Set(dates).size === dates.length ? null : t`A holiday is in the list twice.`
  }
}
