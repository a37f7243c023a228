/** Who is at work on a flow just now: told to the other dashboards, kept nowhere. */
import { uuidv7 } from 'uuidv7'
import { type Actor, markOf } from '../access/actor.ts'
import { spend } from '../access/rates.ts'
import { tellFacts } from '../db/in-workspace.ts'
import type { FlowAt } from './flow-rows.ts'
import { readFlow } from './flows.ts'

/** Only members who may see the bot hear of it. Refuses with `too-many` beyond twice a second for a minute. */
export async function showPresence(actor: Actor, at: FlowAt, stepId: string | null): Promise<void> {
  await spend('presence', actor.memberId)
  const { id: flowId } = await readFlow(actor, at)
  const { workspaceId, memberId, name } = actor
  const data = { botId: at.botId, flowId, stepId, memberId, name }
  tellFacts([{ workspaceId, id: uuidv7(), kind: 'flow.watched', actor: markOf(actor), data }])
}
