/** The addresses by which programs begin flows: what they do, and what nobody else can do with them. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { CallOutcome } from '../../engine/call.ts'
import { renewHookKey } from '../bots/entries.ts'
import { newToken } from '../crypto.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as, request } from '../test/as.ts'
import { newBot, newVisitor, rest, type TestBot, theWorker, until, type Visitor } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
theWorker({ runCall: () => callsItself() })
const { olga, mia, rex } = world

const FLOW = {
  start: 'hi',
  steps: {
    hi: { block: 'say', text: 'Hi' },
    paid: { block: 'say', text: 'Paid: {{event.total}} of {{event.items.0.name}}' },
  },
  entries: [{ kind: 'webhook', id: 'paid', to: 'paid' }],
}
const DATA = { total: 12, items: [{ name: 'tea' }] }

/** What a call of a flow does here: it calls the address of the entry that made it. */
let callsItself = async (): Promise<CallOutcome> => ({ ok: true, data: null })

let bot: TestBot
let visitor: Visitor
let token = ''
let contactId = ''
let conversationId = ''

beforeAll(async () => {
  bot = await newBot(olga, FLOW)
  token = await tokenOf(bot)
  visitor = await newVisitor(bot)
  await visitor.say('go')
  await visitor.chat(2)
  const { body } = await as(olga).get(`/conversations?bot=${bot.id}`)
  conversationId = body.data[0].id
  contactId = body.data[0].contact.id
})

async function tokenOf({ id }: TestBot, workspaceId = world.acme): Promise<string> {
  const flow = await bare().selectFrom('flows').select('id').where('botId', '=', id).executeTakeFirstOrThrow()
  return inWorkspace({ workspaceId }, (tx) => renewHookKey(tx, flow.id, 'paid'))
}

const call = (body: unknown, { workspaceId = world.acme, by = token, headers = {} as Record<string, string> } = {}) =>
  request('POST', `/in/hooks/${workspaceId}/${by}`, { body, headers })

const said = async () => (await visitor.chat(2)).filter((line) => line.startsWith('bot: Paid')).length

describe('the address of an entry', () => {
  it('begins the flow for the bot user who is named, with the data that was sent', async () => {
    expect(await call({ contact: { id: contactId }, data: DATA })).toHaveStatus(202)
    expect(await visitor.chat(3)).toEqual(['contact: go', 'bot: Hi', 'bot: Paid: 12 of tea'])
  })

  it('finds a bot user by channel and address too', async () => {
    const contact = await bare()
      .selectFrom('contacts')
      .select(['channel', 'address'])
      .where('id', '=', contactId)
      .executeTakeFirstOrThrow()
    const before = await said()
    expect(await call({ contact, data: DATA })).toHaveStatus(202)
    expect(await until(said, (count) => count === before + 1)).toBe(before + 1)
  })

  it('does once what comes again with the same Idempotency-Key', async () => {
    const before = await said()
    const headers = { 'idempotency-key': 'order-7' }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call({ contact: { id: contactId }, data: DATA }, { headers })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    await until(said, (count) => count > before)
    await rest(200)
    expect(await said()).toBe(before + 1)
  })

  it('is a secret: any other, and that of another workspace, does not exist (attack 99)', async () => {
    const body = { contact: { id: contactId } }
    for (const by of [newToken(), token.slice(1), `${token}a`, '%00', "' or 1=1"])
      expect(await call(body, { by: encodeURIComponent(by) })).toHaveStatus(404)
    expect(await call(body, { workspaceId: world.globex })).toHaveStatus(404)
    expect(await call(body, { workspaceId: 'acme' })).toHaveStatus(404)
    expect(await request('GET', `/in/hooks/${world.acme}/${token}`)).toHaveStatus(404)
  })

  it('names the fault of a call that is not right', async () => {
    expect(await call({})).toHaveStatus(422)
    expect(await call({ contact: { id: 'ann' } })).toHaveStatus(422)
    expect(await call({ contact: { id: contactId }, data: 'x'.repeat(30_000) })).toHaveStatus(422)
    expect(await call('{"contact":', { headers: { 'content-type': 'application/json' } })).toHaveStatus(400)
    expect(await call('contact=1', { headers: { 'content-type': 'text/plain' } })).toHaveStatus(415)
    expect(await call({ contact: { id: contactId } }, { headers: { 'idempotency-key': 'a b' } })).toHaveStatus(400)
  })

  it('reaches bot users of its own bot only', async () => {
    const other = await newBot(olga, FLOW)
    const answer = await call({ contact: { id: contactId }, data: DATA }, { by: await tokenOf(other) })
    expect(answer).toHaveStatus(422)
    expect(answer.body.errors?.[0] ?? answer.body.faults?.[0]).toMatchObject({ pointer: '/contact' })
    const foreign = await newBot(rex, FLOW)
    expect(
      await call(
        { contact: { id: contactId } },
        { workspaceId: world.globex, by: await tokenOf(foreign, world.globex) },
      ),
    ).toHaveStatus(422)
  })

  it('begins nothing while a member has the chat (B6)', async () => {
    await as(mia).put(`/conversations/${conversationId}/handler`, { handler: 'member' })
    const before = await said()
    expect(await call({ contact: { id: contactId }, data: DATA })).toHaveStatus(202)
    const waiting = () => bare().selectFrom('inbound').select('id').where('workspaceId', '=', world.acme).execute()
    await until(waiting, (rows) => rows.length === 0)
    expect(await said()).toBe(before)
    await as(mia).put(`/conversations/${conversationId}/handler`, { handler: 'bot' })
  })

  it('that calls itself ends after five in a row, with a line of the error log (attack 95)', async () => {
    const http = { block: 'http', method: 'POST', url: 'https://self.example/', headers: [], body: { kind: 'none' } }
    const circle = await newBot(olga, {
      start: 'hi',
      steps: {
        hi: { block: 'say', text: 'Hi', next: 'again' },
        again: { ...http, timeoutSeconds: 10, retries: 0, save: [] },
      },
      entries: [{ kind: 'webhook', id: 'paid' }],
    })
    const by = await tokenOf(circle)
    const runner = await newVisitor(circle)
    let calls = 0
    callsItself = async () => {
      calls += 1
      const found = await bare()
        .selectFrom('contacts')
        .select('id')
        .where('botId', '=', circle.id)
        .executeTakeFirstOrThrow()
      await call({ contact: { id: found.id } }, { by })
      return { ok: true, data: null }
    }
    await runner.say('go')
    const errors = () => as(olga).get(`/error-logs?bot=${circle.id}`)
    const { body } = await until(errors, (answer) => answer.body.data.length > 0)
    expect(body.data).toMatchObject([{ code: 'event-loop', stepId: 'again' }])
    await rest(200)
    expect(calls).toBe(6)
  })

  it('ends with the bot', async () => {
    const gone = await newBot(olga, FLOW)
    const by = await tokenOf(gone)
    await as(olga).delete(`/bots/${gone.id}`)
    expect(await call({ contact: { id: contactId } }, { by })).toHaveStatus(404)
  })
})
