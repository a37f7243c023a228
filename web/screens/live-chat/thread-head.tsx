/** The head of a conversation: who it is with, whose it is, resolve or reopen. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Select, Skeleton, Title, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowLeft, IconCheck, IconUserCircle } from '@tabler/icons-react'
import type { Conversation } from '../../../shared/conversations.ts'
import { $api } from '../../api.ts'
import { ChannelIcon } from '../../kit/channel-icon.tsx'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { Face } from '../../kit/person.tsx'
import { undoToast } from '../../kit/undo-toast.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { useContactName } from './contact-name.ts'
import { useConversationChanges } from './conversation-changes.ts'
import classes from './thread-head.module.css'

interface ThreadHeadProps {
  conversation: Conversation
  mayAnswer: boolean
  onBack: () => void
  onContact: (() => void) | undefined
  onProblem: (error: unknown) => void
}

export function ThreadHead({ conversation, mayAnswer, onBack, onContact, onProblem }: ThreadHeadProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const name = useContactName()(conversation.contact)
  const { changeStatus } = useConversationChanges(conversation, onProblem)
  const isOpen = conversation.status === 'open'
  const resolve = () => {
    changeStatus(isOpen ? 'resolved' : 'open')
    if (isOpen) undoToast(t`Resolved`, () => changeStatus('open'))
  }
  return (
    <header className={classes.head}>
      <ActionIcon className={classes.back} aria-label={t`Back to the list`} onClick={onBack}>
        <IconArrowLeft size={18} />
      </ActionIcon>
      <Face name={name} size={32} />
      <div className={classes.words}>
        <Title order={2} className={classes.name}>
          {name}
        </Title>
        <span className={classes.under}>
          <ChannelIcon channel={conversation.channel} size={14} label={_(CHANNEL_WORDS[conversation.channel])} />
          {conversation.botName}
        </span>
      </div>
      {mayAnswer && (
        <>
          <Assignee conversation={conversation} onProblem={onProblem} />
          <Button
            variant="default"
            className={classes.resolve}
            leftSection={isOpen ? <IconCheck size={16} /> : <IconArrowBackUp size={16} />}
            onClick={resolve}
          >
            {isOpen ? <Trans>Resolve</Trans> : <Trans>Reopen</Trans>}
          </Button>
        </>
      )}
      {onContact && (
        <Tooltip label={t`Who this is`}>
          <ActionIcon aria-label={t`Who this is`} onClick={onContact}>
            <IconUserCircle size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </header>
  )
}

interface AssigneeProps {
  conversation: Conversation
  onProblem: (error: unknown) => void
}

const NOBODY = ''

/** The head while the conversation is on its way, as high as it will be. */
export function WaitingHead() {
  return (
    <div className={classes.head}>
      <Skeleton height={20} width={160} />
    </div>
  )
}

function Assignee({ conversation, onProblem }: AssigneeProps) {
  const { t } = useLingui()
  const { id, memberId } = useWorkspace()
  const maySee = useMay('members:view')
  const members = $api.useQuery(
    'get',
    '/api/workspaces/{workspace}/members',
    { params: { path: { workspace: id }, query: { limit: 100 } } },
    { enabled: maySee },
  )
  const { assign } = useConversationChanges(conversation, onProblem)
  const { assignee } = conversation
  const known = (members.data?.data ?? []).map((member) => ({
    value: member.id,
    label: member.id === memberId ? t`${member.name} (you)` : member.name,
  }))
  const all =
    assignee && !known.some(({ value }) => value === assignee.id)
      ? [...known, { value: assignee.id, label: assignee.name }]
      : known
  return (
    <Select
      className={classes.assignee}
      aria-label={t`Assigned to`}
      data={[{ value: NOBODY, label: t`Unassigned` }, ...all]}
      value={assignee?.id ?? NOBODY}
      onChange={(chosen) => assign(chosen || null)}
      searchable={all.length > 8}
      comboboxProps={{ width: 240, position: 'bottom-end' }}
    />
  )
}
