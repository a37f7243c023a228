/** A person who is known on two channels: one contact, and two again. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCall } from '../calls/run-call.ts'
import { bare } from '../db/database.ts'
import { as } from '../test/as.ts'
import { ASKS_NAME, newBot, newVisitor, type TestBot, theWorker, until } from '../test/chat.ts'
import { connectTold, linesOf, newCounterpart, opening } from '../test/told-channel.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
const counterpart = newCounterpart()
const openLine = opening(counterpart)
theWorker({ runCall, sending: { openLine }, fetching: { openLine, fileMs: 5000, profileMs: 300 } })
const { olga, mia, rex } = world

let bot: TestBot
let line: Awaited<ReturnType<typeof connectTold>>
let people = 0

beforeAll(async () => {
  bot = await newBot(olga, ASKS_NAME)
  line = await connectTold({ workspaceId: world.acme, botId: bot.id }, counterpart)
})

/** Somebody who came by the web chat and by the other channel, as two contacts. */
async function two() {
  people += 1
  const address = `twin-${people}`
  const visitor = await newVisitor(bot)
  await visitor.say('hi')
  await visitor.chat(2)
  await line.say(address, 'hi')
  await until(
    () => linesOf(world.acme, address),
    (lines) => lines.length >= 2,
  )
  const { rows } = await sql<{
    id: string
  }>`select id from contacts order by (channel = 'webchat') desc, id desc`.execute(bare())
  const other = await sql<{ id: string }>`select id from contacts where address = ${address}`.execute(bare())
  return { visitor, address, kept: rows[0]?.id ?? '', other: other.rows[0]?.id ?? '' }
}

const row = async (id: string) => {
  const { rows } = await sql<
    Record<string, unknown>
  >`select to_jsonb(c) - 'last_seen_at' - 'last_wrote_at' as row from contacts c where id = ${id}`.execute(bare())
  return rows[0]?.row
}

describe('two who are merged', () => {
  it('share name, fields and tags in the turns of both, and keep their conversations', async () => {
    const { visitor, address, kept, other } = await two()
    await line.say(address, 'Ann')
    await until(
      () => linesOf(world.acme, address),
      (lines) => lines.length >= 5,
    )
    await as(mia).put(`/contacts/${other}/tags`, { add: ['vip'] })
    const merged = await as(mia).post(`/contacts/${kept}/merges`, { with: other })
    expect(merged).toHaveStatus(201)
    expect(merged.body).toMatchObject({
      id: kept,
      name: 'Ann',
      tags: ['vip'],
      alsoKnown: [{ id: other, channel: 'telegram', address }],
    })
    expect((await as(mia).get(`/contacts/${other}`)).body).toMatchObject({
      id: other,
      channel: 'telegram',
      name: 'Ann',
      alsoKnown: [{ id: kept, address: '' }],
    })
    await visitor.say('Anna')
    await visitor.chat(5)
    expect((await as(mia).get(`/contacts/${other}`)).body).toMatchObject({ name: 'Anna', fields: { name: 'Anna' } })
    const { body } = await as(mia).get(`/conversations?bot=${bot.id}&search=Anna`)
    expect(body.data.map(({ channel }: { channel: string }) => channel).toSorted()).toEqual(['telegram', 'webchat'])
  })

  it('are two again as they were, but for what was changed since', async () => {
    const { kept, other } = await two()
    await as(mia).put(`/contacts/${other}/fields`, { city: 'Ulm', email: 'ann@shop.example', size: 3 })
    const [keptBefore, otherBefore] = [await row(kept), await row(other)]
    const { body } = await as(mia).post(`/contacts/${kept}/merges`, { with: other })
    await as(mia).put(`/contacts/${other}/fields`, { city: 'Bonn' })
    expect(await as(mia).delete(`/contacts/${other}/merges/${body.alsoKnown[0].mergeId}`)).toHaveStatus(204)
    expect(await row(other)).toEqual(otherBefore)
    expect(await row(kept)).toEqual({ ...Object(keptBefore), fields: { city: 'Bonn' } })
    expect((await as(mia).get(`/contacts/${kept}`)).body.alsoKnown).toEqual([])
    expect(await as(mia).delete(`/contacts/${kept}/merges/${body.alsoKnown[0].mergeId}`)).toHaveStatus(404)
  })

  it('count as one in the plan', async () => {
    const { kept, other } = await two()
    const used = async () => (await as(olga).get('/usage')).body
    const before = JSON.stringify(await used())
    const { body } = await as(mia).post(`/contacts/${kept}/merges`, { with: other })
    expect(JSON.stringify(await used())).not.toBe(before)
    await as(mia).delete(`/contacts/${kept}/merges/${body.alsoKnown[0].mergeId}`)
    expect(JSON.stringify(await used())).toBe(before)
  })

  it('answer at the same instant on both channels without losing a word', async () => {
    const { visitor, address, kept, other } = await two()
    await as(mia).post(`/contacts/${kept}/merges`, { with: other })
    await Promise.all([visitor.say('Bea'), line.say(address, 'Bob')])
    await Promise.all([
      visitor.chat(5),
      until(
        () => linesOf(world.acme, address),
        (lines) => lines.length >= 5,
      ),
    ])
    const [one, same] = await Promise.all([kept, other].map(async (id) => (await as(mia).get(`/contacts/${id}`)).body))
    expect(['Bea', 'Bob']).toContain(one.name)
    expect(same.name).toBe(one.name)
  })
})

