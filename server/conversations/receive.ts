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

const MOST_AT_ONCE = 500

interface Waiting {
  received: Received
  done: () => void
  failed: (error: unknown) => void
}

const queues = new Map<string, Waiting[]>()

/** Keeps the message; resolves when it is kept. One that was kept before is dropped, for ever (unique in `received`). */
export function receive(received: Received): Promise<void> {
  return new Promise((done, failed) => {
    const queue = queues.get(received.workspaceId)
    if (queue) {
      queue.push({ received, done, failed })
      return
    }
    queues.set(received.workspaceId, [{ received, done, failed }])
    void storeAll(received.workspaceId)
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
        batch.map(({ received }) => received),
      )
      for (const { done } of batch) done()
      publish('inbound', workspaceId)
    } catch (error) {
      for (const { failed } of batch) failed(error)
    }
  }
  queues.delete(workspaceId)
}

async function store(workspaceId: string, batch: Received[]): Promise<void> {
  // Sorted, so that two processes that store the same redelivered messages do not wait for each other.
  const unique = new Map(batch.map((received) => [sourceOf(received), rowOf(received)]))
  const rows = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  await inWorkspace({ workspaceId }, ({ db }) => sendLast([insert(rows, workspaceId).execute(db)]))
}

function insert(rows: Array<ReturnType<typeof rowOf>>, workspaceId: string) {
  return sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, lane smallint, key text, source text, external_id text, body jsonb)
    ), fresh as (
      insert into received (workspace_id, source, external_id) select ${workspaceId}::uuid, source, external_id from given
      on conflict do nothing returning source, external_id
    )
    insert into inbound (workspace_id, id, lane, key, body)
    select ${workspaceId}::uuid, g.id, g.lane, g.key, g.body from given g join fresh f on f.source = g.source and f.external_id = g.external_id`
}

function sourceOf({ channel, botId, externalId }: Received): string {
  return `${channel}:${botId}:${externalId}`
}

function rowOf(received: Received) {
  const { channel, botId, address, clientId, event, externalId } = received
  const key = keyOf(received)
  const body: InboundBody = { botId, channel, address, clientId, event, at: new Date().toISOString() }
  return { id: uuidv7(), lane: laneOf(key), key, source: `${channel}:${botId}`, external_id: externalId, body }
}
