/** What a provider tells of a message of ours, and how its failures stand in the error log. */
import { CHANNEL_LIMITS, CHANNEL_NAMES } from '../../shared/channel-limits.ts'
import type { Tx } from '../db/in-workspace.ts'
import { recordError } from './error-logs.ts'
import { type Found, setStatus, type Told } from './statuses.ts'

/** Marks the message, tells those who watch, and writes a failure into the error log. Resolves to whether it was news. */
export async function markStatus(tx: Tx, told: Told): Promise<boolean> {
  const found = await setStatus(tx, told)
  if (!found) return false
  if (told.status === 'failed') await recordError(tx, faultOf(found, { ...told, code: 'send-failed' }))
  return true
}

/** The line of the error log for a message that did not go out, or of which it is not known. */
export function faultOf(
  { botId, channel }: Found,
  {
    conversationId,
    reason = '',
    code,
  }: Pick<Told, 'conversationId' | 'reason'> & { code: 'send-failed' | 'send-in-doubt' },
) {
  const message =
    code === 'send-failed'
      ? `A message could not be sent through ${channelLabel(channel)}: ${reason}`
      : `It is not known whether a message sent through ${channelLabel(channel)} arrived.`
  return { code, message, botId, conversationId, stepId: null, detail: { channel, reason } }
}

export function channelLabel(channel: string): string {
  const name = CHANNEL_NAMES.find((each) => each === channel)
  return name ? CHANNEL_LIMITS[name].name : channel
}
