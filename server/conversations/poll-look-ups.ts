/** Finds connected channels whose provider has to be asked for what is new, across workspaces. */
import { sql } from 'kysely'
import { bare } from '../db/database.ts'

/** A channel to be asked, and since when: what the last time gave, at first the instant of its connecting. */
export interface DuePoll {
  workspaceId: string
  id: string
  botId: string
  channel: string
  since: string
}

/** Takes those that are due, the longest unasked first; they are due again after five minutes, or at the next news. */
export async function takeDuePolls(channels: readonly string[], most: number): Promise<DuePoll[]> {
  const { rows } = await sql<Omit<DuePoll, 'since'> & { since: string | null; createdAt: string }>`
    with due as (
      select c.workspace_id, c.id from channels c
      join bots b on b.workspace_id = c.workspace_id and b.id = c.bot_id and b.deleted_at is null
      join workspaces w on w.id = c.workspace_id and w.deleted_at is null
      where c.channel = any(${[...channels]}::text[]) and c.status <> 'connecting' and c.connection_id is not null
        and coalesce((c.settings->'polled'->>'at')::timestamptz, '-infinity') <= now() - interval '5 minutes'
      order by (c.settings->'polled'->>'at')::timestamptz nulls first limit ${most} for update of c skip locked
    )
    update channels c set settings = c.settings
      || jsonb_build_object('polled', coalesce(c.settings->'polled', '{}') || jsonb_build_object('at', now()))
    from due where c.workspace_id = due.workspace_id and c.id = due.id
    returning c.workspace_id, c.id, c.bot_id, c.channel, c.settings->'polled'->>'since' as since, c.created_at`.execute(
    bare(),
  )
  return rows.map(({ createdAt, since, ...row }) => ({ ...row, since: since ?? new Date(createdAt).toISOString() }))
}
