/** Files and profiles that providers give only when asked: who waits for them, and who does not. */
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { runCall } from '../calls/run-call.ts'
import { bare } from '../db/database.ts'
import { as } from '../test/as.ts'
import { ECHO, newBot, rest, type TestBot, theWorker, until } from '../test/chat.ts'
import { connectTold, linesOf, newCounterpart, opening, storedOf } from '../test/told-channel.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
const counterpart = newCounterpart()
const openLine = opening(counterpart)
theWorker({ runCall, sending: { openLine }, fetching: { openLine, fileMs: 5000, profileMs: 300 } })

let bot: TestBot
let line: Awaited<ReturnType<typeof connectTold>>

beforeAll(async () => {
  bot = await newBot(world.olga, ECHO)
  line = await connectTold({ workspaceId: world.acme, botId: bot.id }, counterpart)
})

beforeEach(() => {
  Object.assign(counterpart, { file: newCounterpart().file, profile: undefined })
})

const lines = (address: string, count: number) =>
  until(
    () => linesOf(world.acme, address),
    (all) => all.length >= count,
  )

function sendFile(address: string, externalId: string, text?: string) {
  const said = { kind: 'sent-file' as const, media: 'file' as const, reference: 'ref-1', ...(text && { text }) }
  return line.tell({ kind: 'message', address, externalId, said })
}

it('a file is fetched once, kept, and met by the flow as a file', async () => {
  let asked = 0
  counterpart.file = async () => {
    asked += 1
    return { bytes: new TextEncoder().encode('hello'), name: 'note.txt' }
  }
  await Promise.all([sendFile('ann', 'f-1', 'my note'), sendFile('ann', 'f-1', 'my note')])
  await lines('ann', 2)
  const [first] = await storedOf(world.acme, 'ann')
  expect(first?.content).toMatchObject({ kind: 'file', name: 'note.txt', mime: 'text/plain', text: 'my note' })
  expect(asked).toBe(1)
})

it('a slow one holds its own conversation in order, and no other', async () => {
  const gate = Promise.withResolvers<void>()
  counterpart.file = async () => {
    await gate.promise
    return { bytes: new TextEncoder().encode('slow'), name: 'slow.txt' }
  }
  await line.say('bob', 'before')
  await sendFile('bob', 'f-slow')
  await line.say('bob', 'after')
  await line.say('eve', 'meanwhile')
  expect(await lines('eve', 2)).toEqual(['contact: meanwhile', 'bot: You said meanwhile'])
  await rest(300)
  expect(await lines('bob', 2)).toEqual(['contact: before', 'bot: You said before'])
  gate.resolve()
  const all = await lines('bob', 6)
  expect(all.filter((each) => each.startsWith('contact'))).toEqual([
    'contact: before',
    'contact: file',
    'contact: after',
  ])
})

it('one that cannot be had becomes a word with the reason, and the conversation goes on', {
  timeout: 30_000,
}, async () => {
  let asked = 0
  counterpart.file = async () => {
    asked += 1
    throw new Error('gone')
  }
  await sendFile('dan', 'f-gone', 'see here')
  await line.say('dan', 'well?')
  await lines('dan', 4) // four tries with growing pauses take longer than one wait
  const all = await lines('dan', 4)
  expect(all[0]).toBe('contact: [file] see here')
  expect(all.filter((each) => each.startsWith('contact'))[1]).toBe('contact: well?')
  expect((await storedOf(world.acme, 'dan'))[0]?.marks).toHaveProperty('problem')
  expect(asked).toBe(4)
  const { body } = await as(world.mia).get('/error-logs?state=open')
  expect(body.data.map(({ code }: { code: string }) => code)).toContain('file-not-fetched')
})

it('one that is not taken is asked for once', async () => {
  counterpart.file = async () => ({ bytes: new TextEncoder().encode('<html><script>1</script>'), name: 'a.html' })
  await sendFile('kim', 'f-html')
  expect((await lines('kim', 2))[0]).toBe('contact: [file]')
})

it('what a process that died had begun is taken up by another', { timeout: 30_000 }, async () => {
  await line.say('zoe', 'hi')
  await lines('zoe', 2)
  await sql`insert into inbound (workspace_id, id, lane, key, body, needs_fetch, is_held, due_at)
    select workspace_id, '0198f0a0-0000-7000-8000-00000000000a', 3, ${`telegram:${bot.id}:zoe`}, ${JSON.stringify({
      ...{ botId: bot.id, channel: 'telegram', address: 'zoe', at: new Date().toISOString() },
      clientId: '0198f0a0-0000-7000-8000-00000000000b',
      file: { kind: 'sent-file', media: 'file', reference: 'ref-2' },
      told: { channelId: line.id, name: 'f-killed' },
    })}::jsonb, true, true, now() + interval '2 seconds' from bots where id = ${bot.id}`.execute(bare())
  await rest(500)
  expect(await linesOf(world.acme, 'zoe')).toHaveLength(2)
  expect((await lines('zoe', 4))[2]).toBe('contact: file')
})

it('somebody new is asked for once, and not waited for long', { timeout: 30_000 }, async () => {
  let asked = 0
  counterpart.profile = async () => {
    asked += 1
    return { name: 'Una New', phone: '+15550100' }
  }
  await line.say('una', 'one')
  await lines('una', 2)
  await line.say('una', 'two')
  await lines('una', 4)
  expect(asked).toBe(1)
  counterpart.profile = () => new Promise(() => {})
  await line.say('ugo', 'one')
  expect(await lines('ugo', 2)).toHaveLength(2)
  const { rows } = await sql<{
    name: string
  }>`select name from contacts where address in ('una', 'ugo') order by 1`.execute(bare())
  expect(rows.map(({ name }) => name)).toEqual(['', 'Una New'])
})

it('a name that no table can hold, or a channel that cannot be opened, holds up nobody', async () => {
  counterpart.profile = async () => ({ name: 'N\u0000ul \ud800' })
  await line.say('nul', 'hi')
  expect(await lines('nul', 2)).toEqual(['contact: hi', 'bot: You said hi'])
  counterpart.profile = () => {
    throw new Error('an adapter with a fault')
  }
  await line.say('faulty', 'hi')
  expect(await lines('faulty', 2)).toEqual(['contact: hi', 'bot: You said hi'])
})
