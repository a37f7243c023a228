/** Messages go out through connected channels in order, at their pace, once; what cannot go out is told, and holds up nobody else. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../channels/channel.ts'
import { runCall } from '../calls/run-call.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import {
  type Account,
  disconnect,
  newAccount,
  newReader,
  openTestLine,
  queue,
  type Reader,
  statusesOf,
} from '../test/accounts.ts'
import { as } from '../test/as.ts'
import { rest, theWorker, until } from '../test/chat.ts'
import { newMember, theWorld } from '../test/world.ts'
import { settleByKey } from './doubt.ts'
import { sendingLane } from './messages.ts'
import { markStatus } from './receipts.ts'

const world = theWorld()
theWorker({ runCall, sending: { openLine: openTestLine, patienceMs: 1000 } })
const { mia, rex } = world
const acme = () => ({ workspaceId: world.acme })

const textsOf = ({ sent }: Account) =>
  sent.map(({ message }) => ('text' in message.content ? message.content.text : ''))
const becomes = (reader: Reader, statuses: string[]) =>
  until(
    () => statusesOf(reader),
    (found) => JSON.stringify(found) === JSON.stringify(statuses),
  )
const errorsOf = async ({ botId }: Account) => (await as(mia).get(`/error-logs?bot=${botId}&state=open`)).body.data
const refused = (more: object = {}): Delivery => ({
  ok: false,
  isFinal: true,
  reason: 'Telegram refused it (400).',
  ...more,
})
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

describe('a message', () => {
  it('is sent once, with a key of its own, and kept by the name that the provider gave it', async () => {
    const account = await newAccount(world.acme, { send: () => ({ ok: true, externalId: 'tg-1' }) })
    const ann = await newReader(account)
    await queue(ann, 'Hello')
    expect(await becomes(ann, ['sent'])).toEqual(['sent'])
    expect(account.sent).toMatchObject([
      { message: { part: 0, author: 'bot', content: { text: 'Hello' } }, to: { address: ann.address } },
    ])
    expect(account.sent[0]?.message.key).toBe(account.sent[0]?.message.id)
    const { rows } = await sql`select external_id, seq from message_names where channel_id = ${account.id}`.execute(
      bare(),
    )
    expect(rows).toEqual([{ externalId: 'tg-1', seq: 1 }])
  })

  it('that is long goes out in parts, each with a key of its own', async () => {
    const account = await newAccount(world.acme)
    const ann = await newReader(account)
    await queue(ann, { kind: 'text', text: 'word '.repeat(800).trim(), choices: [{ id: 'a', label: 'Yes' }] })
    await queue(ann, { kind: 'cards', cards: [{ title: 'Tea' }, { title: 'Ice' }, { title: 'Milk' }] })
    await becomes(ann, ['sent', 'sent'])
    expect(account.sent.map(({ message }) => message.part)).toEqual([0, 0, 1, 2])
    expect(new Set(account.sent.map(({ message }) => message.key)).size).toBe(4)
  })

  it('that a slow person waits for holds up nobody else', async () => {
    const slow = Promise.withResolvers<Delivery>()
    const account = await newAccount(world.acme, { send: (_, count) => (count === 1 ? slow.promise : { ok: true }) })
    const [ann, bob] = [await newReader(account), await newReader(account)]
    await queue(ann, 'slow')
    await until(
      async () => account.sent.length,
      (count) => count === 1,
    )
    await queue(ann, 'behind it')
    await queue(bob, 'quick')
    expect(await becomes(bob, ['sent'])).toEqual(['sent'])
    expect(await statusesOf(ann)).toEqual(['queued', 'queued'])
    slow.resolve({ ok: true })
    await becomes(ann, ['sent', 'sent'])
    expect(textsOf(account)).toEqual(['slow', 'quick', 'behind it'])
  })
})

describe('typing', () => {
  it('is shown, then the message waits as long as it says', async () => {
    const typed: number[] = []
    const account = await newAccount(world.acme, { type: async () => void typed.push(Date.now()) })
    const ann = await newReader(account)
    await queue(ann, { kind: 'text', text: 'Let me see', pause: 1 })
    await queue(ann, 'after it')
    await becomes(ann, ['sent', 'sent'])
    expect(typed.length).toBe(1)
    expect((account.sent[0]?.at ?? 0) - (typed[0] ?? 0)).toBeGreaterThanOrEqual(990)
    expect(textsOf(account)).toEqual(['Let me see', 'after it'])
  })
})

it('typing is shown on what the provider gave to answer with, and leaves it to the answer', async () => {
  const typedOn: Array<string | null> = []
  const account = await newAccount(world.acme, { type: async ({ replyWith }) => void typedOn.push(replyWith) })
  const ann = await newReader(account)
  const given = JSON.stringify({ token: 'in-1', until: new Date(Date.now() + 60_000).toISOString() })
  await sql`update conversations set reply_with = ${given}::jsonb where id = ${ann.conversationId}`.execute(bare())
  await queue(ann, { kind: 'text', text: 'Let me see', pause: 1 })
  await becomes(ann, ['sent'])
  expect([typedOn, account.sent.map(({ to }) => to.replyWith)]).toEqual([['in-1'], ['in-1']])
})

describe('the window of a provider', () => {
  const window = { hours: 24, later: 'member' } as const
  it('is closed for the bot after its hours, and for members after seven days', async () => {
    const account = await newAccount(world.acme, { definition: { window } })
    const [ann, bob] = [
      await newReader(account, { lastWroteAt: hoursAgo(30) }),
      await newReader(account, { lastWroteAt: hoursAgo(200) }),
    ]
    await queue(ann, 'too late')
    await queue(ann, 'just in time', { author: 'member' })
    await queue(bob, 'much too late', { author: 'member' })
    expect(await becomes(ann, ['failed', 'sent'])).toEqual(['failed', 'sent'])
    expect(await becomes(bob, ['failed'])).toEqual(['failed'])
    expect(textsOf(account)).toEqual(['just in time'])
    expect(await errorsOf(account)).toMatchObject([
      {
        code: 'send-failed',
        occurrences: 2,
        waiting: 2,
        message: expect.stringContaining('only a member of the team can answer'),
      },
    ])
  })
})

describe('a person who does not want to hear', () => {
  it('is remembered, and not called again', async () => {
    const account = await newAccount(world.acme, {
      send: () => refused({ unreachable: 'blocked', reason: 'The person has blocked this account.' }),
    })
    const ann = await newReader(account)
    await queue(ann, 'one')
    await becomes(ann, ['failed'])
    await queue(ann, 'two')
    expect(await becomes(ann, ['failed', 'failed'])).toEqual(['failed', 'failed'])
    expect(account.sent.length).toBe(1)
    expect(await errorsOf(account)).toMatchObject([{ occurrences: 2, waiting: 2 }])
  })
})

describe('a message that is refused', () => {
  it('says why, and what comes after it goes out', async () => {
    const account = await newAccount(world.acme, { send: (_, count) => (count === 1 ? refused() : { ok: true }) })
    const ann = await newReader(account)
    await queue(ann, 'bad')
    await queue(ann, 'good')
    await becomes(ann, ['failed', 'sent'])
    const { body } = await as(mia).get(`/conversations/${ann.conversationId}/messages`)
    expect(body.data[0].marks).toEqual({ problem: 'Telegram refused it (400).' })
    expect(await errorsOf(account)).toMatchObject([
      {
        code: 'send-failed',
        waiting: 1,
        message: 'A message could not be sent through Telegram: Telegram refused it (400).',
      },
    ])
  })

  it('is sent again when somebody asks for it, by the message or by the line of the error log', async () => {
    const account = await newAccount(world.acme, { send: (_, count) => (count <= 2 ? refused() : { ok: true }) })
    const ann = await newReader(account)
    await queue(ann, 'bad')
    await becomes(ann, ['failed'])
    const path = `/conversations/${ann.conversationId}/messages/1/retry`
    expect(await as(rex).post(path)).toHaveStatus(404)
    expect((await as(mia).post(path)).body.status).toBe('queued')
    await until(
      async () => account.sent.length,
      (count) => count === 2,
    )
    const [line] = await until(
      () => errorsOf(account),
      (errors) => errors[0]?.waiting === 1,
    )
    expect(await as(mia).post(`/error-logs/${line.id}/retry`)).toHaveStatus(200)
    expect(await becomes(ann, ['sent'])).toEqual(['sent'])
    expect(await as(mia).post(path)).toHaveStatus(409)
  })

  it('is tried again by itself where that may help, before what comes after it', async () => {
    const account = await newAccount(world.acme, {
      send: (_, count) => (count === 1 ? refused({ isFinal: false }) : { ok: true }),
    })
    const ann = await newReader(account)
    await queue(ann, 'first')
    await queue(ann, 'second')
    await becomes(ann, ['sent', 'sent'])
    expect(textsOf(account)).toEqual(['first', 'first', 'second'])
  })

  it('because the channel is gone says so', async () => {
    const account = await newAccount(world.acme)
    disconnect(account)
    const ann = await newReader(account)
    await queue(ann, 'Hello')
    await becomes(ann, ['failed'])
    expect(await errorsOf(account)).toMatchObject([
      { message: 'The channel Telegram is not connected to this bot any more.' },
    ])
  })

  it('because the account no longer works marks the channel', async () => {
    const account = await newAccount(world.acme, {
      send: () => refused({ isDisconnected: true, reason: 'The token is not valid any more.' }),
    })
    const ann = await newReader(account)
    await queue(ann, 'Hello')
    await becomes(ann, ['failed'])
    const { rows } = await sql`select status, problem from channels where id = ${account.id}`.execute(bare())
    expect(rows).toEqual([{ status: 'failing', problem: 'The token is not valid any more.' }])
  })
})

describe('a rest that the provider asks for', () => {
  it('holds back the whole account and no other, and is no attempt', async () => {
    const busy = await newAccount(world.acme, {
      send: (_, count) => (count === 1 ? refused({ isFinal: false, retryAfterS: 2 }) : { ok: true }),
    })
    const other = await newAccount(world.acme)
    const [ann, bob, cleo] = [await newReader(busy), await newReader(busy), await newReader(other)]
    await queue(ann, 'to Ann')
    await until(
      async () => busy.sent.length,
      (count) => count === 1,
    )
    await rest(100)
    await queue(bob, 'to Bob')
    await queue(cleo, 'to Cleo')
    expect(await becomes(cleo, ['sent'])).toEqual(['sent'])
    const { rows } = await sql<{ attempts: number }>`select attempts from outbound where key = ${ann.key}`.execute(
      bare(),
    )
    expect(rows).toEqual([{ attempts: 0 }])
    await becomes(ann, ['sent'])
    await becomes(bob, ['sent'])
    const [refusedAt = 0, ...after] = busy.sent.map(({ at }) => at)
    expect(after.length).toBe(2)
    for (const at of after) expect(at - refusedAt).toBeGreaterThanOrEqual(1900)
  })
})

describe('what is in front', () => {
  it('5,000 rows of a broadcast let a live message pass', async () => {
    const account = await newAccount(world.acme, {
      definition: { pace: 200 },
      send: async () => {
        await rest(20)
        return { ok: true }
      },
    })
    const [ann, crowd] = [await newReader(account), await newReader(account)]
    await fillWithBulk(account, crowd, 5000)
    await until(
      async () => account.sent.length,
      (count) => count > 20,
    )
    const asked = Date.now()
    await queue(ann, 'live')
    await becomes(ann, ['sent'])
    expect(Date.now() - asked).toBeLessThan(2000)
    await sql`delete from outbound where place = ${`telegram:${account.botId}`}`.execute(bare())
  }, 20_000)

  it('a live message takes along the bulk of its own person', async () => {
    const account = await newAccount(world.acme, { definition: { pace: 4 } })
    const [crowd, ann] = [await newReader(account), await newReader(account)]
    await fillWithBulk(account, crowd, 200)
    await queue(ann, 'broadcast', { isBulk: true })
    await queue(ann, 'live')
    await becomes(ann, ['sent', 'sent'])
    expect(textsOf(account).filter((text) => text !== 'bulk')).toEqual(['broadcast', 'live'])
    expect(account.sent.length).toBeLessThan(50)
    await sql`delete from outbound where place = ${`telegram:${account.botId}`}`.execute(bare())
  }, 20_000)
})

/** Rows of a broadcast to as many people; all say the same message. */
async function fillWithBulk({ workspaceId, botId }: Account, crowd: Reader, count: number): Promise<void> {
  const seq = await inWorkspace({ workspaceId }, async ({ db }) => {
    const message = {
      workspaceId,
      conversationId: crowd.conversationId,
      seq: 1,
      id: crowd.conversationId,
      author: 'bot',
      status: 'queued',
    }
    await db
      .insertInto('messages')
      .values({ ...message, content: JSON.stringify({ kind: 'text', text: 'bulk' }) })
      .execute()
    return 1
  })
  const lane = sendingLane(crowd.key)
  await sql`insert into outbound (workspace_id, id, lane, key, place, conversation_id, seq, is_bulk)
    select ${workspaceId}, gen_random_uuid(), ${lane}::smallint, ${`telegram:${botId}:`} || n, ${`telegram:${botId}`}, ${crowd.conversationId}, ${seq}, true
    from generate_series(1, ${count}::int) n`.execute(bare())
}

