/** Who the conversation is with: the address, the channel, since when, and what the bot has learnt. */
import { useLingui as useWords } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Group, Stack, Text } from '@mantine/core'
import type { Conversation } from '../../../shared/conversations.ts'
import { ChannelIcon } from '../../kit/channel-icon.tsx'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { Fact, Facts } from '../../kit/facts.tsx'
import { LinkAnchor } from '../../kit/links.tsx'
import { Face } from '../../kit/person.tsx'
import { Part } from '../../kit/sheet.tsx'
import { Time } from '../../kit/time.tsx'
import { useMay, useWorkspace } from '../../me.ts'
import { AlsoKnown } from './also-known.tsx'
import { useContactName } from './contact-name.ts'
import classes from './contact-panel.module.css'

interface ContactPanelProps {
  conversation: Conversation
  mayMerge: boolean
}

export function ContactPanel({ conversation, mayMerge }: ContactPanelProps) {
  const { t } = useLingui()
  const { _ } = useWords()
  const { id } = useWorkspace()
  const maySeeErrors = useMay('error-logs:view')
  const { contact, botId, botName } = conversation
  const name = useContactName()(contact)
  return (
    <Stack gap="lg">
      <div className={classes.who}>
        <Face name={name} size={64} />
        <Text fw={600} size="lg" className={classes.breakable}>
          {name}
        </Text>
        {contact.email && <Text className={classes.breakable}>{contact.email}</Text>}
      </div>
      {contact.isOverLimit && (
        <Alert color="yellow">
          <Trans>Beyond the bot users of your plan: the bot is silent here, and the team can answer.</Trans>
        </Alert>
      )}
      <Facts>
        <Fact name={t`Channel`}>
          <Group component="span" gap={6} wrap="nowrap">
            <ChannelIcon channel={conversation.channel} />
            {_(CHANNEL_WORDS[conversation.channel])}
          </Group>
        </Fact>
        <Fact name={t`Bot`}>
          <LinkAnchor to="/w/$workspaceId/bots/$botId" params={{ workspaceId: id, botId }}>
            {botName}
          </LinkAnchor>
        </Fact>
        <Fact name={t`First seen`}>
          <Time at={contact.firstSeenAt} />
        </Fact>
        <Fact name={t`Conversation began`}>
          <Time at={conversation.createdAt} />
        </Fact>
      </Facts>
      <AlsoKnown contactId={contact.id} name={name} mayMerge={mayMerge} />
      <Fields fields={contact.fields} />
      {maySeeErrors && (
        <LinkAnchor
          size="sm"
          to="/w/$workspaceId/error-logs"
          params={{ workspaceId: id }}
          search={{ conversation: conversation.id }}
        >
          <Trans>What went wrong in this conversation</Trans>
        </LinkAnchor>
      )}
    </Stack>
  )
}

function Fields({ fields }: { fields: Conversation['contact']['fields'] }) {
  const { t } = useLingui()
  const entries = Object.entries(fields).filter(([, value]) => value !== null && value !== '')
  return (
    <Part title={t`Fields`}>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>The bot knows nothing about this person yet.</Trans>
        </Text>
      ) : (
        <Facts>
          {entries.map(([field, value]) => (
            <Fact key={field} name={field}>
              {String(value)}
            </Fact>
          ))}
        </Facts>
      )}
    </Part>
  )
}