describe('a merge', () => {
  it('is refused with itself, twice, and of those who have others', async () => {
    const [{ kept, other }, third] = [await two(), await two()]
    expect(await as(mia).post(`/contacts/${kept}/merges`, { with: kept })).toHaveStatus(409)
    expect(await as(mia).post(`/contacts/${kept}/merges`, { with: other })).toHaveStatus(201)
    expect(await as(mia).post(`/contacts/${kept}/merges`, { with: other })).toHaveStatus(409)
    expect(await as(mia).post(`/contacts/${third.kept}/merges`, { with: kept })).toHaveStatus(409)
    expect(await as(mia).post(`/contacts/${kept}/merges`, { with: third.other })).toHaveStatus(201)
    expect(await as(mia).post(`/contacts/${kept}/merges`, { with: 'x' })).toHaveStatus(422)
  })

  it('of two members at once happens once', async () => {
    const { kept, other } = await two()
    const answers = await Promise.all([
      as(mia).post(`/contacts/${kept}/merges`, { with: other }),
      as(olga).post(`/contacts/${other}/merges`, { with: kept }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })

  it('is nobody else’s', async () => {
    const { kept, other } = await two()
    const { body } = await as(mia).post(`/contacts/${kept}/merges`, { with: other })
    expect(await as(rex).get(`/contacts/${kept}`)).toHaveStatus(404)
    expect(await as(rex).get(`/contacts/${kept}/alike`)).toHaveStatus(404)
    expect(await as(rex).post(`/contacts/${kept}/merges`, { with: other })).toHaveStatus(404)
    expect(await as(rex).delete(`/contacts/${kept}/merges/${body.alsoKnown[0].mergeId}`)).toHaveStatus(404)
  })

  it('is suggested by the same address, and found by name', async () => {
    const [{ kept, other }, third] = [await two(), await two()]
    await as(mia).put(`/contacts/${kept}/fields`, { phone: '+1 555 0100' })
    await as(mia).put(`/contacts/${other}/fields`, { phone: '+15550100' })
    await as(mia).put(`/contacts/${third.other}/fields`, { name: 'Quentin' })
    const ids = (answer: { body: { data: Array<{ id: string; isSame: boolean }> } }) =>
      answer.body.data.map(({ id, isSame }) => [id, isSame])
    expect(ids(await as(mia).get(`/contacts/${kept}/alike`))).toEqual([[other, true]])
    expect(ids(await as(mia).get(`/contacts/${kept}/alike?search=quent`))).toEqual([[third.other, false]])
  })
})
