/** Web chat sends by handing the message to the visitor's open connections; who is not connected reads it on return. */
import type { Outgoing, Recipient, Speaker } from '../channel.ts'
import { webchatDefinition } from './definition.ts'

/** `publish` reaches every open connection of the visitor, in whatever process it is held. */
export function webchat(publish: (to: Recipient, message: Outgoing) => void): Speaker {
  return {
    definition: webchatDefinition,
    async send(message, to) {
      publish(to, message)
      return { ok: true }
    },
  }
}
