/** What providers tell besides messages: receipts, echoes, changes, reactions, and who may be written to. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCall } from '../calls/run-call.ts'
import { bare } from '../db/database.ts'
import { as } from '../test/as.ts'
import { ECHO, newBot, type TestBot, theWorker, until } from '../test/chat.ts'
import { connectTold, linesOf, newCounterpart, opening, storedOf } from '../test/told-channel.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
const counterpart = newCounterpart()
const openLine = opening(counterpart)
theWorker({ runCall, sending: { openLine }, fetching: { openLine, fileMs: 5000, profileMs: 500 } })

let bot: TestBot
let line: Awaited<ReturnType<typeof connectTold>>
let people = 0

beforeAll(async () => {
  bot = await newBot(world.olga, ECHO)
  line = await connectTold({ workspaceId: world.acme, botId: bot.id }, counterpart)
  counterpart.nameOf = ({ id }) => `out-${id}`
})

const stored = (address: string) => storedOf(world.acme, address)
const seen = (address: string, isGood: (rows: Awaited<ReturnType<typeof stored>>) => boolean) =>
  until(() => stored(address), isGood)

/** Somebody new who said hello and was answered. */
async function greeted(): Promise<{ address: string; answer: string }> {
  people += 1
  const address = `person-${people}`
  await line.say(address, 'hello', `in-${people}`)
  await seen(address, (rows) => rows[1]?.status === 'sent')
  const { rows } = await sql<{
    id: string
  }>`select m.id from messages m join conversations v on v.id = m.conversation_id
    join contacts c on c.id = v.contact_id where c.address = ${address} and m.author = 'bot'`.execute(bare())
  return { address, answer: `out-${rows[0]?.id}` }
}

describe('a message', () => {
  it('is answered, and one that comes again counts once', async () => {
    await Promise.all(['a-1', 'a-2', 'a-1', 'a-1'].map((name) => line.say('twice', name, name)))
    await line.say('twice', 'a-2', 'a-2')
    expect(
      await until(
        () => linesOf(world.acme, 'twice'),
        (lines) => lines.length >= 4,
      ),
    ).toEqual(
      [...['contact: a-1', 'contact: a-2'], ...['bot: You said a-1', 'bot: You said a-2']].toSorted(
        (a, b) => order.indexOf(a) - order.indexOf(b),
      ),
    )
  })
  const order = ['contact: a-1', 'bot: You said a-1', 'contact: a-2', 'bot: You said a-2']

  it('counts again where the bot speaks through another account by now, whose messages are called the same', async () => {
    const other = await newBot(world.olga, ECHO)
    const at = { workspaceId: world.acme, botId: other.id }
    const first = await connectTold(at, counterpart)
    await first.say('moved', 'to the old one', '7:1')
    await seen('moved', (rows) => rows.length >= 2)
    await sql`delete from channels where id = ${first.id}`.execute(bare())
    await (await connectTold(at, counterpart)).say('moved', 'to the new one', '7:1')
    expect((await seen('moved', (rows) => rows.length >= 4))[2]?.content.text).toBe('to the new one')
  })

  it('keeps the order in which one request tells it', async () => {
    const words = Array.from({ length: 20 }, (_, index) => `w${index}`)
    await line.tell(
      ...words.map((text) => ({
        kind: 'message' as const,
        address: 'orderly',
        externalId: `o-${text}`,
        said: { kind: 'text' as const, text },
      })),
    )
    const rows = await seen('orderly', (all) => all.length >= 40)
    expect(rows.filter(({ author }) => author === 'contact').map(({ content }) => content.text)).toEqual(words)
  })

  it('that nobody can read is kept and answered by nobody', async () => {
    const message = { kind: 'message', address: 'odd', externalId: 'odd-1' } as const
    await line.tell({ ...message, said: { kind: 'unsupported', what: 'sticker' } })
    await line.say('odd', 'hi')
    await seen('odd', (rows) => rows.length >= 3)
    expect(await linesOf(world.acme, 'odd')).toEqual(['contact: [sticker]', 'contact: hi', 'bot: You said hi'])
  })

  it('names the one that it answers, and brings who wrote it', async () => {
    const { address, answer } = await greeted()
    const said = { kind: 'text', text: 'why?' } as const
    const profile = { name: 'Ann Other', language: 'de_DE', email: 'ANN@shop.example', timezone: 'Mars/Base' }
    await line.tell({ kind: 'message', address, externalId: `r-${address}`, said, replyTo: answer, profile })
    await line.tell({ kind: 'message', address: 'ann', externalId: 'ann-1', said, profile })
    expect((await seen(address, (rows) => rows.length >= 4))[2]?.marks).toEqual({ replyTo: 2 })
    await seen('ann', (rows) => rows.length >= 2)
    const who = sql`select name, language, email, timezone from contacts where address in ('ann', ${address}) order by name`
    expect((await who.execute(bare())).rows).toEqual([
      { name: '', language: null, email: null, timezone: null },
      { name: 'Ann Other', language: 'de-DE', email: 'ann@shop.example', timezone: null },
    ])
  })
})

