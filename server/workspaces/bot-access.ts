/** Which bots a restricted member may use, and as what (M3). */
import type { BotGrant } from '../../shared/members.ts'
import type { Tx } from '../db/in-workspace.ts'
import { Refusal } from '../errors.ts'

/** The grants, when every bot in them is one of this workspace; otherwise a refusal that names the first that is not. */
export async function knownBots(tx: Tx, grants: BotGrant[]): Promise<BotGrant[]> {
  const known = await existing(tx, grants)
  const stranger = grants.findIndex((grant) => !known.has(grant.botId))
  if (stranger === -1) return grants
  throw new Refusal('invalid', 'There is no such bot.', {
    faults: [{ pointer: `/bots/${stranger}/botId`, code: 'unknown-bot', message: 'There is no such bot.' }],
  })
}

/** Those of the grants whose bot still exists. */
export async function remainingBots(tx: Tx, grants: BotGrant[]): Promise<BotGrant[]> {
  const known = await existing(tx, grants)
  return grants.filter((grant) => known.has(grant.botId))
}

/** Replaces what the member was granted. */
export async function grantBots(tx: Tx, memberId: string, grants: BotGrant[]): Promise<void> {
  const { workspaceId } = tx
  await tx.db.deleteFrom('memberBots').where('workspaceId', '=', workspaceId).where('memberId', '=', memberId).execute()
  if (grants.length === 0) return
  const rows = grants.map(({ botId, power }) => ({ workspaceId, memberId, botId, power }))
  await tx.db.insertInto('memberBots').values(rows).execute()
}

async function existing(tx: Tx, grants: Array<{ botId: string }>): Promise<Set<string>> {
  if (grants.length === 0) return new Set()
  const ids = grants.map((grant) => grant.botId)
  const rows = await tx.db
    .selectFrom('bots')
    .select('id')
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}
