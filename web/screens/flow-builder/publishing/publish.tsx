/** Publishes the draft with a note, after it is saved; says how much changes. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text, Textarea, Tooltip } from '@mantine/core'
import { IconRocket } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Bot } from '../../../../shared/bots.ts'
import { $api, refresh } from '../../../api.ts'
import { ProblemNote } from '../../../kit/problem.tsx'
import { toast } from '../../../kit/undo-toast.tsx'
import { type DraftState, refreshFlows } from '../saving/draft.ts'
import { pathOf } from '../saving/draft-api.ts'
import { useEditor, useEditorStore } from '../store/use-editor.ts'
import { PublishCounts } from './publish-counts.tsx'

export function Publish({ bot, draft, isMain }: { bot: Bot; draft: DraftState; isMain: boolean }) {
  const { t } = useLingui()
  const editor = useEditorStore()
  const [isOpen, setOpen] = useState(false)
  const hasErrors = useEditor(({ problems }) => problems.some(({ severity }) => severity === 'error'))
  const isPublished = !draft.stored.hasUnpublishedChanges && !draft.isDirty
  return (
    <>
      <Tooltip
        label={hasErrors ? t`Mend the errors first` : t`Everything is published`}
        disabled={!hasErrors && !isPublished}
      >
        <Button
          leftSection={<IconRocket size={16} />}
          disabled={isPublished || draft.conflict !== null}
          onClick={() => (hasErrors ? editor.open('problems') : setOpen(true))}
        >
          {isPublished ? <Trans>Published</Trans> : <Trans>Publish</Trans>}
        </Button>
      </Tooltip>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t`Publish this flow?`}>
        <PublishForm bot={bot} draft={draft} isMain={isMain} onClose={() => setOpen(false)} />
      </Modal>
    </>
  )
}

interface PublishFormProps {
  bot: Bot
  draft: DraftState
  isMain: boolean
  onClose: () => void
}

function PublishForm({ bot, draft, isMain, onClose }: PublishFormProps) {
  const { t } = useLingui()
  const path = pathOf(useEditor((state) => state.place))
  const [note, setNote] = useState('')
  const publish = $api.useMutation('post', '/api/workspaces/{workspace}/bots/{bot}/flows/{flow}/publication', {
    onSuccess: async ({ number }) => {
      onClose()
      toast(t`Version ${number} is live`)
      draft.published(number)
      await Promise.all([refreshFlows(), refresh('/api/workspaces/{workspace}/bots/{bot}/flows/{flow}/versions')])
    },
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await draft.save()
    if (!saved) return onClose()
    publish.mutate({ params: { path }, headers: { 'If-Match': `"${saved.number}"` }, body: { note } })
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Text c="dimmed">
          {bot.status !== 'live' ? (
            <Trans>The bot is paused: it says this once you resume it. Earlier versions are kept.</Trans>
          ) : isMain ? (
            <Trans>Everyone who writes to the bot gets it from now on. Earlier versions are kept.</Trans>
          ) : (
            <Trans>Flows that call this one run it from now on. Earlier versions are kept.</Trans>
          )}
        </Text>
        <PublishCounts draft={draft} />
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
