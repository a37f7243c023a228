/** Where an answer is written: Enter sends it, Shift+Enter begins a new line. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { uuidv7 } from 'uuidv7'
import { type Conversation, Message } from '../../../shared/conversations.ts'
import { TEXT_LIMIT } from '../../../shared/messages.ts'
import { $api, refresh } from '../../api.ts'
import { ProblemNote } from '../../kit/problem.tsx'
import { useWorkspace } from '../../me.ts'
import { useAnswerDraft } from './drafts.ts'
import classes from './live-chat.module.css'

interface ComposerProps {
  conversation: Conversation
  onSaid: (message: Message) => void
}

export function Composer({ conversation, onSaid }: ComposerProps) {
  const { t } = useLingui()
  const { id } = useWorkspace()
  const [text, write] = useAnswerDraft(conversation.id)
  const clientId = useRef(uuidv7())
  const field = useRef<HTMLTextAreaElement>(null)
  const say = $api.useMutation('post', '/api/workspaces/{workspace}/conversations/{conversation}/messages', {
    onSuccess: async (message) => {
      clientId.current = uuidv7()
      write('')
      onSaid(Message.parse(message))
      field.current?.focus()
      await refresh(
        '/api/workspaces/{workspace}/conversations',
        '/api/workspaces/{workspace}/conversations/{conversation}',
        '/api/me',
      )
    },
  })
  /** A second try carries the same id, so that nothing is said twice. */
  const send = () => {
    const said = text.trim()
    if (said === '' || say.isPending) return
    const params = { path: { workspace: id, conversation: conversation.id } }
    say.mutate({ params, body: { text: said, clientId: clientId.current } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <ProblemNote error={say.error} onRetry={send} />
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
      />
      <div className={classes.composerFoot}>
        <span className={classes.quiet}>
          {conversation.handler === 'bot' ? (
            <Trans>Sending takes the conversation over; the bot is silent then.</Trans>
          ) : (
            <Trans>Enter sends, Shift+Enter begins a new line.</Trans>
          )}
        </span>
        <Button
          type="submit"
          loading={say.isPending}
          disabled={text.trim() === ''}
          rightSection={<IconSend2 size={16} />}
        >
          <Trans>Send</Trans>
        </Button>
      </div>
    </form>
  )
}
