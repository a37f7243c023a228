/** How to send a first message oneself: by a link where the channel has links into its chats. */
import { Trans } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import type { ConnectedChannel } from '../../../shared/channels.ts'
import { chatLink } from './chat-link.ts'

export function TryIt({ connected }: { connected: ConnectedChannel }) {
  const link = chatLink(connected)
  if (link)
    return (
      <Trans>
        Send a test message:{' '}
        <Anchor href={link} target="_blank" rel="noreferrer" underline="always" inherit>
          {link.replace(/^https:\/\//, '')}
        </Anchor>
      </Trans>
    )
  if (connected.channel === 'slack') return <Trans>Then open the app in Slack and write it a message.</Trans>
  if (connected.channel === 'wechat') return <Trans>Then follow the account with a phone and write to it.</Trans>
  if (connected.channel === 'google')
    return <Trans>Then write to the agent from a phone that was invited to test it.</Trans>
  if (connected.channel === 'google-reviews') return <Trans>New reviews appear in live chat within five minutes.</Trans>
  return <Trans>Write to it from another phone to try it.</Trans>
}
