/** Takes in what people write and what programs send: the first stop of a message. What arrives together is stored by one statement, and is answered once it is kept. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Event } from '../../engine/event.ts'
import { publish } from '../bus.ts'
import { keyOf, type Whereabouts } from '../contacts/contacts.ts'
import { inWorkspace, sendLast } from '../db/in-workspace.ts'
import type { InboundBody } from './inbound.ts'
import { laneOf } from './lanes.ts'

/** One message as a channel brings it: who wrote it where, and the channel's own id of it. */
export interface Received extends Whereabouts {
  workspaceId: string
  externalId: string
  /** The id it has for the one who sent it; a uuid. */
  clientId: string
  event: Event
}

/** One thing that arrived, on its way to be stored. */
export interface Arrived {
  /** what stays in order */
  key: string
  body: InboundBody
  /** within which it is called so */
  source: string
  /** what it is called for ever, at most 200 characters; null where storing it twice does no harm */
  externalId: string | null
  /** whether something is to be asked of the provider before it can be taken up */
  needsFetch: boolean
  /** whether only for somebody whom nobody knows yet */
  isFetchForNew: boolean
}

const MOST_AT_ONCE = 500

interface Waiting {
  arrived: Arrived
  done: () => void
  failed: (error: unknown) => void
}

const queues = new Map<string, Waiting[]>()

/** Keeps the message; resolves when it is kept. One that was kept before is dropped, for ever (unique in `received`). */
export function receive({ workspaceId, externalId, clientId, event, ...at }: Received): Promise<void> {
  const { botId, channel, address } = at
  const body = { botId, channel, address, clientId, event, at: new Date().toISOString() }
  const source = `${channel}:${botId}`
  return keep(workspaceId, { key: keyOf(at), body, source, externalId, needsFetch: false, isFetchForNew: false })
}

/** The same for whatever arrives; what is kept in this order is worked on in this order. */
export function keep(workspaceId: string, arrived: Arrived): Promise<void> {
  return new Promise((done, failed) => {
    const queue = queues.get(workspaceId)
    if (queue) {
      queue.push({ arrived, done, failed })
      return
    }
    queues.set(workspaceId, [{ arrived, done, failed }])
    void storeAll(workspaceId)
  })
}

/** While one statement is on its way, what arrives gathers for the next. */
async function storeAll(workspaceId: string): Promise<void> {
  for (;;) {
    const queue = queues.get(workspaceId) ?? []
    const batch = queue.splice(0, MOST_AT_ONCE)
    if (batch.length === 0) break
    try {
      await store(
        workspaceId,
        batch.map(({ arrived }) => arrived),
      )
      for (const { done } of batch) done()
      publish('inbound', workspaceId)
    } catch (error) {
      for (const { failed } of batch) failed(error)
    }
  }
  queues.delete(workspaceId)
}

async function store(workspaceId: string, batch: Arrived[]): Promise<void> {
  const unique = new Map<string, ReturnType<typeof rowOf>>()
  for (const arrived of batch) {
    const row = rowOf(arrived)
    const name = row.external_id === null ? row.id : `${row.source}:${row.external_id}`
    if (!unique.has(name)) unique.set(name, row) // Of what came twice at once the first counts: it has its place in the order.
  }
  // Sorted, so that two processes that store the same redelivered messages do not wait for each other.
  const rows = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  await inWorkspace({ workspaceId }, (tx) => sendLast(tx, [insert(rows, workspaceId).execute(tx.db)]))
}

function insert(rows: Array<ReturnType<typeof rowOf>>, workspaceId: string) {
  return sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, lane smallint, key text, source text, external_id text, body jsonb, needs_fetch boolean, if_new boolean)
    ), fresh as (
      insert into received (workspace_id, source, external_id)
      select ${workspaceId}::uuid, source, external_id from given where external_id is not null
      on conflict do nothing returning source, external_id
    )
    insert into inbound (workspace_id, id, lane, key, body, needs_fetch)
    select ${workspaceId}::uuid, g.id, g.lane, g.key, g.body, g.needs_fetch or (g.if_new and not exists (select from contacts c
      where c.workspace_id = ${workspaceId}::uuid and c.bot_id = (g.body->>'botId')::uuid and c.channel = g.body->>'channel'
        and c.address = g.body->>'address'))
    from given g left join fresh f on f.source = g.source and f.external_id = g.external_id
    where g.external_id is null or f.external_id is not null`
}

function rowOf({ key, body, source, externalId, needsFetch, isFetchForNew }: Arrived) {
  const fetch = { needs_fetch: needsFetch, if_new: isFetchForNew }
  return { id: uuidv7(), lane: laneOf(key), key, source, external_id: externalId, body, ...fetch }
}
