/** Slack: direct messages of a workspace's people with an app of their own. */
import { z } from 'zod'
import type { ChannelDefinition } from '../channel.ts'

const keys = {
  botToken: z
    .string()
    .trim()
    .regex(/^xoxb-\S{1,500}$/, 'begins with xoxb-')
    .meta({
      label: 'Bot user OAuth token',
      description: 'Begins with xoxb-; on the page “OAuth & Permissions” of your Slack app',
      control: 'secret',
    }),
  signingSecret: z.string().trim().min(8).max(200).meta({
    label: 'Signing secret',
    description: 'On the page “Basic Information” of your Slack app',
    control: 'secret',
  }),
}

export const slackDefinition = {
  name: 'slack',
  label: 'Slack',
  description: 'Direct messages in a Slack workspace, with a Slack app of your own',
  through: {},
  form: z.strictObject(keys),
  secrets: z.strictObject({ ...keys, teamId: z.string().min(1), botUserId: z.string().min(1) }),
  hook: 'own',
  page: null,
  window: null,
  pace: 5,
  repeat: 'unknown',
} as const satisfies ChannelDefinition
