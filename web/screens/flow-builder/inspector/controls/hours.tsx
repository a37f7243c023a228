/** Business hours: those of the workspace, or a week of one's own with holidays. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Select, Text } from '@mantine/core'
import { z } from 'zod'
import { type BusinessHours, WEEKDAYS } from '../../../../../shared/business-hours.ts'
import { Holidays } from '../../../../kit/holidays.tsx'
import { NINE_TO_FIVE, WeekHours } from '../../../../kit/week-hours.tsx'
import type { ControlProps } from '../control.ts'
import { useForm } from '../form-context.ts'
import { useWorkspaceDetails } from '../from-server.ts'
import classes from './controls.module.css'

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

/** Hours as they are being written, when some may end before they begin. */
const Spans = z.array(z.object({ from: z.string(), to: z.string() }))
const Hours = z.object({
  week: z.partialRecord(z.enum(WEEKDAYS), Spans),
  holidays: z.array(z.object({ date: z.string(), name: z.string(), spans: Spans })),
})

export function HoursControl({ field, value, set, faultAt }: ControlProps) {
  const { t } = useLingui()
  const { isReadOnly, timezone } = useForm()
  const own = Hours.safeParse(value)
  const isOwn = value !== 'workspace'
  return (
    <div className={classes.group}>
      <Select
        label={field.label}
        description={field.description}
        data={[
          { value: 'workspace', label: t`The hours of the workspace` },
          { value: 'own', label: t`Hours of this step alone` },
        ]}
        value={isOwn ? 'own' : 'workspace'}
        onChange={(chosen) => set(chosen === 'workspace' ? 'workspace' : WORKING_WEEK)}
        readOnly={isReadOnly}
        error={faultAt()}
      />
      {isOwn && own.success ? (
        <OwnHours hours={own.data} onChange={isReadOnly ? undefined : set} />
      ) : (
        <WorkspaceHours />
      )}
      <Text size="xs" c="dimmed">
        <Trans>In the time of {timezone}.</Trans>
      </Text>
    </div>
  )
}

interface OwnHoursProps {
  hours: BusinessHours
  onChange: ((hours: BusinessHours) => void) | undefined
}

function OwnHours({ hours, onChange }: OwnHoursProps) {
  return (
    <>
      <WeekHours week={hours.week} onChange={onChange && ((week) => onChange({ ...hours, week }))} />
      <Holidays holidays={hours.holidays} onChange={onChange && ((holidays) => onChange({ ...hours, holidays }))} />
    </>
  )
}

function WorkspaceHours() {
  const hours = useWorkspaceDetails()?.businessHours
  if (!hours)
    return (
      <Text size="xs" c="dimmed">
        <Trans>The workspace is always open, until its settings say otherwise.</Trans>
      </Text>
    )
  return (
    <>
      <WeekHours week={hours.week} />
      <Holidays holidays={hours.holidays} />
    </>
  )
}
