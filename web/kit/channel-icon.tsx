/** The sign of a channel, as its folder has it. */
import type { ChannelName } from '../../shared/channel-limits.ts'

const ICONS = import.meta.glob<string>('../../channels/*/icon.svg', { query: '?url', import: 'default', eager: true })

interface ChannelIconProps {
  channel: ChannelName
  size?: number
  /** read aloud; without it the icon stands beside the channel's name */
  label?: string
}

export function ChannelIcon({ channel, size = 16, label = '' }: ChannelIconProps) {
  const url = ICONS[`../../channels/${channel}/icon.svg`]
  return url ? <img src={url} width={size} height={size} alt={label} title={label || undefined} /> : null
}
