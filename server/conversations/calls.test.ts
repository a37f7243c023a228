/** Calls of flows: made outside, answered always, and never made twice where that would matter. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import type { Call, CallOutcome } from '../../engine/call.ts'
import type { RunCall } from '../calls/sure-outcome.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { newBot, newVisitor, rest, type TestBot, theWorker, until } from '../test/chat.ts'
import { newTeam } from '../test/team.ts'
import { theWorld } from '../test/world.ts'
import { makeCalls } from './calls.ts'
import { LANES, laneOf } from './lanes.ts'

const world = theWorld()
theWorker({ runCall: (call) => answerTo(call), patienceMs: 100 })
const { olga, mia } = world

/** What the world outside answers, by address; each may be asked several times. */
const answers = new Map<string, () => Promise<CallOutcome>>()
const asked: string[] = []

async function answerTo(call: Call): Promise<CallOutcome> {
  if (call.kind !== 'http') throw new Error('not made here')
  asked.push(call.url)
  const answer = answers.get(call.url)
  if (!answer) throw new Error(`nobody answers for ${call.url}`)
  return answer()
}

const ok = (data: object): CallOutcome => ({
  ok: true,
  status: 200,
  headers: {},
  data: JSON.parse(JSON.stringify(data)),
})

function asks(url: string, method = 'GET') {
  return {
    start: 'ask',
    steps: {
      ask: {
        ...{ block: 'http', method, url, headers: [], body: { kind: 'none' }, timeoutSeconds: 10, retries: 0 },
        save: [{ path: 'data.city', field: 'city' }],
        next: 'good',
        failed: 'bad',
      },
      good: { block: 'say', text: 'It is {{city}}' },
      bad: { block: 'say', text: 'It failed' },
    },
  }
}

async function begin(url: string, method?: string) {
  const bot = await newBot(olga, asks(url, method))
  const visitor = await newVisitor(bot)
  await visitor.say('go')
  return { bot, visitor }
}

async function errorsOf(bot: TestBot) {
  const { body } = await as(olga).get(`/error-logs?bot=${bot.id}`)
  return body.data
}

async function callsOf(bot: TestBot) {
  return bare().selectFrom('calls').select(['id', 'startedAt']).where('key', 'like', `%${bot.id}%`).execute()
}

describe('a call', () => {
  it('is answered, and the flow goes on with the answer', async () => {
    answers.set('https://city.example/1', async () => ok({ city: 'Ulm' }))
    const { visitor, bot } = await begin('https://city.example/1')
    expect(await visitor.chat(2)).toEqual(['contact: go', 'bot: It is Ulm'])
    expect(await callsOf(bot)).toEqual([])
  })

  it('that fails goes its own way, with a line of the error log at its step', async () => {
    answers.set('https://city.example/2', async () => ({
      ok: false,
      reason: 'refused',
      message: 'It said no.',
      status: 403,
    }))
    const { visitor, bot } = await begin('https://city.example/2')
    expect(await visitor.chat(2)).toEqual(['contact: go', 'bot: It failed'])
    expect(await errorsOf(bot)).toMatchObject([{ code: 'call-failed', stepId: 'ask' }])
  })

  it('that breaks fails too', async () => {
    const { visitor } = await begin('https://nobody.example/')
    expect(await visitor.chat(2)).toEqual(['contact: go', 'bot: It failed'])
  })

  it('is cut to what a chat can hold, without what a database cannot keep', async () => {
    answers.set('https://large.example/', async () => ok({ city: `\0Ulm\ud800${'x'.repeat(30_000)}` }))
    const { visitor } = await begin('https://large.example/')
    expect((await visitor.chat(2)).at(1)).toMatch(/^bot: It is Ulm\ufffdx{3000}/)
  })

  it('waits for the chat while a member has it, and comes when it is given back (B6)', async () => {
    const answer = Promise.withResolvers<CallOutcome>()
    answers.set('https://slow.example/', () => answer.promise)
    const { visitor, bot } = await begin('https://slow.example/')
    const { body } = await until(
      () => as(mia).get(`/conversations?bot=${bot.id}`),
      (found) => found.body.data.length === 1,
    )
    const path = `/conversations/${body.data[0].id}/handler`
    expect(await as(mia).put(path, { handler: 'member' })).toHaveStatus(200)
    answer.resolve(ok({ city: 'Bonn' }))
    await until(
      () => callsOf(bot),
      (calls) => calls.length === 0,
    )
    await rest(200)
    expect(await visitor.chat(1)).toEqual(['contact: go'])
    await visitor.say('hello?')
    await as(mia).put(path, { handler: 'bot' })
    expect(await visitor.chat(3)).toEqual(['contact: go', 'contact: hello?', 'bot: It is Bonn'])
  })

  it('of a deleted workspace is dropped without being made', async () => {
    const { workspaceId } = await newTeam()
    await bare()
      .updateTable('workspaces')
      .set({ deletedAt: new Date().toISOString() })
      .where('id', '=', workspaceId)
      .execute()
    await putCalls(workspaceId, 1, 'https://deleted.example/')
    await until(
      () => waitingIn(workspaceId),
      (count) => count === 0,
    )
    expect(asked).not.toContain('https://deleted.example/')
  })
})

