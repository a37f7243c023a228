/** Where an answer is written: Enter sends it, Shift+Enter begins a new line; files come along by a button, by pasting or dropping. */
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, FileButton, Textarea, Tooltip } from '@mantine/core'
import { IconPaperclip, IconSend2 } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { Conversation, Message } from '../../../shared/conversations.ts'
import { TEXT_LIMIT } from '../../../shared/messages.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { AttachmentList } from './attachment-list.tsx'
import { useAttachments } from './attachments.ts'
import classes from './composer.module.css'
import { useAnswerDraft } from './drafts.ts'
import { useSending } from './sending.ts'

interface ComposerProps {
  conversation: Conversation
  onSaid: (message: Message) => void
}

export function Composer({ conversation, onSaid }: ComposerProps) {
  const { t } = useLingui()
  const [text, write] = useAnswerDraft(conversation.id)
  const files = useAttachments()
  const field = useRef<HTMLTextAreaElement>(null)
  const drop = useDrop(files.add)
  const sending = useSending(conversation.id, onSaid)
  const isWaiting = files.attachments.some(({ url, error }) => !url && !error)
  const isEmpty = text.trim() === '' && !files.attachments.some(({ url }) => url)
  const send = async () => {
    if (isEmpty || isWaiting || sending.isPending) return
    await sending.send({
      text: text.trim(),
      attachments: files.attachments,
      onPart: files.remove,
      onText: () => write(''),
    })
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  return (
    <form
      className={classes.composer}
      {...drop}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <ProblemNote error={sending.error} onRetry={() => void send()} />
      <AttachmentList attachments={files.attachments} onRemove={files.remove} />
      <Textarea
        ref={field}
        aria-label={t`Your answer`}
        placeholder={t`Write an answer`}
        minRows={2}
        maxRows={8}
        maxLength={TEXT_LIMIT}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const pasted = [...event.clipboardData.files]
          if (pasted.length === 0) return
          event.preventDefault()
          files.add(pasted)
        }}
      />
      <div className={classes.foot}>
        <Attach onFiles={files.add} />
        <span className={classes.quiet}>
          {conversation.handler === 'bot' ? (
            <Trans>Sending takes the conversation over; the bot is silent then.</Trans>
          ) : (
            <Trans>Enter sends, Shift+Enter begins a new line.</Trans>
          )}
        </span>
        <Button
          type="submit"
          loading={sending.isPending}
          disabled={isEmpty || isWaiting}
          rightSection={<IconSend2 size={16} />}
        >
          <Trans>Send</Trans>
        </Button>
      </div>
    </form>
  )
}

function Attach({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useLingui()
  const reset = useRef<() => void>(null)
  return (
    <FileButton
      multiple
      resetRef={reset}
      onChange={(chosen) => {
        onFiles(chosen)
        reset.current?.()
      }}
    >
      {(button) => (
        <Tooltip label={t`Attach files`}>
          <ActionIcon aria-label={t`Attach files`} {...button}>
            <IconPaperclip size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  )
}

/** Files that are dragged over the place and let go there. */
function useDrop(onFiles: (files: File[]) => void) {
  const [isOver, setOver] = useState(false)
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    'data-drop': isOver || undefined,
    onDragOver(event: DragEvent) {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      onFiles([...event.dataTransfer.files])
    },
  }
}
