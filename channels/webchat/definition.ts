/** Web chat: the chat bubble on a customer's site, and a page of its own for each bot. */
import type { ChannelDefinition } from '../channel.ts'

export const webchatDefinition = {
  name: 'webchat',
  label: 'Web chat',
  isRepeatable: true,
} as const satisfies ChannelDefinition
