/** The addresses of webhook entries: who knows one begins the flow, so only editors see them. */
import { type Actor, markOf } from '../access/actor.ts'
import { stillMay } from '../access/still-may.ts'
import { inWorkspace, type Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import { Refusal } from '../errors.ts'
import { linkTo } from '../mail/settings.ts'
import { findBot } from './bots.ts'
import { openHookKey, renewHookKey } from './entries.ts'
import { type FlowAt, findFlow } from './flow-rows.ts'

/** A webhook entry of a flow. */
export type HookAt = FlowAt & { entryId: string }

/** Refuses with `not-found` as long as the entry is not published. */
export async function showHook(actor: Actor, at: HookAt): Promise<{ address: string }> {
  return inWorkspace(actor, async (tx) => {
    await findBot(tx, actor, at.botId, 'editor')
    const { flowId, entryId } = at
    await findFlow(tx, at)
    const { sealedToken } = await findKey(tx, at)
    return addressOf(tx, openHookKey(tx.workspaceId, { flowId, entryId, sealedToken }))
  })
}

/** Gives the entry a new address; the one before ends at once. */
export async function renewHook(actor: Actor, at: HookAt): Promise<{ address: string }> {
  return inWorkspace(actor, async (tx) => {
    await stillMay(tx, actor, 'flows:edit')
    await findBot(tx, actor, at.botId, 'editor')
    const flow = await findFlow(tx, at)
    await findKey(tx, at)
    const token = await renewHookKey(tx, at.flowId, at.entryId)
    await record(tx, markOf(actor), 'flow.hook-renewed', {
      target: { kind: 'flow', id: flow.id, name: flow.name },
      after: { entry: at.entryId },
      data: { botId: at.botId },
    })
    return addressOf(tx, token)
  })
}

async function findKey(tx: Tx, { flowId, entryId }: HookAt): Promise<{ sealedToken: Buffer }> {
  const key = await tx.db
    .selectFrom('hookKeys')
    .select('sealedToken')
    .where('workspaceId', '=', tx.workspaceId)
    .where('flowId', '=', flowId)
    .where('entryId', '=', entryId)
    .executeTakeFirst()
  if (!key) throw new Refusal('not-found')
  return key
}

function addressOf(tx: Tx, token: string): { address: string } {
  return { address: linkTo(`/in/hooks/${tx.workspaceId}/${token}`) }
}
