/** The messages that a channel's provider has approved, for those who build flows. */
import type { ApprovedTemplate } from '../../shared/channels.ts'
import type { Actor } from '../access/actor.ts'
import { readBot } from '../bots/bots.ts'
import { Refusal } from '../errors.ts'
import type { ChannelAt } from './channels.ts'
import { tried } from './given.ts'
import { openLine } from './lines.ts'

/** Asks the provider; none where the channel knows no templates. Refused where it is not connected. */
export async function listTemplates(actor: Actor, { botId, channel: name }: ChannelAt): Promise<ApprovedTemplate[]> {
  await readBot(actor, botId)
  const open = await openLine(actor.workspaceId, botId, name)
  if (!open) throw new Refusal('not-found')
  const { channel, line } = open
  return channel.templates ? tried(() => channel.templates?.(line) ?? NONE) : []
}

const NONE = Promise.resolve({ ok: true as const, data: [] })