describe('a receipt', () => {
  it('marks what was delivered and read, and never goes back', async () => {
    const { address, answer } = await greeted()
    await line.tell({ kind: 'receipt', status: 'read', externalId: answer })
    await seen(address, (rows) => rows[1]?.status === 'read')
    await line.tell({ kind: 'receipt', status: 'delivered', externalId: answer })
    await line.say(address, 'more')
    expect((await seen(address, (rows) => rows.length >= 4))[1]?.status).toBe('read')
  })

  it('that overtakes our own bookkeeping waits for it', async () => {
    const { address } = await greeted()
    await line.tell({ kind: 'receipt', status: 'delivered', externalId: `late-${address}` })
    const [first] = await stored(address)
    await sql`insert into message_names (workspace_id, channel_id, external_id, conversation_id, seq)
      values (${world.acme}, ${line.id}, ${`late-${address}`}, ${first?.conversationId}, 2)`.execute(bare())
    expect((await seen(address, (rows) => rows[1]?.status === 'delivered'))[1]?.status).toBe('delivered')
  })

  it('of a failure says why, in the message and in the error log', async () => {
    const { address, answer } = await greeted()
    await line.tell({ kind: 'receipt', status: 'failed', externalId: answer, reason: 'No such number (21614).' })
    const rows = await seen(address, (all) => all[1]?.status === 'failed')
    expect(rows[1]?.marks).toEqual({ problem: 'No such number (21614).' })
    const { body } = await as(world.mia).get('/error-logs?state=open')
    expect(body.data.map(({ code }: { code: string }) => code)).toContain('send-failed')
  })

  it('up to an instant marks all that was sent until then', async () => {
    const { address } = await greeted()
    await line.tell({ kind: 'read-until', address, status: 'read', until: new Date().toISOString() })
    expect((await seen(address, (rows) => rows[1]?.status === 'read'))[1]?.status).toBe('read')
  })

  it('up to an instant says nothing of what was not sent yet', async () => {
    const { address } = await greeted()
    const [first] = await stored(address)
    await sql`insert into messages (workspace_id, conversation_id, seq, id, author, content, status, at)
      values (${world.acme}, ${first?.conversationId}, 3, gen_random_uuid(), 'bot', '{"kind":"text","text":"soon"}', 'queued', now() - interval '1 second')`.execute(
      bare(),
    )
    await line.tell({ kind: 'read-until', address, status: 'read', until: new Date().toISOString() })
    const rows = await seen(address, (all) => all[1]?.status === 'read')
    expect(rows.map(({ status }) => status)).toEqual(['received', 'read', 'queued'])
  })
})

