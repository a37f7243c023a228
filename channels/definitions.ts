/** The list of channels, browser half: what each is called and can do. */
import type { ChannelDefinition } from './channel.ts'
import { googleDefinition } from './google/definition.ts'
import { googleReviewsDefinition } from './google-reviews/definition.ts'
import { instagramDefinition } from './instagram/definition.ts'
import { lineDefinition } from './line/definition.ts'
import { messengerDefinition } from './messenger/definition.ts'
import { slackDefinition } from './slack/definition.ts'
import { smsDefinition } from './sms/definition.ts'
import { telegramDefinition } from './telegram/definition.ts'
import { viberDefinition } from './viber/definition.ts'
import { webchatDefinition } from './webchat/definition.ts'
import { wechatDefinition } from './wechat/definition.ts'
import { whatsappDefinition } from './whatsapp/definition.ts'

export const CHANNEL_DEFINITIONS: readonly ChannelDefinition[] = [
  googleDefinition,
  googleReviewsDefinition,
  instagramDefinition,
  lineDefinition,
  messengerDefinition,
  slackDefinition,
  smsDefinition,
  telegramDefinition,
  viberDefinition,
  webchatDefinition,
  wechatDefinition,
  whatsappDefinition,
]
