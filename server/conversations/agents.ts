/** Members who may answer for a bot. */
import { sql } from 'kysely'
import type { Tx } from '../db/in-workspace.ts'

export interface Agent {
  id: string
  name: string
  /** how many open conversations they have */
  open: number
}

/** Those who may use live chat for this bot, in the order they joined (M3). */
export async function agentsFor(tx: Tx, botId: string): Promise<Agent[]> {
  const { rows } = await sql<Agent>`
    select m.id, u.name, (select count(*)::int from conversations v
        where v.workspace_id = ${tx.workspaceId} and v.assignee_id = m.id and v.status = 'open') as open
    from members m join users u on u.id = m.user_id
    where m.workspace_id = ${tx.workspaceId} and (m.access = 'complete' or exists (select from member_bots p
      where p.workspace_id = ${tx.workspaceId} and p.member_id = m.id and p.bot_id = ${botId} and p.power = 'agent'))
    order by m.joined_at, m.id`.execute(tx.db)
  return rows
}
