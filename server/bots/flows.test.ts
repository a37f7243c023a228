/** Sub-flows: made, called, published one by one, compared, taken away; and what opens their entries. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { FLOWS_LIMIT } from '../../shared/flows.ts'
import { RATES } from '../access/rates.ts'
import { hearAnnouncements } from '../announce.ts'
import { subscribe } from '../bus.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { ECHO, mainFlow, newBot, publish, publishFlow } from '../test/chat.ts'
import { newMember, type Someone, theWorld } from '../test/world.ts'

const world = theWorld()
const { olga, adam, mia, rex } = world

const SAYS_HI = { start: 'a', steps: { a: { block: 'say', text: 'Hi' } } }
const calling = (flow: string) => ({
  start: 'a',
  steps: { a: { block: 'call-flow', flow, inputs: [], save: [], next: 'b' }, b: { block: 'end' } },
})

async function newFlow(botId: string, name: string, flow?: unknown): Promise<{ id: string; path: string }> {
  const { body } = await as(olga).post(`/bots/${botId}/flows`, { name })
  const path = `/bots/${botId}/flows/${body.id}`
  if (flow) expect(await publishFlow(olga, path, flow)).toHaveStatus(201)
  return { id: body.id, path }
}

const listOf = async (botId: string, by: Someone = olga) => (await as(by).get(`/bots/${botId}/flows`)).body.data

describe('the flows of a bot', () => {
  it('begin with the main one; others are made by editors, of nothing or of another', async () => {
    const { id } = await newBot(olga, ECHO)
    const made = await as(mia).post(`/bots/${id}/flows`, { name: 'Prices' })
    expect(made).toHaveStatus(201)
    expect(made.body).toMatchObject({ name: 'Prices', isMain: false, number: 1, publishedVersion: null, calledBy: [] })
    const [main] = await listOf(id)
    const copy = await as(mia).post(`/bots/${id}/flows`, { name: 'Echo', from: main.id })
    expect((await as(mia).get(`/bots/${id}/flows/${copy.body.id}/draft`)).body.flow).toEqual(ECHO)
    expect((await listOf(id)).map(({ name, isMain }: { name: string; isMain: boolean }) => [name, isMain])).toEqual([
      ['Main', true],
      ['Prices', false],
      ['Echo', false],
    ])
    expect(await as(mia).post(`/bots/${id}/flows`, { name: 'No', from: uuidv7() })).toHaveStatus(422)
    expect((await as(olga).get(`/bots/${id}`)).body.mainFlowId).toBe(main.id)
  })

  it('2, 7: are those of this bot, and take only what one may give', async () => {
    const [one, two] = [await newBot(olga, ECHO), await newBot(olga, ECHO)]
    const [main] = await listOf(one.id)
    expect(await as(olga).get(`/bots/${two.id}/flows/${main.id}/draft`)).toHaveStatus(404)
    expect(await as(olga).post(`/bots/${two.id}/flows`, { name: 'Theirs', from: main.id })).toHaveStatus(422)
    expect(await as(rex).get(`/bots/${one.id}/flows`)).toHaveStatus(404)
    for (const field of ['isMain', 'botId', 'id', 'draft', 'publishedVersionId'])
      expect(await as(olga).post(`/bots/${one.id}/flows`, { name: 'x', [field]: main.id })).toHaveStatus(422)
  })

  it('are renamed, and the audit log says so', async () => {
    const { id } = await newBot(olga, ECHO)
    const { path } = await newFlow(id, 'Prices')
    expect((await as(mia).patch(path, { name: 'Costs' })).body.name).toBe('Costs')
    const { body } = await as(olga).get('/audit-log?limit=1')
    expect(body.data[0]).toMatchObject({ kind: 'flow.renamed', before: { name: 'Prices' }, after: { name: 'Costs' } })
  })

  it('are taken away unless one calls them, in its draft or as it is published', async () => {
    const { id } = await newBot(olga, ECHO)
    const sub = await newFlow(id, 'Prices', SAYS_HI)
    expect(await publish(olga, id, calling(sub.id))).toHaveStatus(201)
    const main = await mainFlow(olga, id)
    const { headers } = await as(olga).get(`${main}/draft`)
    await as(olga).put(`${main}/draft`, { flow: ECHO }, { 'if-match': headers.get('etag') ?? '' })

    const refused = await as(olga).delete(sub.path)
    expect(refused).toHaveStatus(409)
    expect(refused.body).toMatchObject({ code: 'conflict', calledBy: [{ name: 'Main' }] })
    expect((await listOf(id))[1].calledBy).toMatchObject([{ name: 'Main' }])

    await as(olga).post(`${main}/publication`, {})
    expect(await as(mia).delete(sub.path)).toHaveStatus(204)
    expect(await as(olga).get(`${sub.path}/draft`)).toHaveStatus(404)
    expect(await as(olga).delete(main)).toHaveStatus(409)
  })

  it(`are at most ${FLOWS_LIMIT}, at once too`, async () => {
    const { id } = await newBot(olga, ECHO)
    await inWorkspace({ workspaceId: world.acme }, ({ db }) =>
      sql`insert into flows (workspace_id, id, bot_id, name, is_main, draft)
        select ${world.acme}, gen_random_uuid(), ${id}, 'Sub', false, '{}' from generate_series(1, ${FLOWS_LIMIT - 2})`.execute(
        db,
      ),
    )
    const answers = await Promise.all([1, 2, 3].map((nr) => as(olga).post(`/bots/${id}/flows`, { name: `Flow ${nr}` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  it('M3: are for restricted members what their bot is', async () => {
    const { id } = await newBot(olga, ECHO)
    const ben = await newMember(world.acme, 'Ben', 'member')
    await restrict(ben, id, 'viewer')
    expect(await listOf(id, ben)).toHaveLength(1)
    expect(await as(ben).post(`/bots/${id}/flows`, { name: 'No' })).toHaveStatus(403)
    const main = await mainFlow(olga, id)
    expect(await as(ben).patch(main, { name: 'No' })).toHaveStatus(403)
    expect(await as(ben).delete(main)).toHaveStatus(403)
    expect(await as(ben).post(`${main}/presence`, { stepId: null })).toHaveStatus(204)
  })
})

describe('publishing', () => {
  it('publishes along what it calls and was never published, and wants the called flows to be there', async () => {
    const { id } = await newBot(olga, ECHO)
    const sub = await newFlow(id, 'Prices', SAYS_HI)
    expect(await publish(olga, id, calling(sub.id))).toHaveStatus(201)
    expect((await as(olga).get(`${sub.path}/versions`)).body.data).toMatchObject([{ number: 1, isPublished: true }])
    await publish(olga, id, calling(sub.id))
    expect((await as(olga).get(`${sub.path}/versions`)).body.data).toHaveLength(1)
    expect((await publish(olga, id, calling(uuidv7()))).body.errors).toMatchObject([{ code: 'unknown-flow' }])
  })

  it('publishes nothing when a flow that it would publish along has errors', async () => {
    const { id } = await newBot(olga, ECHO)
    const sub = await newFlow(id, 'Prices')
    await as(olga).put(`${sub.path}/draft`, { flow: calling(uuidv7()) }, { 'if-match': '"1"' })
    const refused = await publish(olga, id, calling(sub.id))
    expect(refused.body).toMatchObject({ code: 'flow-has-errors', detail: expect.stringContaining('“Prices”') })
    expect((await as(olga).get(`${sub.path}/versions`)).body.data).toEqual([])
  })

  it('refuses circles of calls, and what would go wrong in a flow that calls it', async () => {
    const { id } = await newBot(olga, ECHO)
    const sub = await newFlow(id, 'Prices', SAYS_HI)
    await publish(olga, id, calling(sub.id))
    const main = (await mainFlow(olga, id)).split('/')[4] ?? ''
    for (const flow of [sub.id, main])
      expect((await publishFlow(olga, sub.path, calling(flow))).body.errors[0].code).toBe('endless-flows')
    const steps = Object.fromEntries(
      Array.from({ length: 100 }, (_, nr) => [
        `s${nr}`,
        { block: 'say', text: 'Hi', ...(nr < 99 && { next: `s${nr + 1}` }) },
      ]),
    )
    const long = await publishFlow(olga, sub.path, { start: 's0', steps })
    expect(long.body.errors).toMatchObject([{ code: 'too-many-steps', pointer: '/steps/s0' }])
    expect(long.body.errors[0].message).toContain('“Main”')
  })

  it('30: guards rolling back like publishing', async () => {
    const { id } = await newBot(olga, ECHO)
    const sub = await newFlow(id, 'Prices', SAYS_HI)
    const first = (await publish(olga, id, calling(sub.id))).body.id
    await publish(olga, id, ECHO)
    expect(await as(olga).delete(sub.path)).toHaveStatus(204)
    const back = await as(olga).post(`${await mainFlow(olga, id)}/versions/${first}/publication`, {})
    expect(back).toHaveStatus(422)
    expect(back.body.errors).toMatchObject([{ code: 'unknown-flow' }])
  })

  it('warns of what is not connected, and refuses code where it is off', async () => {
    const { id } = await newBot(olga, ECHO)
    const steps = {
      a: { block: 'integration', integration: 'stripe', action: 'x', input: {}, save: [], next: 'b' },
      b: { block: 'assign', to: { memberId: uuidv7() }, next: 'c' },
      c: { block: 'say', text: '{{secret.SHOP}}', next: 'd' },
      d: { block: 'code', source: 'return 1', input: [], save: [] },
    }
    const refused = await publish(olga, id, { start: 'a', steps })
    expect(refused.body.errors).toMatchObject([{ code: 'code-is-off' }])
    const { problems } = (await as(olga).get(`${await mainFlow(olga, id)}/draft`)).body
    const codes = problems.map(({ code }: { code: string }) => code)
    for (const code of ['not-connected', 'unknown-member', 'unknown-secret']) expect(codes).toContain(code)
  })

  it('at once by two gives each version a number of its own', async () => {
    const { id } = await newBot(olga, ECHO)
    const main = await mainFlow(olga, id)
    const answers = await Promise.all([olga, adam, mia].map((by) => as(by).post(`${main}/publication`, {})))
    expect(answers.map(({ body }) => body.number).sort()).toEqual([2, 3, 4])
  })

  it('25: is not needed for moving steps on the canvas, and a version never changes', async () => {
    const { id } = await newBot(olga, ECHO)
    const main = await mainFlow(olga, id)
    const { body, headers } = await as(olga).get(`${main}/draft`)
    const moved = { ...ECHO, layout: { echo: { x: 5, y: 5 } }, notes: [] }
    const saved = await as(olga).put(`${main}/draft`, { flow: moved }, { 'if-match': headers.get('etag') ?? '' })
    expect(saved.body).toMatchObject({ flow: moved, hasUnpublishedChanges: false })
    expect((await as(olga).get(`/bots/${id}`)).body.hasUnpublishedChanges).toBe(false)
    expect((await as(olga).get(`${main}/versions/${body.published.versionId}`)).body.flow).toEqual(ECHO)
  })

  it('shows what would change', async () => {
    const { id } = await newBot(olga, ECHO)
    const main = await mainFlow(olga, id)
    const draft = await as(olga).get(`${main}/draft`)
    const flow = { start: 'echo', steps: { echo: { ...ECHO.steps.echo, text: 'Now' }, more: { block: 'end' } } }
    await as(olga).put(`${main}/draft`, { flow }, { 'if-match': draft.headers.get('etag') ?? '' })
    const changes = { added: ['more'], changed: [{ stepId: 'echo', parts: ['text'] }], removed: ['end'], others: [] }
    expect((await as(mia).get(`${main}/changes`)).body).toMatchObject(changes)
    const { versionId } = draft.body.published
    expect((await as(mia).get(`${main}/changes?from=${versionId}&to=published`)).body.changed).toEqual([])
    expect(await as(mia).get(`${main}/changes?from=${uuidv7()}`)).toHaveStatus(404)
    expect(await as(mia).get(`${main}/changes?from=x`)).toHaveStatus(400)
  })
})

it('counts how often the steps of what is published were reached', async () => {
  const { id } = await newBot(olga, ECHO)
  const main = await mainFlow(olga, id)
  const { versionId } = (await as(olga).get(`${main}/draft`)).body.published
  await inWorkspace({ workspaceId: world.acme }, ({ db }) =>
    sql`insert into step_counts (workspace_id, flow_version_id, step_id, day, entered, answered, failed)
      select ${world.acme}, ${versionId}, 'echo', (now() at time zone 'Europe/Berlin')::date - days, 10, 4, 1
      from unnest(array[0, 6, 7]) days`.execute(db),
  )
  const { body } = await as(mia).get(`${main}/counts`)
  expect(body).toEqual({ versionId, days: 7, steps: [{ stepId: 'echo', entered: 20, answered: 8, failed: 2 }] })
  expect((await as(mia).get(`${main}/counts?days=8`)).body.steps[0].entered).toBe(30)
  expect(await as(mia).get(`${main}/counts?days=1000`)).toHaveStatus(400)
  const { path } = await newFlow(id, 'New')
  expect((await as(mia).get(`${path}/counts`)).body).toEqual({ versionId: null, days: 7, steps: [] })
})

it('tells the dashboards who is at work on a flow, and keeps nothing of it', async () => {
  const { id } = await newBot(olga, ECHO)
  const main = await mainFlow(olga, id)
  const stop = await hearAnnouncements()
  const told: unknown[] = []
  const leave = subscribe(`workspace:${world.acme}`, (fact) => told.push(fact))
  expect(await as(mia).post(`${main}/presence`, { stepId: 'echo' })).toHaveStatus(204)
  leave()
  await stop()
  const data = { botId: id, flowId: main.split('/')[4], memberId: mia.memberId, name: 'Mia', stepId: 'echo' }
  expect(told).toMatchObject([{ kind: 'flow.watched', data }])
  const stored = await bare().selectFrom('events').select('id').where('kind', '=', 'flow.watched').execute()
  expect(stored).toEqual([])
  expect(await as(rex).post(`${main}/presence`, { stepId: 'echo' })).toHaveStatus(404)
})

it('is not told more often than a person moves', async () => {
  const { id } = await newBot(olga, ECHO)
  const main = await mainFlow(olga, id)
  await bare()
    .insertInto('rateLimits')
    .values({ key: `presence:${adam.memberId}`, points: RATES.presence.points, expire: Date.now() + 60_000 })
    .execute()
  expect(await as(adam).post(`${main}/presence`, { stepId: null })).toHaveStatus(429)
})

async function restrict({ workspaceId, memberId }: Someone, botId: string, power: string): Promise<void> {
  await inWorkspace({ workspaceId }, async ({ db }) => {
    await db.updateTable('members').set({ access: 'restricted' }).where('id', '=', memberId).execute()
    await db.insertInto('memberBots').values({ workspaceId, memberId, botId, power }).execute()
  })
}
