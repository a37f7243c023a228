/** Tags, fields and subscription of a bot user, and the fields a bot describes, as members change them. */
import { beforeAll, describe, expect, it } from 'vitest'
import { as } from '../test/as.ts'
import { newBot, newVisitor, type TestBot, theWorker, type Visitor } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
theWorker()
const { olga, adam, mia, rex, uma } = world

const FLOW = {
  start: 'hi',
  steps: {
    hi: { block: 'say', text: 'Hi' },
    vip: { block: 'say', text: 'Welcome, {{event.tag}}' },
    moved: { block: 'say', text: 'Now {{event.value}}' },
  },
  entries: [
    { kind: 'tag-added', id: 'vip', to: 'vip', tag: 'vip' },
    { kind: 'field-changed', id: 'moved', to: 'moved', field: 'city' },
  ],
}

let bot: TestBot
let visitor: Visitor
let path = ''

beforeAll(async () => {
  bot = await newBot(olga, FLOW)
  visitor = await newVisitor(bot)
  await visitor.say('go')
  await visitor.chat(2)
  const { body } = await as(olga).get(`/conversations?bot=${bot.id}`)
  path = `/contacts/${body.data[0].contact.id}`
})

describe('a bot user', () => {
  it('gets and loses tags, and a flow begins by a new one', async () => {
    const answer = await as(mia).put(`${path}/tags`, { add: ['vip', 'new'], remove: ['old'] })
    expect(answer).toHaveStatus(200)
    expect(answer.body.tags).toEqual(['vip', 'new'])
    expect((await visitor.chat(3)).at(-1)).toBe('bot: Welcome, vip')
    expect((await as(mia).put(`${path}/tags`, { add: ['vip'], remove: ['new'] })).body.tags).toEqual(['vip'])
    expect((await as(mia).get(`/bots/${bot.id}/tags`)).body.data).toEqual([{ name: 'vip', count: 1 }])
  })

  it('gets field values, and a flow begins by a change', async () => {
    const before = (await visitor.chat(1)).length
    const answer = await as(mia).put(`${path}/fields`, { city: 'Ulm', email: 'ann@shop.example', cart: [{ sku: 1 }] })
    expect(answer.body).toMatchObject({ fields: { city: 'Ulm', cart: [{ sku: 1 }] }, email: 'ann@shop.example' })
    expect((await visitor.chat(before + 1)).at(-1)).toBe('bot: Now Ulm')
    await as(mia).put(`${path}/fields`, { city: 'Ulm' })
    expect((await as(mia).put(`${path}/fields`, { cart: null })).body.fields).not.toHaveProperty('cart')
    expect((await visitor.chat(1)).length).toBe(before + 1)
  })

  it('is subscribed, or not', async () => {
    expect((await as(mia).put(`${path}/subscription`, { isSubscribed: false })).body.isSubscribed).toBe(false)
    expect((await as(mia).put(`${path}/subscription`, { isSubscribed: true })).body.isSubscribed).toBe(true)
  })

  it('is nobody to strangers and to another workspace', async () => {
    for (const [who, status] of [
      [null, 401],
      [uma, 404],
      [rex, 404],
    ] as const)
      expect(await as(who, world.acme).put(`${path}/tags`, { add: ['x'] })).toHaveStatus(status)
    expect(await as(rex).put(`${path}/tags`, { add: ['x'] })).toHaveStatus(404)
    expect(await as(rex).put(`${path}/fields`, { city: 'x' })).toHaveStatus(404)
    expect(await as(rex).put(`${path}/subscription`, { isSubscribed: false })).toHaveStatus(404)
  })

  it('takes nothing that is not right', async () => {
    expect(await as(mia).put(`${path}/tags`, { add: ['a\nb'] })).toHaveStatus(422)
    expect(await as(mia).put(`${path}/fields`, { 'No Name': 1 })).toHaveStatus(422)
    expect(await as(mia).put(`${path}/fields`, { big: 'x'.repeat(25_000) })).toHaveStatus(422)
    expect(await as(mia).put(`${path}/subscription`, {})).toHaveStatus(422)
  })
})

describe('a described field', () => {
  it('is kept, changed and taken away', async () => {
    const made = await as(adam).post(`/bots/${bot.id}/fields`, {
      scope: 'user',
      name: 'age',
      kind: 'number',
      description: 'In years',
    })
    expect(made).toHaveStatus(201)
    expect(await as(adam).post(`/bots/${bot.id}/fields`, { scope: 'user', name: 'age', kind: 'text' })).toHaveStatus(
      409,
    )
    const field = `/bots/${bot.id}/fields/${made.body.id}`
    expect((await as(mia).patch(field, { description: 'Age in years' })).body).toMatchObject({
      kind: 'number',
      description: 'Age in years',
      value: null,
    })
    expect(await as(mia).put(`${path}/fields`, { age: 'old' })).toHaveStatus(422)
    expect((await as(mia).put(`${path}/fields`, { age: '30' })).body.fields.age).toBe(30)
    expect(await as(mia).delete(field)).toHaveStatus(204)
    expect((await as(mia).get(`/bots/${bot.id}/fields`)).body.data).toEqual([])
  })

  it('of the bot holds a value of its kind', async () => {
    const made = await as(mia).post(`/bots/${bot.id}/fields`, {
      scope: 'bot',
      name: 'opens',
      kind: 'date',
      value: '2026-07-01',
    })
    expect(made.body).toMatchObject({ value: '2026-07-01' })
    const field = `/bots/${bot.id}/fields/${made.body.id}`
    expect(await as(mia).patch(field, { value: 'soon' })).toHaveStatus(422)
    expect(await as(mia).patch(field, { kind: 'number' })).toHaveStatus(422)
    expect((await as(mia).patch(field, { kind: 'number', value: 4 })).body).toMatchObject({ kind: 'number', value: 4 })
  })

  it('is of its own workspace', async () => {
    expect(await as(rex).get(`/bots/${bot.id}/fields`)).toHaveStatus(404)
    expect(await as(rex).get(`/bots/${bot.id}/tags`)).toHaveStatus(404)
    expect(await as(rex).post(`/bots/${bot.id}/fields`, { scope: 'bot', name: 'mine', kind: 'text' })).toHaveStatus(404)
  })
})
