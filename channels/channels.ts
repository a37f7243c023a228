/** The list of channels, server half: a new channel is a folder beside this file, and a line here. */
import type { Channel, Outgoing, Recipient } from './channel.ts'
import { webchat } from './webchat/channel.ts'

/** What the server lends to the channels. */
export interface Lent {
  publishToVisitor(to: Recipient, message: Outgoing): void
}

export type Channels = ReadonlyMap<string, Channel>

export function channelsWith(lent: Lent): Channels {
  const all = [webchat(lent.publishToVisitor)]
  return new Map(all.map((channel) => [channel.definition.name, channel]))
}
