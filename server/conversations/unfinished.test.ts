/** Messages of which a part is still to be sent: what is told of the parts before, and what a worker does that slept meanwhile. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../channels/channel.ts'
import type { Content } from '../../shared/messages.ts'
import { runCall } from '../calls/run-call.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { newAccount, newReader, openTestLine, queue, type Reader, statusesOf } from '../test/accounts.ts'
import { as } from '../test/as.ts'
import { rest, theWorker, until } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'
import type { Head } from './look-ups.ts'
import { markStatus } from './receipts.ts'
import { fail, hold, putBack } from './settling.ts'
import { readWaiting } from './waiting.ts'

const world = theWorld()
theWorker({ runCall, sending: { openLine: openTestLine, patienceMs: 1000 } })
const { mia } = world

const becomes = (reader: Reader, statuses: string[]) =>
  until(
    () => statusesOf(reader),
    (found) => JSON.stringify(found) === JSON.stringify(statuses),
  )
const refused = (more: object = {}): Delivery => ({ ok: false, isFinal: true, reason: 'Refused (400).', ...more })

describe('a message in parts', () => {
  const cards: Content = { kind: 'cards', cards: [{ title: 'Tea' }, { title: 'Ice' }, { title: 'Milk' }] }
  const delivered = ({ workspaceId, conversationId, seq }: Reader) =>
    inWorkspace({ workspaceId }, (tx) => markStatus(tx, { conversationId, seq, status: 'delivered' }))

  it('of which one is refused has failed, though the first was delivered', async () => {
    const account = await newAccount(world.acme, {
      send: async (_, count) => {
        if (count === 2) await delivered(ann)
        return count === 2 ? refused() : { ok: true }
      },
    })
    const ann = await newReader(account)
    await queue(ann, cards)
    expect(await becomes(ann, ['failed'])).toEqual(['failed'])
  })

  it('of which one is in doubt is held, though the first was delivered', async () => {
    const account = await newAccount(world.acme, {
      send: async (_, count) => {
        if (count === 2) await delivered(ann)
        return count === 2 ? refused({ isFinal: false, isInDoubt: true }) : { ok: true }
      },
    })
    const ann = await newReader(account)
    await queue(ann, cards)
    expect(await becomes(ann, ['held'])).toEqual(['held'])
    const settlement = `/conversations/${ann.conversationId}/messages/1/settlement`
    expect((await as(mia).put(settlement, { arrived: true })).status).toBe(200)
  })

  it('that is said to have failed while it still goes out, and is asked for again, goes out once', async () => {
    const slow = Promise.withResolvers<Delivery>()
    const account = await newAccount(world.acme, { send: (_, count) => (count === 2 ? slow.promise : { ok: true }) })
    const ann = await newReader(account)
    await queue(ann, cards)
    await until(
      async () => account.sent.length,
      (count) => count === 2,
    )
    await inWorkspace(ann, (tx) => markStatus(tx, { conversationId: ann.conversationId, seq: 1, status: 'failed' }))
    expect(await as(mia).post(`/conversations/${ann.conversationId}/messages/1/retry`)).toHaveStatus(200)
    slow.resolve({ ok: true })
    expect(await becomes(ann, ['sent'])).toEqual(['sent'])
    await rest(300)
    expect(account.sent.map(({ message }) => message.part)).toEqual([0, 1, 2])
  })
})

describe('a worker that was asleep', () => {
  it('changes nothing of a message that another has begun to send since', async () => {
    const slow = Promise.withResolvers<Delivery>()
    const account = await newAccount(world.acme, { send: () => slow.promise })
    const ann = await newReader(account)
    await queue(ann, 'Hello')
    await until(
      async () => account.sent.length,
      (count) => count === 1,
    )
    const row = sql<Head>`select workspace_id, id, lane, key, attempts from outbound where key = ${ann.key}`
    const [waiting] = await readWaiting(world.acme, (await row.execute(bare())).rows)
    if (!waiting) throw new Error('the message is gone')
    const before = { ...waiting, startedAt: new Date(0).toISOString() }
    await putBack(before, { seconds: 0 })
    await fail(before, { reason: 'No.' })
    await hold(before)
    expect(await readWaiting(world.acme, [waiting])).toEqual([waiting])
    slow.resolve({ ok: true })
    expect(await becomes(ann, ['sent'])).toEqual(['sent'])
    expect((await as(mia).get(`/error-logs?bot=${account.botId}&state=open`)).body.data).toEqual([])
    expect(account.sent).toHaveLength(1)
  })
})
