/** What every channel can do. An adapter only translates; nothing outside its folder knows the provider's API. */
import type { Content } from '../shared/messages.ts'

/** What is known of a channel without running it; safe in a browser. */
export interface ChannelDefinition {
  name: string
  label: string
  /** Whether sending a message of the same id again is harmless, because the receiving end knows it by its id. */
  isRepeatable: boolean
}

/** One message on its way to a person. */
export interface Outgoing {
  id: string
  seq: number
  author: 'bot' | 'member'
  /** The member's name, where a member speaks. */
  name: string | null
  content: Content
  at: string
}

/** Where a message goes: a bot user of a bot, by the address the channel knows them by. */
export interface Recipient {
  workspaceId: string
  botId: string
  address: string
}

/** A refusal is an answer, not a throw: `isFinal` when trying again cannot help. */
export type Delivery = { ok: true } | { ok: false; isFinal: boolean; reason: string }

export interface Channel {
  definition: ChannelDefinition
  send(message: Outgoing, to: Recipient): Promise<Delivery>
}
