/** The channels of a bot: the query that lists them, and what is heard when one changes. */
import type { Bot } from '../../../shared/bots.ts'
import { CHANNEL_NAMES } from '../../../shared/channel-limits.ts'
import type { ChannelInfo } from '../../../shared/channels.ts'
import { $api, refresh } from '../../api.ts'
import { useLive } from '../../live.ts'
import { useMay, useWorkspace } from '../../me.ts'
import { hasPower, refreshBots } from '../bots/bot-list.ts'

export const CHANNELS = '/api/workspaces/{workspace}/bots/{bot}/channels'
export const CHANNEL = '/api/workspaces/{workspace}/bots/{bot}/channels/{channel}'

const HEARD = [
  'channel.connected',
  'channel.reconnected',
  'channel.changed',
  'channel.disconnected',
  'channel.failed',
  'integration.disconnected',
]

/** All channels with what this bot is connected to, kept fresh. */
export function useChannels(botId: string) {
  const { id } = useWorkspace()
  useLive(HEARD, () => refresh(CHANNELS))
  return $api.useQuery('get', CHANNELS, { params: { path: { workspace: id, bot: botId } } })
}

/** After a channel of a bot was connected, changed or taken away. */
export async function refreshChannels(): Promise<void> {
  await Promise.all([refresh(CHANNELS, '/api/workspaces/{workspace}/integrations'), refreshBots()])
}

export function useMayConnect(bot: Bot): boolean {
  return useMay('channels:manage') && hasPower(bot, 'editor')
}

/** The path of one channel in requests. */
export function usePath(bot: Bot, { name }: Pick<ChannelInfo, 'name'>) {
  const { id } = useWorkspace()
  return { workspace: id, bot: bot.id, channel: name }
}

/** Web chat and what is connected, then the others; each in the order in which people know them. */
export function sorted(channels: readonly ChannelInfo[]): { connected: ChannelInfo[]; others: ChannelInfo[] } {
  const known = [...channels].sort((one, other) => CHANNEL_NAMES.indexOf(one.name) - CHANNEL_NAMES.indexOf(other.name))
  return {
    connected: known.filter(({ isAlwaysThere, connected }) => isAlwaysThere || connected),
    // What a page bot cannot have is left out; the page says why.
    others: known.filter(
      ({ isAlwaysThere, connected, blockedBy }) => !isAlwaysThere && !connected && blockedBy !== 'page',
    ),
  }
}
