/** What is written down before and after a part of a message is sent; what comes together shares one transaction. */
import { sql } from 'kysely'
import { channelFailed } from '../channels/failing.ts'
import { inWorkspace, sendLast, type Tx } from '../db/in-workspace.ts'
import { recordError } from './error-logs.ts'
import { gathering } from './gathering.ts'
import { faultOf } from './receipts.ts'
import { layAside, PATIENT, pauseOf } from './second-tries.ts'
import { setStatus, tellStatus, UNFINISHED } from './statuses.ts'
import { goodToken, type Waiting } from './waiting.ts'

/** The part of a message that is next, as this worker found it. */
export type Claim = Pick<Waiting, 'id' | 'conversationId' | 'partsSent' | 'startedAt' | 'replyWith'>

export interface Claimed {
  startedAt: string
  /** what the provider gave to answer with; from now on it is gone */
  replyWith: string | null
}

/** Marks the part as started, unless somebody did or put it off since it was read: then undefined, and it is read again. */
export const claim = gathering<Claim, Claimed | undefined>(async (workspaceId, claims) => {
  let tokens = new Map<string, string>()
  let started = new Map<string, string>()
  await inWorkspace({ workspaceId }, async (tx) => {
    tokens = await takeReplyWith(tx, claims)
    const starting = start(tx, claims).then((rows) => {
      started = new Map(rows.map(({ id, startedAt }) => [id, startedAt]))
    })
    await sendLast(tx, [starting])
  })
  return claims.map(({ id, conversationId }) => {
    const startedAt = started.get(id)
    return startedAt === undefined ? undefined : { startedAt, replyWith: tokens.get(conversationId) ?? null }
  })
})

async function start(tx: Tx, claims: Claim[]): Promise<Array<{ id: string; startedAt: string }>> {
  const given = claims.map(({ id, partsSent, startedAt }) => ({ id, part: partsSent, started: startedAt }))
  const { rows } = await sql<{ id: string; startedAt: string }>`
    update outbound o set started_at = clock_timestamp(), is_held = false
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id uuid, part int, started timestamptz)
    where o.workspace_id = ${tx.workspaceId} and o.id = g.id and o.parts_sent = g.part and o.started_at is not distinct from g.started
      and o.error_id is null and o.due_at <= clock_timestamp()
    returning o.id, o.started_at`.execute(tx.db)
  return rows
}

/** Before the messages: who takes a turn locks the conversation first, too. */
async function takeReplyWith(tx: Tx, claims: Claim[]): Promise<Map<string, string>> {
  const ids = claims.flatMap(({ conversationId, replyWith }) => (replyWith ? [conversationId] : []))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; replyWith: unknown }>`
    update conversations v set reply_with = null
    from (select id, reply_with from conversations where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])
      and reply_with is not null order by id for update) old
    where v.workspace_id = ${tx.workspaceId} and v.id = old.id returning v.id, old.reply_with`.execute(tx.db)
  return new Map(
    rows.flatMap(({ id, replyWith }) => {
      const token = goodToken(replyWith)
      return token === null ? [] : [[id, token] as const]
    }),
  )
}

/** A part that went out. */
export interface Finished {
  waiting: Waiting
  /** how it was claimed; null where nothing was sent, since all parts had gone before */
  startedAt: string | null
  channelId: string | null
  externalId: string | undefined
  isLast: boolean
}

/** Counts the part, keeps the provider's name of it, and with the last one marks the message as sent. */
export const finish = gathering<Finished, void>(async (workspaceId, finished) => {
  await finishAll(workspaceId, finished)
  return finished.map(() => undefined)
})

/** The same for many at once. Only what is still as it was claimed becomes `sent`, and the fact is told once. */
export async function finishAll(workspaceId: string, finished: Finished[]): Promise<void> {
  await inWorkspace({ workspaceId }, async (tx) => {
    const marking = markAll(tx, finished).then((rows) => {
      const isSent = new Set(rows.map(({ conversationId, seq }) => `${conversationId}:${seq}`))
      for (const { waiting } of finished) {
        const { conversationId, seq, botId } = waiting
        if (isSent.delete(`${conversationId}:${seq}`)) tellStatus(tx, { conversationId, seq, botId, status: 'sent' })
      }
    })
    await sendLast(tx, [marking])
  })
}