describe('a message of which nobody knows whether it arrived', () => {
  const inDoubt = refused({ isFinal: false, isInDoubt: true })

  it('is held for the team, which says that it arrived', async () => {
    const account = await newAccount(world.acme, { send: () => inDoubt })
    const ann = await newReader(account)
    await queue(ann, 'Hello')
    expect(await becomes(ann, ['held'])).toEqual(['held'])
    expect(await errorsOf(account)).toMatchObject([{ code: 'send-in-doubt', waiting: 1 }])
    const path = `/conversations/${ann.conversationId}/messages/1/settlement`
    expect(await as(rex).put(path, { arrived: true })).toHaveStatus(404)
    expect((await as(mia).put(path, { arrived: true })).body.status).toBe('sent')
    expect(await as(mia).put(path, { arrived: true })).toHaveStatus(409)
    await rest(200)
    expect(account.sent.length).toBe(1)
  })

  it('is settled by agents of its bot alone', async () => {
    const account = await newAccount(world.acme, { send: () => inDoubt })
    const ann = await newReader(account)
    await queue(ann, 'Hello')
    await becomes(ann, ['held'])
    const ben = await newMember(world.acme, 'Ben', 'member')
    await inWorkspace(acme(), ({ db }) =>
      db
        .updateTable('members')
        .set({ access: 'restricted' })
        .where('workspaceId', '=', world.acme)
        .where('id', '=', ben.memberId)
        .execute(),
    )
    expect(
      await as(ben).put(`/conversations/${ann.conversationId}/messages/1/settlement`, { arrived: true }),
    ).toHaveStatus(404)
    expect(
      await as(mia).put(`/conversations/${ann.conversationId}/messages/x/settlement`, { arrived: true }),
    ).toHaveStatus(404)
  })

  it('is sent again when the team says that it did not arrive, or where the channel is set so', async () => {
    const held = await newAccount(world.acme, { send: (_, count) => (count === 1 ? inDoubt : { ok: true }) })
    const resent = await newAccount(world.acme, {
      inDoubt: 'resend',
      send: (_, count) => {
        if (count === 1) throw new Error('the line broke')
        return { ok: true }
      },
    })
    const [ann, bob] = [await newReader(held), await newReader(resent)]
    await Promise.all([queue(ann, 'one'), queue(bob, 'two')])
    await becomes(ann, ['held'])
    await as(mia).put(`/conversations/${ann.conversationId}/messages/1/settlement`, { arrived: false })
    expect(await becomes(ann, ['sent'])).toEqual(['sent'])
    expect(await becomes(bob, ['sent'])).toEqual(['sent'])
    expect([held.sent.length, resent.sent.length]).toEqual([2, 2])
  })

  it('is settled by what the provider tells with our key, early or late', async () => {
    const account = await newAccount(world.acme, {
      definition: { repeat: 'told' },
      send: (_, count) => (count <= 2 ? inDoubt : { ok: true }),
    })
    const ann = await newReader(account)
    await queue(ann, { kind: 'cards', cards: [{ title: 'Tea' }, { title: 'Ice' }] })
    await until(
      async () => account.sent.length,
      (count) => count === 1,
    )
    await rest(100)
    const tell = (index: number) => inWorkspace(acme(), (tx) => settleByKey(tx, account.sent[index]?.message.key ?? ''))
    expect(await tell(0)).toMatchObject({ conversationId: ann.conversationId, seq: 1 })
    await until(
      async () => account.sent.length,
      (count) => count === 2,
    )
    await rest(100)
    expect(await tell(0)).toBeUndefined()
    expect(await tell(1)).toMatchObject({ seq: 1 })
    expect(await becomes(ann, ['sent'])).toEqual(['sent'])
    expect(account.sent.map(({ message }) => message.part)).toEqual([0, 1])
  })

  it('is looked up where the provider has a list', async () => {
    const account = await newAccount(world.acme, {
      definition: { repeat: 'listed' },
      send: () => inDoubt,
      find: async () => 'sent',
    })
    const ann = await newReader(account)
    await queue(ann, 'Hello')
    await until(
      async () => account.sent.length,
      (count) => count === 1,
    )
    await rest(200)
    await sql`update outbound set started_at = now() - interval '1 minute', due_at = now() where key = ${ann.key}`.execute(
      bare(),
    )
    expect(await becomes(ann, ['sent'])).toEqual(['sent'])
    expect(account.sent.length).toBe(1)
  })
})

