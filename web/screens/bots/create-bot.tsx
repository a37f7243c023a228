/** Makes a bot: its name, what it begins with, and its kind. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { STARTERS } from '../../../engine/starters.ts'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { refreshBots } from './bot-list.ts'
import { STARTER_WORDS } from './bot-words.ts'
import classes from './bots.module.css'
import { StarterPreview } from './starter-preview.tsx'

interface CreateBotProps {
  isOpen: boolean
  starter: string | true | undefined
  bots: Bot[]
  onClose: () => void
}

export function CreateBot({ isOpen, starter, bots, onClose }: CreateBotProps) {
  const { t } = useLingui()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t`Create a bot`} size="xl">
      <CreateForm starter={starter} bots={bots} onClose={onClose} />
    </Modal>
  )
}

function CreateForm({ starter, bots, onClose }: Omit<CreateBotProps, 'isOpen'>) {
  const { t } = useLingui()
  const router = useRouter()
  const { id } = useWorkspace()
  const [problem, setProblem] = useState<unknown>(null)
  const omni = bots.find((bot) => bot.kind === 'omni')
  const known = STARTERS.find((each) => each.id === starter)?.id ?? 'welcome'
  const form = useForm<{ name: string; starter: string; kind: Bot['kind'] }>({
    initialValues: { name: '', starter: known, kind: omni ? 'page' : 'omni' },
  })
  const create = $api.useMutation('post', '/api/workspaces/{workspace}/bots', {
    onMutate: () => setProblem(null),
    onSuccess: async (bot) => {
      const { name } = bot
      await refreshBots()
      toast(t`${name} created. Try it, then publish it.`)
      router.history.push(`/w/${id}/bots/${bot.id}`)
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  return (
    <form onSubmit={form.onSubmit((body) => create.mutate({ params: { path: { workspace: id } }, body }))}>
      <Stack gap="lg">
        <TextInput
          label={t`Name`}
          description={t`People see it above the chat.`}
          maxLength={80}
          required
          withAsterisk={false}
          data-autofocus
          autoComplete="off"
          {...form.getInputProps('name')}
        />
        <StarterChoice
          value={form.values.starter}
          onChange={(chosen) => form.setFieldValue('starter', chosen)}
          botName={form.values.name}
        />
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

interface StarterChoiceProps {
  value: string
  onChange: (starter: string) => void
  botName: string
}

function StarterChoice({ value, onChange, botName }: StarterChoiceProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const chosen = STARTERS.find((starter) => starter.id === value)
  return (
    <div className={classes.starters}>
      <Radio.Group label={t`Begin with`} value={value} onChange={onChange}>
        {STARTERS.map((starter) => {
          const words = STARTER_WORDS[starter.id]
          return (
            <Radio.Card key={starter.id} value={starter.id} className={classes.starter}>
              <span className={classes.starterHead}>
                <Radio.Indicator size="xs" />
                {words ? _(words.name) : starter.name}
              </span>
              <span className={classes.starterText}>{words ? _(words.description) : starter.description}</span>
            </Radio.Card>
          )
        })}
      </Radio.Group>
      {chosen && <StarterPreview flow={chosen.flow} botName={botName} />}
    </div>
  )
}

interface KindChoiceProps {
  value: Bot['kind']
  onChange: (kind: Bot['kind']) => void
  omni: Bot | undefined
}

function KindChoice({ value, onChange, omni }: KindChoiceProps) {
  const { t } = useLingui()
  const name = omni?.name
  const choose = (kind: string) => onChange(kind === 'omni' ? 'omni' : 'page')
  return (
    <Radio.Group label={t`Kind`} value={value} onChange={choose}>
      <Stack gap="sm" mt={4}>
        <Radio
          size="xs"
          value="omni"
          disabled={omni !== undefined}
          label={t`Omni bot`}
          description={
            name
              ? t`${name} is the omni bot of this workspace; there can be one.`
              : t`Speaks on all channels at once. One per workspace.`
          }
        />
        <Radio
          size="xs"
          value="page"
          label={t`Page bot`}
          description={t`For one site, Page or business. As many as your plan allows.`}
        />
      </Stack>
      {omni && (
        <Text size="xs" c="dimmed" mt={8}>
          <Trans>To make another bot the omni bot, delete the present one first.</Trans>
        </Text>
      )}
    </Radio.Group>
  )
}