async function markAll(tx: Tx, finished: Finished[]): Promise<Array<{ conversationId: string; seq: number }>> {
  const given = finished.map(({ waiting, startedAt, channelId, externalId, isLast }) => ({
    id: waiting.id,
    part: waiting.partsSent,
    started: startedAt,
    is_last: isLast,
    channel_id: channelId,
    external_id: externalId,
    conversation_id: waiting.conversationId,
    seq: waiting.seq,
  }))
  const { rows } = await sql<{ conversationId: string; seq: number }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as g(id uuid, part int, started timestamptz, is_last boolean, channel_id uuid, external_id text, conversation_id uuid, seq bigint)
    ), named as (
      insert into message_names (workspace_id, channel_id, external_id, conversation_id, seq)
      select ${tx.workspaceId}::uuid, g.channel_id, g.external_id, g.conversation_id, g.seq
      from given g join channels c on c.workspace_id = ${tx.workspaceId} and c.id = g.channel_id
      where g.external_id is not null on conflict do nothing
    ), counted as (
      update outbound o set parts_sent = g.part + 1, started_at = null, attempts = 0 from given g
      where not g.is_last and o.workspace_id = ${tx.workspaceId} and o.id = g.id and o.parts_sent = g.part
        and o.started_at is not distinct from g.started
    ), done as (
      delete from outbound o using given g where g.is_last and o.workspace_id = ${tx.workspaceId} and o.id = g.id
        and o.parts_sent = g.part and o.started_at is not distinct from g.started returning o.conversation_id, o.seq
    )
    update messages m set status = 'sent', marks = nullif(m.marks - 'problem', '{}') from done d
    where m.workspace_id = ${tx.workspaceId} and m.conversation_id = d.conversation_id and m.seq = d.seq and m.status in ('queued', 'held')
    returning m.conversation_id, m.seq`.execute(tx.db)
  return rows
}

/** Why a row goes back into its table, and for how long. */
interface Back {
  seconds: number
  isAttempt?: boolean
  isTyping?: boolean
  /** nobody knows yet whether it arrived */
  isInDoubt?: boolean
}

/** Lets the row, and with it its key, wait; not where another worker has begun to send it since. */
export async function putBack({ workspaceId, id, startedAt }: Waiting, back: Back): Promise<void> {
  const { seconds, isAttempt = false, isTyping = false, isInDoubt = false } = back
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`update outbound set is_held = true, due_at = clock_timestamp() + make_interval(secs => ${seconds}),
        attempts = attempts + ${isAttempt ? 1 : 0}, is_typing = is_typing or ${isTyping},
        started_at = case when ${isInDoubt} then started_at end
      where workspace_id = ${workspaceId} and id = ${id} and started_at is not distinct from ${startedAt}::timestamptz
        and error_id is null`.execute(db),
  )
}

/** Tries again later, with growing pauses. Returns after how many seconds. */
export async function tryLater(waiting: Waiting): Promise<number> {
  const seconds = pauseOf(waiting, PATIENT)
  await putBack(waiting, { seconds, isAttempt: true })
  return seconds
}

export interface Failure {
  /** A sentence without a name and without a secret; alike ones stand in one line. */
  reason: string
  /** the whole line, where it is not «could not be sent: …» */
  message?: string
  unreachable?: 'blocked' | 'opted-out' | undefined
  /** the channel that no longer works */
  failedChannelId?: string | undefined
}

/**
 * The message does not go out; it rests under a line of the error log, and its key goes on. False where another worker has
 * begun to send it since: then nothing is changed.
 */
export async function fail(waiting: Waiting, failure: Failure): Promise<boolean> {
  const { workspaceId, conversationId, botId, channel, address } = waiting
  return inWorkspace({ workspaceId }, async (tx) => {
    if (!(await isStillOurs(tx, waiting))) return false
    const fault = faultOf(waiting, { conversationId, reason: failure.reason, code: 'send-failed' })
    const told = { conversationId, seq: waiting.seq, status: 'failed', reason: failure.reason } as const
    await rest(tx, waiting, { ...fault, message: failure.message ?? fault.message })
    await setStatus(tx, told, [...UNFINISHED, 'held'])
    if (failure.failedChannelId) await channelFailed(tx, failure.failedChannelId, failure.reason)
    if (!failure.unreachable) return true
    await tx.db
      .updateTable('contacts')
      .set({ unreachable: failure.unreachable })
      .where('workspaceId', '=', workspaceId)
      .where('botId', '=', botId)
      .where('channel', '=', channel)
      .where('address', '=', address)
      .execute()
    return true
  })
}

/** Nobody knows whether it arrived: members decide, and its key goes on. False as `fail` says. */
export async function hold(waiting: Waiting): Promise<boolean> {
  const { workspaceId, conversationId, seq } = waiting
  return inWorkspace({ workspaceId }, async (tx) => {
    if (!(await isStillOurs(tx, waiting))) return false
    await rest(tx, waiting, faultOf(waiting, { conversationId, code: 'send-in-doubt' }))
    await setStatus(tx, { conversationId, seq, status: 'held' }, UNFINISHED)
    return true
  })
}

/** Locks the row as it was found or claimed. */
async function isStillOurs(tx: Tx, { id, startedAt }: Waiting): Promise<boolean> {
  const { rows } = await sql`select from outbound where workspace_id = ${tx.workspaceId} and id = ${id}
    and started_at is not distinct from ${startedAt}::timestamptz and error_id is null for update`.execute(tx.db)
  return rows.length > 0
}

/** Under a line of the error log, not started: who retries it says that it is to go out again. */
async function rest(tx: Tx, waiting: Waiting, fault: ReturnType<typeof faultOf>): Promise<void> {
  await layAside(tx, 'outbound', waiting, await recordError(tx, fault))
  await tx.db
    .updateTable('outbound')
    .set({ startedAt: null, isHeld: false })
    .where('workspaceId', '=', tx.workspaceId)
    .where('id', '=', waiting.id)
    .execute()
}
