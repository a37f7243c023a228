/** When a flow begins by itself, for whom, and when that will be. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Chip, Group, NumberInput, Select, Switch, Text, TextInput } from '@mantine/core'
import type { Entry } from '../../../../engine/entry.ts'
import { WEEKDAYS } from '../../../../shared/business-hours.ts'
import { dayNames } from '../../../kit/day-names.ts'
import { useReader } from '../../../kit/reader.ts'
import { ConditionFields } from './controls/condition.tsx'
import classes from './controls/controls.module.css'
import { useForm } from './form-context.ts'
import panel from './inspector.module.css'
import { nextTimes, type When } from './next-times.ts'

type Schedule = Extract<Entry, { kind: 'schedule' }>

interface ScheduleFieldsProps {
  entry: Schedule
  onChange: (entry: Schedule) => void
}

export function ScheduleFields({ entry, onChange }: ScheduleFieldsProps) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const { when, who } = entry
  return (
    <>
      <Select
        label={t`How often`}
        data={[
          { value: 'once', label: t`Once` },
          { value: 'daily', label: t`Every day` },
          { value: 'weekly', label: t`Every week` },
          { value: 'monthly', label: t`Every month` },
        ]}
        value={when.kind}
        onChange={(kind) => onChange({ ...entry, when: asKind(when, kind) })}
        readOnly={isReadOnly}
      />
      <WhenFields when={when} onChange={(next) => onChange({ ...entry, when: next })} />
      <Coming when={when} />
      <Switch
        label={t`Only for some people`}
        checked={who !== undefined}
        disabled={isReadOnly}
        onChange={(event) => onChange(event.currentTarget.checked ? { ...entry, who: TAGGED } : withoutWho(entry))}
      />
      {who && <ConditionFields label={t`Who`} condition={who} onChange={(next) => onChange({ ...entry, who: next })} />}
    </>
  )
}

function WhenFields({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const names = dayNames(useReader().language, 'short')
  return (
    <>
      {when.kind === 'weekly' && (
        <Chip.Group
          multiple
          value={when.days}
          onChange={(days) =>
            days.length > 0 && onChange({ ...when, days: WEEKDAYS.filter((day) => days.includes(day)) })
          }
        >
          <Group gap={4} role="group" aria-label={t`Days of the week`}>
            {WEEKDAYS.map((day, index) => (
              <Chip key={day} value={day} size="xs" disabled={isReadOnly}>
                {names[index]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <div className={classes.inline}>
        {when.kind === 'once' && (
          <TextInput
            type="date"
            label={t`Date`}
            value={when.date}
            onChange={(event) => event.currentTarget.value && onChange({ ...when, date: event.currentTarget.value })}
            readOnly={isReadOnly}
          />
        )}
        {when.kind === 'monthly' && (
          <NumberInput
            label={t`Day of the month`}
            value={when.day}
            onChange={(day) => typeof day === 'number' && day >= 1 && day <= 31 && onChange({ ...when, day })}
            min={1}
            max={31}
            allowDecimal={false}
            w={130}
            readOnly={isReadOnly}
          />
        )}
        <TextInput
          type="time"
          label={t`Time`}
          value={when.time}
          onChange={(event) =>
            event.currentTarget.value && onChange({ ...when, time: event.currentTarget.value.slice(0, 5) })
          }
          readOnly={isReadOnly}
        />
      </div>
    </>
  )
}

/** The next five times in words, as the clocks of the workspace will show them. */
function Coming({ when }: { when: When }) {
  const { timezone } = useForm()
  const { language, timeFormat } = useReader()
  const times = nextTimes(when, timezone, new Date())
  const format = new Intl.DateTimeFormat(language, {
    timeZone: timezone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: timeFormat === '12h' ? 'h12' : 'h23',
  })
  if (times.length === 0)
    return (
      <Text size="sm" c="red">
        <Trans>This time is over; it will not come again.</Trans>
      </Text>
    )
  return (
    <div>
      <Text size="xs" c="dimmed">
        <Trans>Next, in the time of {timezone}:</Trans>
      </Text>
      <ul className={panel.times}>
        {times.map((at) => (
          <li key={at.getTime()}>{format.format(at)}</li>
        ))}
      </ul>
    </div>
  )
}

const TAGGED: NonNullable<Schedule['who']> = {
  match: 'all',
  rules: [{ name: 'USER_TAGS', operator: 'has-tag', value: '' }],
}

function withoutWho(entry: Schedule): Schedule {
  const { who: _, ...rest } = entry
  return rest
}

function asKind(when: When, kind: string | null): When {
  const { time } = when
  if (kind === 'daily') return { kind, time }
  if (kind === 'weekly') return { kind, time, days: ['monday'] }
  if (kind === 'monthly') return { kind, time, day: 1 }
  if (when.kind === 'once') return when
  return { kind: 'once', time, date: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) }
}
