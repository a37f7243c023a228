/** Who I am and how I read: photo, name, e-mail, timezone, time format, language, theme (U1, U2). */
import { useLingui } from '@lingui/react/macro'
import { Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { $api, refresh } from '../../api.ts'
import { isLanguage, LANGUAGES } from '../../i18n.ts'
import { Choice } from '../../kit/choice.tsx'
import { showFaults } from '../../kit/form.ts'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SaveBar } from '../../kit/save-bar.tsx'
import { TimezoneSelect, timeIn } from '../../kit/timezone-select.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { type User, useMe } from '../../me.ts'
import { Email } from './email.tsx'
import { Photo } from './photo.tsx'
import { SettingsPage } from './settings-page.tsx'

export function Profile() {
  const { t } = useLingui()
  const { user } = useMe()
  return (
    <SettingsPage>
      <Section title={t`Photo`} lead={t`Seen by the people with whom you share a workspace.`}>
        <Photo user={user} />
      </Section>
      <Section title={t`E-mail`} lead={t`You sign in with it, and invitations and notices go there.`}>
        <Email user={user} />
      </Section>
      <Section title={t`Name, time and language`}>
        <Habits user={user} />
      </Section>
    </SettingsPage>
  )
}

function Habits({ user }: { user: User }) {
  const { t } = useLingui()
  const { name, timezone, timeFormat, language, theme } = user
  const form = useForm({ initialValues: { name, timezone, timeFormat, language, theme } })
  const [problem, setProblem] = useState<unknown>(null)
  const save = $api.useMutation('patch', '/api/me', {
    onMutate: () => setProblem(null),
    onSuccess: async () => {
      form.resetDirty()
      await refresh('/api/me')
      toast(t`Your settings are saved`)
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const { values } = form
  const now = timeIn(values.timezone, { timezone: values.timezone, timeFormat: values.timeFormat, language })
  return (
    <form onSubmit={form.onSubmit((body) => save.mutate({ body }))}>
      <Stack gap="lg" maw={440}>
        <TextInput
          label={t`Name`}
          autoComplete="name"
          maxLength={100}
          required
          withAsterisk={false}
          {...form.getInputProps('name')}
        />
        <TimezoneSelect
          description={t`It is ${now} there now. Live chat, error logs and every other time you see follow it.`}
          {...form.getInputProps('timezone')}
          value={values.timezone}
        />
        <Choice
          label={t`Time format`}
          data={[
            { value: '24h', label: t`24 hours (14:05)` },
            { value: '12h', label: t`12 hours (2:05 pm)` },
          ]}
          value={values.timeFormat}
          onChange={(chosen) => form.setFieldValue('timeFormat', chosen)}
        />
        <Select
          label={t`Language`}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          value={values.language}
          onChange={(chosen) => chosen && isLanguage(chosen) && form.setFieldValue('language', chosen)}
        />
        <Choice
          label={t`Theme`}
          data={[
            { value: 'system', label: t`Like the system` },
            { value: 'light', label: t`Light` },
            { value: 'dark', label: t`Dark` },
          ]}
          value={values.theme}
          onChange={(chosen) => form.setFieldValue('theme', chosen)}
        />
        <ProblemNote error={problem} />
      </Stack>
      <SaveBar isDirty={form.isDirty()} isSaving={save.isPending} onDiscard={form.reset} />
    </form>
  )
}