describe('an echo', () => {
  it('of what somebody wrote in the provider’s app silences the bot', async () => {
    const { address, answer } = await greeted()
    const said = { kind: 'text', text: 'I am here myself' } as const
    await line.tell({ kind: 'echo', address, externalId: answer, said })
    await line.tell({ kind: 'echo', address, externalId: `app-${address}`, said })
    await line.tell({ kind: 'echo', address, externalId: `app-${address}`, said })
    await line.say(address, 'thanks')
    const rows = await seen(address, (all) => all.length >= 5)
    expect(await linesOf(world.acme, address)).toEqual([
      ...['contact: hello', 'bot: You said hello'],
      ...['system: event', 'member: I am here myself', 'contact: thanks'],
    ])
    expect(rows.at(-1)?.handler).toBe('member')
  })

  it('with our own id is no message', async () => {
    const { address } = await greeted()
    const said = { kind: 'text', text: 'You said hello' } as const
    await line.tell({ kind: 'echo', address, externalId: 'x-1', said, ours: '0198f0a0-0000-7000-8000-000000000001' })
    await line.say(address, 'on')
    await seen(address, (rows) => rows.length >= 4)
    expect((await linesOf(world.acme, address))[2]).toBe('contact: on')
  })
})

describe('a change', () => {
  it('of words keeps what they were first', async () => {
    const { address } = await greeted()
    const name = `in-${people}`
    await line.tell({ kind: 'edited', address, externalId: name, text: 'hallo' })
    await line.tell({ kind: 'edited', address, externalId: name, text: 'hallo!' })
    const rows = await seen(address, (all) => all[0]?.content.text === 'hallo!')
    expect(rows[0]).toMatchObject({ content: { text: 'hallo!' }, marks: { edited: 'hello' } })
  })

  it('by somebody else changes nothing', async () => {
    const { address } = await greeted()
    await line.tell({ kind: 'edited', address: 'person-1', externalId: `in-${people}`, text: 'stolen' })
    await line.say('person-1', 'done')
    await seen('person-1', (rows) => rows.some(({ content }) => content.text === 'done'))
    expect((await stored(address))[0]?.content.text).toBe('hello')
  })

  it('that takes a message back leaves it to the team', async () => {
    const { address, answer } = await greeted()
    await line.tell({ kind: 'deleted', address, externalId: `in-${people}` })
    await line.tell({ kind: 'reaction', address, externalId: answer, reaction: '👍' })
    const rows = await seen(address, (all) => all[1]?.marks?.reaction === '👍')
    expect(rows[0]).toMatchObject({ content: { text: 'hello' }, marks: { deleted: true } })
    await line.tell({ kind: 'reaction', address, externalId: answer, reaction: null })
    expect((await seen(address, (all) => all[1]?.marks?.reaction === undefined))[1]?.marks).toEqual({})
  })
})

it('who opts out is not subscribed, and is reached again by writing', async () => {
  const { address } = await greeted()
  const reach = async () => {
    const { rows } = await sql<{ unreachable: string | null; isSubscribed: boolean }>`
      select unreachable, is_subscribed from contacts where address = ${address}`.execute(bare())
    return rows[0]
  }
  await line.tell({ kind: 'reach', address, reach: 'opted-out' })
  const out = await until(reach, (row) => row?.unreachable === 'opted-out')
  expect(out).toEqual({ unreachable: 'opted-out', isSubscribed: false })
  await line.say(address, 'hello again')
  expect(await until(reach, (row) => row?.unreachable === null)).toEqual({ unreachable: null, isSubscribed: false })
  await line.tell({ kind: 'reach', address, reach: 'opted-out' }, { kind: 'reach', address, reach: 'ok' })
  expect(await until(reach, (row) => row?.isSubscribed === true)).toEqual({ unreachable: null, isSubscribed: true })
})

it('what no flow could take is left out, and keeps nothing else from being taken in', async () => {
  await line.tell(
    { kind: 'message', address: 'nul', externalId: 'n-1', said: { kind: 'text', text: '' } },
    { kind: 'message', address: 'nul', externalId: 'n-2', said: { kind: 'text', text: 'a\u0000b\ud800' } },
  )
  await seen('nul', (rows) => rows.length >= 2)
  expect((await linesOf(world.acme, 'nul'))[0]).toBe('contact: ab\ufffd')
})
