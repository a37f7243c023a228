/** Trying a step out: one call is made for real, for the person who builds the flow. */
import { z } from 'zod'
import { Call, type CallOutcome } from '../../engine/call.ts'
import type { Actor } from '../access/actor.ts'
import { spend } from '../access/rates.ts'
import { runCall } from '../calls/run-call.ts'
import { sureOutcome } from '../calls/sure-outcome.ts'
import { needPower } from './bots.ts'
import type { FlowAt } from './flow-rows.ts'
import { readFlow } from './flows.ts'

export const Try = z.strictObject({ call: Call })

/** The same guards as in a chat: secrets go to their hosts alone, code runs where it is allowed. Refuses with `too-many` beyond 30 a minute. */
export async function tryCall(actor: Actor, at: FlowAt, call: Call): Promise<CallOutcome> {
  await readFlow(actor, at)
  needPower(actor, at.botId, 'editor')
  await spend('try', actor.userId)
  const { workspaceId } = actor
  return sureOutcome(call, { workspaceId, botId: at.botId, conversationId: null }, runCall)
}
