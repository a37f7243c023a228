/** Name, timezone, business hours and flow theme: one form, saved together (W9, W10). */
import { useLingui } from '@lingui/react/macro'
import { Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Workspace } from '../../../shared/workspaces.ts'
import { api, refresh } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SaveBar } from '../../kit/save-bar.tsx'
import { TimezoneSelect } from '../../kit/timezone-select.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { BotTime } from './bot-time.tsx'
import { BusinessHoursSection, useHoursFault } from './business-hours.tsx'
import { FlowThemeEditor } from './flow-theme-editor.tsx'

type Values = Pick<Workspace, 'name' | 'timezone' | 'flowTheme' | 'businessHours'>

export function Profile({ workspace, isReadOnly }: { workspace: Workspace; isReadOnly: boolean }) {
  const { t } = useLingui()
  const { id } = workspace
  const businessHours = useHoursFault()
  const form = useForm<Values>({ initialValues: valuesOf(workspace), validate: { businessHours } })
  const [problem, setProblem] = useState<unknown>(null)
  const save = useMutation({
    mutationFn: (wanted: Values) => saveChanges(id, wanted, form.isDirty('businessHours')),
    onMutate: () => setProblem(null),
    onSuccess: async (saved) => {
      form.setInitialValues(valuesOf(saved))
      form.setValues(valuesOf(saved))
      await refresh('/api/me', '/api/workspaces/{workspace}')
      toast(t`The settings are saved`)
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  const { timezone, flowTheme } = form.values
  return (
    <form onSubmit={form.onSubmit((wanted) => save.mutate(wanted))}>
      <Section title={t`Name and time`}>
        <Stack gap="lg" maw={440}>
          <TextInput
            label={t`Name`}
            maxLength={80}
            required
            withAsterisk={false}
            readOnly={isReadOnly}
            {...form.getInputProps('name')}
          />
          <TimezoneSelect
            description={<BotTime timezone={timezone} />}
            readOnly={isReadOnly}
            {...form.getInputProps('timezone')}
            value={timezone}
          />
        </Stack>
      </Section>
      <BusinessHoursSection
        value={form.values.businessHours}
        onChange={(hours) => form.setFieldValue('businessHours', hours)}
        timezone={timezone}
        isReadOnly={isReadOnly}
        error={Object.entries(form.errors).find(([path]) => path.startsWith('businessHours'))?.[1]}
      />
      <Section
        title={t`Default flow theme`}
        lead={t`New bots and their web chats start with this look. Existing bots keep theirs.`}
      >
        <FlowThemeEditor
          value={flowTheme}
          onChange={(theme) => form.setFieldValue('flowTheme', theme)}
          workspace={workspace}
          isReadOnly={isReadOnly}
        />
      </Section>
      <ProblemNote error={problem} />
      <SaveBar isDirty={form.isDirty()} isSaving={save.isPending} onDiscard={form.reset} />
    </form>
  )
}

function valuesOf({ name, timezone, flowTheme, businessHours }: Workspace): Values {
  return { name, timezone, flowTheme, businessHours }
}

/** The hours are a resource of their own; what is the same already changes nothing there. */
async function saveChanges(workspace: string, { businessHours, ...body }: Values, isWithHours: boolean) {
  const params = { path: { workspace } }
  if (isWithHours) await api.PUT('/api/workspaces/{workspace}/business-hours', { params, body: { businessHours } })
  const { data } = await api.PATCH('/api/workspaces/{workspace}', { params, body })
  if (!data) throw new Error('a change was answered with nothing')
  return data
}