describe('what a provider gave to answer with', () => {
  it('is used once, and not when its time is over', async () => {
    const account = await newAccount(world.acme)
    const [ann, bob] = [await newReader(account), await newReader(account)]
    const give = (reader: Reader, token: string, until: string) =>
      sql`update conversations set reply_with = ${JSON.stringify({ token, until })}::jsonb where id = ${reader.conversationId}`.execute(
        bare(),
      )
    await give(ann, 'reply-1', hoursAgo(-1))
    await give(bob, 'reply-2', hoursAgo(1))
    await queue(ann, 'one')
    await becomes(ann, ['sent'])
    await queue(ann, 'two')
    await queue(bob, 'three')
    await Promise.all([becomes(ann, ['sent', 'sent']), becomes(bob, ['sent'])])
    expect(account.sent.map(({ to }) => to.replyWith)).toEqual(['reply-1', null, null])
  })
})

describe('a status', () => {
  it('never goes back', async () => {
    const account = await newAccount(world.acme)
    const ann = await newReader(account)
    await queue(ann, 'Hello')
    await becomes(ann, ['sent'])
    const mark = (status: 'delivered' | 'read' | 'failed' | 'sent') =>
      inWorkspace(acme(), (tx) => markStatus(tx, { conversationId: ann.conversationId, seq: 1, status, reason: 'no' }))
    expect([await mark('read'), await mark('delivered'), await mark('failed'), await mark('sent')]).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(await statusesOf(ann)).toEqual(['read'])
  })
})
