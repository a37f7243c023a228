/** What channels are called. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ChannelName } from '../../shared/channel-limits.ts'

export const CHANNEL_WORDS: Record<ChannelName, MessageDescriptor> = {
  webchat: msg`Web chat`,
  messenger: msg`Messenger`,
  instagram: msg`Instagram`,
  whatsapp: msg`WhatsApp`,
  telegram: msg`Telegram`,
  sms: msg`SMS`,
  line: msg`LINE`,
  google: msg`Google (RCS)`,
  'google-reviews': msg`Google reviews`,
  viber: msg`Viber`,
  slack: msg`Slack`,
  wechat: msg`WeChat`,
}
