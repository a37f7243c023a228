/** The list of channels, server half: a new channel is a folder beside this file, and a line here and in `definitions.ts`. */
import type { Channel, Outgoing, Recipient, Speaker } from './channel.ts'
import { google } from './google/channel.ts'
import { googleReviews } from './google-reviews/channel.ts'
import { instagram } from './instagram/channel.ts'
import { line } from './line/channel.ts'
import { messenger } from './messenger/channel.ts'
import { slack } from './slack/channel.ts'
import { sms } from './sms/channel.ts'
import { telegram } from './telegram/channel.ts'
import { viber } from './viber/channel.ts'
import { webchat } from './webchat/channel.ts'
import { wechat } from './wechat/channel.ts'
import { whatsapp } from './whatsapp/channel.ts'

/** What the server lends to the channels. */
export interface Lent {
  publishToVisitor(to: Recipient, message: Outgoing): void
}

/** Those that are connected to a provider, by name. */
export const CHANNELS: ReadonlyMap<string, Channel> = byName([
  google,
  googleReviews,
  instagram,
  line,
  messenger,
  slack,
  sms,
  telegram,
  viber,
  wechat,
  whatsapp,
])

export type Speakers = ReadonlyMap<string, Speaker>

/** Everything that sends. */
export function speakersWith(lent: Lent): Speakers {
  return byName([webchat(lent.publishToVisitor), ...CHANNELS.values()])
}

function byName<Each extends Speaker>(all: readonly Each[]): ReadonlyMap<string, Each> {
  return new Map(all.map((each) => [each.definition.name, each]))
}
