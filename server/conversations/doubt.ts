/** Messages of which nobody knows whether they arrived: settled by what the provider tells, else as the channel's settings say. */
import { sql } from 'kysely'
import type { Outgoing, Recipient } from '../../channels/channel.ts'
import type { OpenLine } from '../channels/lines.ts'
import type { Tx } from '../db/in-workspace.ts'
import { log } from '../log.ts'
import { isKeyOf } from './part-keys.ts'
import { setStatus } from './statuses.ts'
import type { Waiting } from './waiting.ts'

/** It arrived; it is to go out again; members decide; or it is too early to say, and the message waits for so many seconds. */
export type Verdict = 'arrived' | 'again' | 'hold' | { waitS: number }

/** How long the provider has to tell us of a message, and to have it in its list. */
const TOLD_WITHIN_S = 60
const LISTED_WITHIN_S = 10
const ASKED_FOR_S = 300

/** What is to become of a part that somebody began to send at `startedAt`. */
export async function judge(
  { startedAt }: { startedAt: string },
  { channel, line, settings }: OpenLine,
  about: { message: Outgoing; to: Recipient },
): Promise<Verdict> {
  const { repeat } = channel.definition
  const sinceS = (Date.now() - Date.parse(startedAt)) / 1000
  const byPolicy = settings.inDoubt === 'resend' ? 'again' : 'hold'
  if (repeat === 'harmless') return 'again'
  if (repeat === 'told' && sinceS < TOLD_WITHIN_S) return { waitS: TOLD_WITHIN_S - sinceS }
  if (repeat !== 'listed' || !channel.find) return byPolicy
  if (sinceS < LISTED_WITHIN_S) return { waitS: LISTED_WITHIN_S - sinceS }
  try {
    const found = await channel.find(about.message, about.to, line)
    if (found === 'unknown') return byPolicy
    return found === 'sent' ? 'arrived' : 'again'
  } catch (error) {
    log.warn({ err: error, channel: channel.definition.name }, 'a message in doubt could not be looked up')
    return sinceS < ASKED_FOR_S ? { waitS: LISTED_WITHIN_S } : byPolicy
  }
}

/**
 * The provider repeats the key of a part, so it went out: a message that waits for the news goes on behind that part, one that
 * is held too. Resolves to the message, or undefined where none waits for this.
 */
export async function settleByKey(tx: Tx, key: string): Promise<{ conversationId: string; seq: number } | undefined> {
  const { rows } = await sql<Pick<Waiting, 'id' | 'conversationId' | 'seq' | 'partsSent' | 'messageId'>>`
    select o.id, o.conversation_id, o.seq, o.parts_sent, m.id as message_id
    from outbound o join messages m on m.workspace_id = o.workspace_id and m.conversation_id = o.conversation_id and m.seq = o.seq
    where o.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId}
      and (o.started_at is not null or (m.status = 'held' and o.error_id in
        (select id from error_logs where workspace_id = ${tx.workspaceId} and code = 'send-in-doubt')))`.execute(tx.db)
  const found = rows.find(({ messageId, partsSent }) => isKeyOf(key, messageId, partsSent))
  return found && ((await countPart(tx, found)) ? found : undefined)
}

/** The part counts as sent; whoever takes the message up goes on with the next, or finds that there is none. */
export async function countPart(
  tx: Tx,
  { id, partsSent, conversationId, seq }: Pick<Waiting, 'id' | 'partsSent' | 'conversationId' | 'seq'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update outbound set parts_sent = parts_sent + 1, started_at = null, error_id = null, is_held = false, attempts = 0, due_at = now()
    where workspace_id = ${tx.workspaceId} and id = ${id} and parts_sent = ${partsSent}`.execute(tx.db)
  if (numAffectedRows !== 1n) return false
  await setStatus(tx, { conversationId, seq, status: 'queued' })
  return true
}
