/** The channels of bots that are reached through an account, each a link to where it is looked after. */
import { useLingui as useWords } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { CHANNEL_NAMES } from '../../../shared/channel-limits.ts'
import type { IntegrationInfo } from '../../../shared/integrations.ts'
import { ChannelIcon } from '../../kit/channel-icon.tsx'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { LinkAnchor } from '../../kit/links.tsx'
import { useWorkspace } from '../../me.ts'
import classes from './integrations.module.css'

export function ChannelList({ channels }: Pick<IntegrationInfo, 'channels'>) {
  const { t } = useLingui()
  const { _ } = useWords()
  const { id } = useWorkspace()
  return (
    <ul className={classes.uses} aria-label={t`Channels that go through it`}>
      {channels.map(({ botId, botName, channel: name, label }) => {
        const channel = CHANNEL_NAMES.find((each) => each === name)
        if (!channel) return null
        const words = _(CHANNEL_WORDS[channel])
        return (
          <li key={`${botId} ${name}`} className={classes.channel}>
            <ChannelIcon channel={channel} />
            <LinkAnchor
              to="/w/$workspaceId/bots/$botId/channels"
              params={{ workspaceId: id, botId }}
              search={{ channel }}
              size="sm"
            >
              {label ? t`${botName}: ${words}, ${label}` : t`${botName}: ${words}`}
            </LinkAnchor>
          </li>
        )
      })}
    </ul>
  )
}
