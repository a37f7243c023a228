/** What is looked up before a workspace is known, or across all of them: who an address belongs to, and who speaks in a place. */
import { sql } from 'kysely'
import { bare } from '../db/database.ts'

/** Whose address this is. */
export interface FoundHook {
  workspaceId: string
  channelId: string | null
  sealedToken: Buffer
  /** that of the channel whose address it is */
  status: string | null
}

/** The address by the mark of its token; one of a deleted bot or workspace does not exist. */
export async function findHookRow(channel: string, tokenHash: Buffer): Promise<FoundHook | undefined> {
  return bare()
    .selectFrom('channelHooks as h')
    .innerJoin('workspaces as w', 'w.id', 'h.workspaceId')
    .leftJoin('channels as c', (join) =>
      join.onRef('c.workspaceId', '=', 'h.workspaceId').onRef('c.id', '=', 'h.channelId'),
    )
    .leftJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'c.workspaceId').onRef('b.id', '=', 'c.botId'))
    .select(['h.workspaceId', 'h.channelId', 'h.sealedToken', 'c.status'])
    .where('h.tokenHash', '=', tokenHash)
    .where('h.channel', '=', channel)
    .where('w.deletedAt', 'is', null)
    .where((e) =>
      e.or([e('h.channelId', 'is', null), e.and([e('b.id', 'is not', null), e('b.deletedAt', 'is', null)])]),
    )
    .executeTakeFirst()
}

/** Where what is said in a place of the provider goes to. */
export interface PlaceRow {
  place: string
  workspaceId: string
  channelId: string
  botId: string
  botName: string
  /** null where the account it was reached through is gone */
  connectionId: string | null
}

/** Who speaks in these places, in the whole installation or in one workspace; places of deleted bots and workspaces have nobody. */
export async function findPlaces(
  channel: string,
  places: readonly string[],
  only: { workspaceId?: string } = {},
): Promise<PlaceRow[]> {
  const of = bare()
    .selectFrom('channelPlaces as p')
    .innerJoin('channels as c', (join) =>
      join.onRef('c.workspaceId', '=', 'p.workspaceId').onRef('c.id', '=', 'p.channelId'),
    )
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'c.workspaceId').onRef('b.id', '=', 'c.botId'))
    .innerJoin('workspaces as w', 'w.id', 'p.workspaceId')
    .select(['p.place', 'p.workspaceId', 'p.channelId', 'c.botId', 'c.connectionId', 'b.name as botName'])
    .where('p.channel', '=', channel)
    .where(sql<boolean>`p.place = any(${[...places]}::text[])`)
    .where('b.deletedAt', 'is', null)
    .where('w.deletedAt', 'is', null)
  return (only.workspaceId ? of.where('p.workspaceId', '=', only.workspaceId) : of).execute()
}

export interface Due {
  workspaceId: string
  id: string
}

/** Channels that nobody looked at for a day, the longest unseen first. */
export function findUnchecked(most: number): Promise<Due[]> {
  return bare()
    .selectFrom('channels as c')
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'c.workspaceId').onRef('b.id', '=', 'c.botId'))
    .innerJoin('workspaces as w', 'w.id', 'c.workspaceId')
    .select(['c.workspaceId', 'c.id'])
    .where('c.status', '!=', 'connecting')
    .where(sql<boolean>`coalesce(c.checked_at, c.created_at) < now() - interval '1 day'`)
    .where('b.deletedAt', 'is', null)
    .where('w.deletedAt', 'is', null)
    .orderBy(sql`coalesce(c.checked_at, c.created_at)`)
    .limit(most)
    .execute()
}

/** Channels whose bot was taken away. */
export function findOrphans(most: number): Promise<Due[]> {
  return bare()
    .selectFrom('channels as c')
    .innerJoin('bots as b', (join) => join.onRef('b.workspaceId', '=', 'c.workspaceId').onRef('b.id', '=', 'c.botId'))
    .innerJoin('workspaces as w', 'w.id', 'c.workspaceId')
    .select(['c.workspaceId', 'c.id'])
    .where('b.deletedAt', 'is not', null)
    .where('w.deletedAt', 'is', null)
    .orderBy('c.id')
    .limit(most)
    .execute()
}
