/** The list of channels, server half: a new channel is a folder beside this file, and a line here and in `definitions.ts`. */
import type { Channel, Outgoing, Recipient, Speaker } from './channel.ts'
import { webchat } from './webchat/channel.ts'

/** What the server lends to the channels. */
export interface Lent {
  publishToVisitor(to: Recipient, message: Outgoing): void
}

/** Those that are connected to a provider, by name. */
export const CHANNELS: ReadonlyMap<string, Channel> = byName([])

export type Speakers = ReadonlyMap<string, Speaker>

/** Everything that sends. */
export function speakersWith(lent: Lent): Speakers {
  return byName([webchat(lent.publishToVisitor), ...CHANNELS.values()])
}

function byName<Each extends Speaker>(all: readonly Each[]): ReadonlyMap<string, Each> {
  return new Map(all.map((each) => [each.definition.name, each]))
}