describe('a call whose process died', () => {
  const hanging = Promise.withResolvers<CallOutcome>()

  it.each([
    ['GET', 'bot: It is Kiel', 2],
    ['POST', 'bot: It failed', 1],
  ])('of the method %s ends with «%s»', async (method, said, times) => {
    const url = `https://crash.example/${method}`
    let isCrashed = false
    answers.set(url, () => (isCrashed ? Promise.resolve(ok({ city: 'Kiel' })) : hanging.promise))
    const { visitor, bot } = await begin(url, method)
    const [call] = await until(
      () => callsOf(bot),
      ([found]) => typeof found?.startedAt === 'string',
    )
    isCrashed = true
    const stop = await another(call?.id ?? '')
    expect((await visitor.chat(2)).at(-1)).toBe(said)
    expect(asked.filter((each) => each === url).length).toBe(times)
    await stop()
  })

  it('settles nothing when it comes back to life', async () => {
    hanging.resolve(ok({ city: 'Nowhere' }))
    await rest(200)
    const results = await bare().selectFrom('inbound').select('id').where('workspaceId', '=', world.acme).execute()
    expect(results).toEqual([])
  })

  /** Another process takes the lanes over, as one does when their owner dies. */
  async function another(callId: string): Promise<() => Promise<void>> {
    const box = makeCalls(() => Array.from({ length: LANES }, (_, lane) => lane), answerTo, 0)
    box.wake()
    await until(
      () => bare().selectFrom('calls').select('id').where('id', '=', callId).execute(),
      (rows) => rows.length === 0,
    )
    return () => box.stop()
  }
})

describe('many calls', () => {
  it('are made sixteen at a time for a workspace, and another workspace does not wait behind them', async () => {
    const [busy, quiet] = [await newTeam(), await newTeam()]
    const flying = new Map<string, number>()
    const most = new Map<string, number>()
    const order: string[] = []
    const allOfThem = Promise.withResolvers<void>()
    const runCall: RunCall = async (_call, { workspaceId }) => {
      flying.set(workspaceId, (flying.get(workspaceId) ?? 0) + 1)
      most.set(workspaceId, Math.max(most.get(workspaceId) ?? 0, flying.get(workspaceId) ?? 0))
      if ((flying.get(workspaceId) ?? 0) >= 16) allOfThem.resolve()
      await Promise.race([allOfThem.promise, rest(5000)])
      await rest(30)
      flying.set(workspaceId, (flying.get(workspaceId) ?? 0) - 1)
      order.push(workspaceId)
      return ok({})
    }
    await putCalls(busy.workspaceId, 60, 'https://busy.example/', LANES + 1)
    await putCalls(quiet.workspaceId, 1, 'https://quiet.example/', LANES + 1)
    const box = makeCalls(() => [LANES + 1], runCall)
    box.wake()
    await until(
      async () => order.length,
      (count) => count === 61,
    )
    await box.stop()
    expect(most.get(busy.workspaceId)).toBe(16)
    expect(order.indexOf(quiet.workspaceId)).toBeLessThan(20)
    expect(await waitingIn(busy.workspaceId)).toBe(0)
  })
})

async function putCalls(workspaceId: string, count: number, url: string, lane?: number): Promise<void> {
  const call = { kind: 'http', method: 'GET', url, headers: [], body: { kind: 'none' }, timeoutSeconds: 10, retries: 0 }
  const rows = Array.from({ length: count }, () => {
    const key = `webchat:${uuidv7()}:a`
    return { id: uuidv7(), lane: lane ?? laneOf(key), key, conversation_id: uuidv7(), body: call }
  })
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`insert into calls (workspace_id, id, lane, key, conversation_id, step_id, call_id, body)
      select ${workspaceId}::uuid, r.id, r.lane, r.key, r.conversation_id, 'ask', '1.1', r.body
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(id uuid, lane smallint, key text, conversation_id uuid, body jsonb)`.execute(db),
  )
}

async function waitingIn(workspaceId: string): Promise<number> {
  return (await bare().selectFrom('calls').select('id').where('workspaceId', '=', workspaceId).execute()).length
}
