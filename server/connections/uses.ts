/** Where a connected account is used: by steps of flows, and by channels that are reached through it. */
import { type Kysely, sql } from 'kysely'
import type { Tx } from '../db/in-workspace.ts'
import { record } from '../db/record.ts'
import type { DB } from '../db/types.ts'

/** Which flows name an integration in a step, in their draft or in what is published. */
export function usesOf(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('flows as f')
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'f.workspaceId').onRef('b.id', '=', 'f.botId'))
    .leftJoin('flowVersions as v', (join) =>
      join.onRef('v.workspaceId', '=', 'f.workspaceId').onRef('v.id', '=', 'f.publishedVersionId'),
    )
    .innerJoinLateral(
      () =>
        sql<{
          integration: string
        }>`(select distinct case when s.value->>'block' = 'ai' then 'openai' else s.value->>'integration' end as integration
          from (select * from jsonb_each(f.draft->'steps') union all select * from jsonb_each(coalesce(v.graph->'steps', '{}'))) s
          where s.value->>'block' in ('integration', 'ai'))`.as('s'),
      (join) => join.onTrue(),
    )
    .select(['s.integration', 'f.botId', 'b.name as botName', 'f.id as flowId', 'f.name as flowName'])
    .where('f.workspaceId', '=', workspaceId)
    .where('b.workspaceId', '=', workspaceId)
    .where('f.deletedAt', 'is', null)
    .where('b.deletedAt', 'is', null)
}

/** Channels of bots, by the integration of the account that they are reached through. */
export function channelsThrough(db: Kysely<DB>, workspaceId: string) {
  return db
    .selectFrom('channels as c')
    .innerJoin('connections as a', (join) =>
      join.onRef('a.workspaceId', '=', 'c.workspaceId').onRef('a.id', '=', 'c.connectionId'),
    )
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'c.workspaceId').onRef('b.id', '=', 'c.botId'))
    .select(['a.integration', 'c.botId', 'b.name as botName', 'c.channel', 'c.label'])
    .where('c.workspaceId', '=', workspaceId)
    .where('c.status', '!=', 'connecting')
    .where('b.deletedAt', 'is', null)
    .orderBy('b.name')
    .orderBy('c.channel')
}

/** The account is going: the channels behind it no longer work, and say why. */
export async function silenceChannels(tx: Tx, connectionId: string): Promise<void> {
  const problem = 'The account was disconnected.'
  const silenced = await tx.db
    .updateTable('channels')
    .set({ status: 'failing', problem, updatedAt: sql<string>`now()` })
    .where('workspaceId', '=', tx.workspaceId)
    .where('connectionId', '=', connectionId)
    .where('status', '!=', 'connecting')
    .returning(['id', 'botId', 'channel', 'label'])
    .execute()
  for (const { id, botId, channel, label } of silenced) {
    await record(tx, { kind: 'system', reason: 'account disconnected' }, 'channel.failed', {
      target: { kind: 'channel', id, name: label || channel },
      after: { problem },
      data: { botId },
    })
  }
}
