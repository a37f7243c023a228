/** A bot that says hello and leaves the rest to its makers: its name and its kind. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { BotNameField } from './bot-name-field.tsx'
import { KindChoice } from './kind-choice.tsx'
import { useCreate } from './use-create.ts'

export function CreateBlank({ bots, onClose }: { bots: Bot[]; onClose: () => void }) {
  const { t } = useLingui()
  const [problem, setProblem] = useState<unknown>(null)
  const omni = bots.find((bot) => bot.kind === 'omni')
  const form = useForm<{ name: string; kind: Bot['kind'] }>({
    initialValues: { name: '', kind: omni ? 'page' : 'omni' },
  })
  const create = useCreate((error) => setProblem(showFaults(form, error)))
  return (
    <form onSubmit={form.onSubmit((values) => create.make({ ...values, starter: 'blank' }))}>
      <Stack gap="lg">
        <BotNameField {...form.getInputProps('name')} placeholder={t`Botty`} />
        <KindChoice value={form.values.kind} onChange={(kind) => form.setFieldValue('kind', kind)} omni={omni} />
        <ProblemNote error={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={create.isPending}>
            <Trans>Create bot</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
