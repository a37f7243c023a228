/** Whom the flow believes to talk with in a test, where, and when. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core'
import { CHANNEL_LIMITS } from '../../../../shared/channel-limits.ts'
import { TimezoneSelect } from '../../../kit/timezone-select.tsx'
import panel from '../inspector/inspector.module.css'
import { useEditor } from '../store/use-editor.ts'
import classes from './test-panel.module.css'
import { useTrial, useTrialState } from './use-trial.ts'

export function AsIfForm({ timezone }: { timezone: string }) {
  const { t } = useLingui()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className={classes.view} tabIndex={0} aria-label={t`As if`}>
      <Stack gap="md">
        <Text size="xs" c="dimmed">
          <Trans>
            The test goes on as if these were so. Fields are set under “Values”, and kept for the next test.
          </Trans>
        </Text>
        <PersonFields />
        <PlaceFields />
        <ClockFields timezone={timezone} />
        <KeptAnswers />
      </Stack>
    </section>
  )
}

function PersonFields() {
  const { t } = useLingui()
  const trial = useTrial()
  const asIf = useTrialState((state) => state.asIf)
  const tags = useTrialState((state) => state.person.tags)
  const isSubscribed = useTrialState((state) => state.person.isSubscribed)
  return (
    <section aria-label={t`The person`}>
      <h3 className={panel.subhead}>{t`The person`}</h3>
      <Stack gap={8}>
        <TextInput
          label={t`Name`}
          size="xs"
          value={asIf.name}
          onChange={(event) => trial.setAsIf({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t`E-mail`}
          size="xs"
          type="email"
          value={asIf.email}
          onChange={(event) => trial.setAsIf({ email: event.currentTarget.value })}
        />
        <TextInput
          label={t`Phone`}
          size="xs"
          type="tel"
          value={asIf.phone}
          onChange={(event) => trial.setAsIf({ phone: event.currentTarget.value })}
        />
        <TextInput
          label={t`Language`}
          size="xs"
          placeholder="en"
          value={asIf.language}
          onChange={(event) => trial.setAsIf({ language: event.currentTarget.value.trim() })}
        />
        <TagsInput label={t`Tags`} size="xs" value={[...tags]} onChange={(next) => trial.setAsIf({ tags: next })} />
        <Switch
          label={t`Subscribed`}
          checked={isSubscribed}
          onChange={(event) => trial.setAsIf({ isSubscribed: event.currentTarget.checked })}
        />
      </Stack>
    </section>
  )
}

function PlaceFields() {
  const { t } = useLingui()
  const trial = useTrial()
  const asIf = useTrialState((state) => state.asIf)
  const channels = Object.entries(CHANNEL_LIMITS).map(([value, { name }]) => ({ value, label: name }))
  const isHours = (word: string | null) => word === 'open' || word === 'closed' || word === 'workspace'
  return (
    <section aria-label={t`The place`}>
      <h3 className={panel.subhead}>{t`The place`}</h3>
      <Stack gap={8}>
        <Select
          label={t`Channel`}
          size="xs"
          data={channels}
          value={asIf.channel}
          onChange={(channel) => channel && trial.setAsIf({ channel })}
        />
        <TextInput
          label={t`Word of the link the person came by`}
          size="xs"
          value={asIf.source}
          onChange={(event) => trial.setAsIf({ source: event.currentTarget.value.trim() })}
        />
        <Select
          label={t`Business hours`}
          size="xs"
          data={[
            { value: 'workspace', label: t`As they are` },
            { value: 'open', label: t`Always open` },
            { value: 'closed', label: t`Always closed` },
          ]}
          value={asIf.hours}
          onChange={(hours) => isHours(hours) && trial.setAsIf({ hours })}
        />
      </Stack>
    </section>
  )
}

function ClockFields({ timezone }: { timezone: string }) {
  const { t } = useLingui()
  const trial = useTrial()
  const asIf = useTrialState((state) => state.asIf)
  const { clock } = asIf
  const now = () => {
    const [date = '', time = ''] = new Date().toLocaleString('sv-SE', { timeZone: timezone }).split(' ')
    return { date, time: time.slice(0, 5) }
  }
  return (
    <section aria-label={t`The clock`}>
      <h3 className={panel.subhead}>{t`The clock`}</h3>
      <Stack gap={8}>
        <Switch
          label={t`Stop the clock at a certain time`}
          description={t`On the clock of the workspace, ${timezone}.`}
          checked={clock !== null}
          onChange={(event) => trial.setAsIf({ clock: event.currentTarget.checked ? now() : null })}
        />
        {clock && (
          <div className={classes.clock}>
            <TextInput
              type="date"
              size="xs"
              aria-label={t`Date`}
              value={clock.date}
              onChange={(event) =>
                event.currentTarget.value && trial.setAsIf({ clock: { ...clock, date: event.currentTarget.value } })
              }
            />
            <TextInput
              type="time"
              size="xs"
              aria-label={t`Time`}
              value={clock.time}
              onChange={(event) =>
                event.currentTarget.value &&
                trial.setAsIf({ clock: { ...clock, time: event.currentTarget.value.slice(0, 5) } })
              }
            />
          </div>
        )}
        <TimezoneSelect
          label={t`Zone of the person`}
          size="xs"
          value={asIf.timezone || timezone}
          onChange={(zone) => trial.setAsIf({ timezone: zone })}
        />
      </Stack>
    </section>
  )
}

/** Steps whose calls are always answered in the same way. */
function KeptAnswers() {
  const { t } = useLingui()
  const trial = useTrial()
  const answers = useTrialState((state) => state.answers)
  const steps = useEditor((state) => state.flow.steps)
  const kept = Object.entries(answers)
  if (kept.length === 0) return null
  return (
    <section aria-label={t`Answers from outside`}>
      <h3 className={panel.subhead}>{t`Answers from outside`}</h3>
      {kept.map(([stepId, { kind }]) => {
        const name = steps[stepId]?.title ?? stepId
        return (
          <div key={stepId} className={classes.value}>
            <Text size="sm" flex={1}>
              {kind === 'run' ? <Trans>{name}: really sent</Trans> : <Trans>{name}: answered by hand</Trans>}
            </Text>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => trial.forgetAnswer(stepId)}>
              <Trans>Ask again</Trans>
            </Button>
          </div>
        )
      })}
    </section>
  )
}
