/** Web chat: the chat bubble on a customer's site, and a page of its own for each bot. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

export const webchatDefinition = {
  name: 'webchat',
  label: 'Web chat',
  description: 'A chat bubble on your website, and a page of its own for every bot',
  through: {},
  form: z.strictObject({}),
  secrets: z.strictObject({}),
  hook: 'none',
  page: null,
  window: null,
  pace: 10_000,
  repeat: 'harmless',
} as const satisfies ChannelDefinition
