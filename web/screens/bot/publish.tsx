/** Publishes the draft with a note, after it is saved. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconRocket } from '@tabler/icons-react'
import { useState } from 'react'
import { check } from '../../../engine/check.ts'
import type { Bot } from '../../../shared/bots.ts'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { toast } from '../../kit/undo-toast.tsx'
import { useWorkspace } from '../../me.ts'
import { refreshBots } from '../bots/bot-list.ts'
import type { DraftState } from './draft.ts'

export function Publish({ bot, draft }: { bot: Bot; draft: DraftState }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const hasErrors = check(draft.flow).problems.some(({ severity }) => severity === 'error')
  const isPublished = !bot.hasUnpublishedChanges && !draft.isDirty
  return (
    <>
      <Button
        leftSection={<IconRocket size={16} />}
        disabled={hasErrors || isPublished || draft.theirs !== null}
        onClick={() => setOpen(true)}
      >
        {isPublished ? <Trans>Published</Trans> : <Trans>Publish</Trans>}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t`Publish this flow?`}>
        <PublishForm bot={bot} draft={draft} onClose={() => setOpen(false)} />
      </Modal>
    </>
  )
}

interface PublishFormProps {
  bot: Bot
  draft: DraftState
  onClose: () => void
}

function PublishForm({ bot, draft, onClose }: PublishFormProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [note, setNote] = useState('')
  const publish = $api.useMutation('post', '/api/workspaces/{workspace}/bots/{bot}/publication', {
    onSuccess: async ({ number }) => {
      onClose()
      toast(t`Version ${number} is live`)
      await Promise.all([refreshBots(), refresh('/api/workspaces/{workspace}/bots/{bot}/versions')])
    },
  })
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const saved = await draft.save()
    if (!saved) return onClose()
    publish.mutate({
      params: { path: { workspace: id, bot: bot.id } },
      headers: { 'If-Match': `"${saved.number}"` },
      body: { note },
    })
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Text c="dimmed">
          {bot.status === 'live' ? (
            <Trans>Everyone who writes to the bot gets it from now on. Earlier versions are kept.</Trans>
          ) : (
            <Trans>The bot is paused: it says this once you resume it. Earlier versions are kept.</Trans>
          )}
        </Text>
        <Textarea
          label={t`What changed`}
          description={t`Helps others find this version again. Optional.`}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <ProblemNote error={publish.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={publish.isPending || draft.isSaving}>
            <Trans>Publish</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
