/** A conversation in the list: who, the last words, when, what is unread, who answers, how long it waits. */
import { plural } from '@lingui/core/macro'
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { IconCheck, IconHeadset, IconRobot } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Conversation } from '../../../shared/conversations.ts'
import { ChannelIcon } from '../../kit/channel-icon.tsx'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { Face } from '../../kit/person.tsx'
import { Time } from '../../kit/time.tsx'
import { useWorkspace } from '../../me.ts'
import { useContactName } from './contact-name.ts'
import classes from './conversation-row.module.css'
import type { LiveChatSearch } from './search.ts'
import { Waits } from './waits.tsx'

interface ConversationRowProps {
  conversation: Conversation
  isCurrent: boolean
  /** what stays in the inbox's URL when the row is opened */
  filters: LiveChatSearch
}

export function ConversationRow({ conversation, isCurrent, filters }: ConversationRowProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const { id } = useWorkspace()
  const name = useContactName()(conversation.contact)
  const { unread, lastText, lastAuthor } = conversation
  const isMine = lastAuthor === 'member'
  return (
    <li>
      <Link
        to="/w/$workspaceId/live-chat"
        params={{ workspaceId: id }}
        search={{ ...filters, conversation: conversation.id }}
        className={classes.row}
        aria-current={isCurrent ? 'true' : undefined}
        data-unread={unread > 0 || undefined}
        preload={false}
      >
        <Face name={name} size={32} />
        <span className={classes.words}>
          <span className={classes.line}>
            <span className={classes.channel}>
              <ChannelIcon channel={conversation.channel} size={14} label={_(CHANNEL_WORDS[conversation.channel])} />
            </span>
            <span className={classes.name}>{name}</span>
            <span className={classes.time}>
              <Time at={conversation.lastMessageAt} show="relative" />
            </span>
          </span>
          <span className={classes.line}>
            <span className={classes.text}>{isMine ? t`Team: ${lastText}` : lastText}</span>
            {unread > 0 && (
              <span className={classes.count} data-tabular>
                <span aria-hidden="true">{unread}</span>
                <VisuallyHidden>
                  {plural(unread, { one: '# unread message', other: '# unread messages' })}
                </VisuallyHidden>
              </span>
            )}
          </span>
          <span className={classes.line}>
            <Handler conversation={conversation} />
            <Waits conversation={conversation} />
          </span>
        </span>
      </Link>
    </li>
  )
}

function Handler({ conversation }: { conversation: Conversation }) {
  const { t } = useLingui()
  const { status, handler, assignee, botName } = conversation
  if (status === 'resolved') return <State icon={<IconCheck size={14} />} text={t`Resolved`} />
  if (handler === 'bot') return <State icon={<IconRobot size={14} />} text={botName} />
  return <State icon={<IconHeadset size={14} />} text={assignee ? assignee.name : t`Waits for the team`} />
}

function State({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <span className={classes.state}>
      {icon}
      <span className={classes.text}>{text}</span>
    </span>
  )
}
