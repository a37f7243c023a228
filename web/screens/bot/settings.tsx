/** The bot's name, whether it speaks, and the way to take it away. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { Bot } from '../../../shared/bots.ts'
import { $api } from '../../api.ts'
import { showFaults } from '../../kit/form.ts'
import { Section } from '../../kit/page.tsx'
import { ProblemNote } from '../../kit/problem.tsx'
import { SaveBar } from '../../kit/save-bar.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { hasPower, refreshBots } from '../bots/bot-list.ts'
import { useChangeStatus } from '../bots/change-status.ts'
import { DeleteBot } from '../bots/delete-bot.tsx'
import classes from './bot.module.css'
import { BotPage } from './bot-page.tsx'

export function BotSettings() {
  return <BotPage>{(bot) => <Settings key={bot.id} bot={bot} />}</BotPage>
}

function Settings({ bot }: { bot: Bot }) {
  const { t } = useLingui()
  const mayManage = useMay('bots:manage') && hasPower(bot, 'editor')
  return (
    <div className={classes.narrow}>
      <Section title={t`General`}>
        <NameForm bot={bot} isReadOnly={!mayManage} />
      </Section>
      {mayManage ? (
        <Section title={t`Pause and delete`}>
          <Pause bot={bot} />
          <Delete bot={bot} />
        </Section>
      ) : (
        <Text size="sm" c="dimmed" mt="md">
          <Trans>Admins and owners change a bot's settings.</Trans>
        </Text>
      )}
    </div>
  )
}

function NameForm({ bot, isReadOnly }: { bot: Bot; isReadOnly: boolean }) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [problem, setProblem] = useState<unknown>(null)
  const form = useForm({ initialValues: { name: bot.name } })
  const save = $api.useMutation('patch', '/api/workspaces/{workspace}/bots/{bot}', {
    onMutate: () => setProblem(null),
    onSuccess: async ({ name }) => {
      form.setInitialValues({ name })
      form.setValues({ name })
      toast(t`Saved`)
      await refreshBots()
    },
    onError: (error) => setProblem(showFaults(form, error)),
  })
  return (
    <form onSubmit={form.onSubmit((body) => save.mutate({ params: { path: { workspace: id, bot: bot.id } }, body }))}>
      <Stack gap="md">
        <TextInput
          label={t`Name`}
          description={t`People see it above the chat.`}
          maxLength={80}
          required
          withAsterisk={false}
          readOnly={isReadOnly}
          {...form.getInputProps('name')}
        />
        <ProblemNote error={problem} />
      </Stack>
      {!isReadOnly && <SaveBar isDirty={form.isDirty()} isSaving={save.isPending} onDiscard={form.reset} />}
    </form>
  )
}

function Pause({ bot }: { bot: Bot }) {
  const changeStatus = useChangeStatus()
  return (
    <div className={classes.danger}>
      <div>
        <Text fw={500}>
          {bot.status === 'live' ? <Trans>The bot is live</Trans> : <Trans>The bot is paused</Trans>}
        </Text>
        <Text size="sm" c="dimmed">
          {bot.status === 'live' ? (
            <Trans>Paused, it says nothing; what people write still comes to live chat.</Trans>
          ) : (
            <Trans>It says nothing. What people write comes to live chat.</Trans>
          )}
        </Text>
      </div>
      <Button variant="default" onClick={() => changeStatus(bot)}>
        {bot.status === 'live' ? <Trans>Pause</Trans> : <Trans>Resume</Trans>}
      </Button>
    </div>
  )
}

function Delete({ bot }: { bot: Bot }) {
  const router = useRouter()
  const { id } = useWorkspace()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className={classes.danger}>
      <div>
        <Text fw={500}>
          <Trans>Delete this bot</Trans>
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>It falls silent at once, and its conversations are no longer shown.</Trans>
        </Text>
      </div>
      <Button color="red" variant="outline" onClick={() => setAsking(true)}>
        <Trans>Delete bot</Trans>
      </Button>
      <DeleteBot
        bot={isAsking ? bot : null}
        onClose={() => setAsking(false)}
        onDeleted={() => router.history.push(`/w/${id}/bots`)}
      />
    </div>
  )
}
