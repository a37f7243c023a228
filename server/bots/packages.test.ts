/** Bots taken out as a file, brought in, and copied: nothing is lost, nothing secret travels, nothing foreign comes in. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { inWorkspace } from '../db/in-workspace.ts'
import { as, request } from '../test/as.ts'
import { ASKS_NAME, ECHO, mainFlow, newBot, publish, publishFlow } from '../test/chat.ts'
import { newMember, newWorkspace, theWorld } from '../test/world.ts'

const world = theWorld()
const { olga, adam, mia, rex, uma } = world

const exportOf = async (botId: string, by = olga) => (await as(by).get(`/bots/${botId}/export`)).body
const flowsOf = async (botId: string, by = olga) => (await as(by).get(`/bots/${botId}/flows`)).body.data
const draftOf = async (botId: string, flowId: string, by = olga) =>
  (await as(by).get(`/bots/${botId}/flows/${flowId}/draft`)).body.flow

/** A bot with a sub-flow that the main one calls, a field, a member and a key in it. */
async function richBot(): Promise<{ id: string; subId: string }> {
  const { id } = await newBot(olga, ECHO)
  const { body: sub } = await as(olga).post(`/bots/${id}/flows`, { name: 'Prices' })
  await publishFlow(olga, `/bots/${id}/flows/${sub.id}`, ASKS_NAME)
  await publish(olga, id, {
    start: 'a',
    steps: {
      a: { block: 'call-flow', flow: sub.id, inputs: [], save: [], next: 'b' },
      b: { block: 'assign', to: { memberId: adam.memberId }, next: 'c' },
      c: {
        block: 'http',
        method: 'GET',
        url: 'https://api.test/?apikey=k1234',
        headers: [{ name: 'Authorization', value: 'Bearer abc.def' }],
        body: { kind: 'none' },
        timeoutSeconds: 5,
        retries: 0,
        save: [],
        next: 'd',
      },
      d: { block: 'mail', to: 'adam@acme.test', subject: 'Hi', text: 'Hello' },
    },
  })
  await inWorkspace({ workspaceId: world.acme }, ({ db }) =>
    db
      .insertInto('fields')
      .values([
        { workspaceId: world.acme, id: uuidv7(), botId: id, scope: 'user', name: 'plan', kind: 'text', value: 'null' },
        { workspaceId: world.acme, id: uuidv7(), botId: id, scope: 'bot', name: 'rate', kind: 'number', value: '7' },
        {
          workspaceId: world.acme,
          id: uuidv7(),
          botId: id,
          scope: 'bot',
          name: 'greeting',
          kind: 'text',
          value: '"Hey"',
        },
      ])
      .execute(),
  )
  return { id, subId: sub.id }
}

describe('an export', () => {
  it('holds the flows under keys, the described fields, and no ids, members and secrets', async () => {
    const { id, subId } = await richBot()
    const answer = await as(adam).get(`/bots/${id}/export`)
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(answer.body).toMatchObject({
      format: 'switchboard/1',
      bot: { name: 'Hal' },
      flows: [
        { key: 'main', isMain: true, flow: { steps: { a: { flow: 'prices' }, b: { to: 'in-turn' } } } },
        { key: 'prices', isMain: false, flow: ASKS_NAME },
      ],
      needs: { members: 1, secrets: [], integrations: [] },
    })
    expect(answer.body.fields.map(({ name, value }: { name: string; value?: string }) => [name, value])).toEqual([
      ['greeting', 'Hey'],
      ['rate', '7'],
      ['plan', undefined],
    ])
    for (const secret of [id, subId, adam.memberId, world.acme, 'k1234', 'abc.def', 'adam@'])
      expect(answer.text).not.toContain(secret)
  })

  it('31: needs the right of who manages bots, and is written down', async () => {
    const { id } = await newBot(olga, ECHO)
    expect(await as(mia).get(`/bots/${id}/export`)).toHaveStatus(403)
    expect(await as(rex).get(`/bots/${id}/export`)).toHaveStatus(404)
    await exportOf(id)
    expect((await as(olga).get('/audit-log?limit=1')).body.data[0]).toMatchObject({ kind: 'bot.exported' })
  })
})

describe('an import', () => {
  it('26, 39: of an export is the same bot', async () => {
    const { id } = await richBot()
    const file = await exportOf(id)
    const made = await as(adam).post('/bots/import', { package: file })
    expect(made).toHaveStatus(201)
    expect(made.body.bot).toMatchObject({ name: 'Hal', kind: 'omni', hasUnpublishedChanges: true, publishedAt: null })
    expect(made.body.report.map(({ what }: { what: string }) => what)).toEqual(['member'])
    expect(await exportOf(made.body.bot.id)).toEqual({ ...file, needs: { ...file.needs, members: 0 } })
    expect((await as(olga).post('/bots/import', { package: file, name: 'Twin' })).body.bot).toMatchObject({
      name: 'Twin',
      kind: 'page',
    })
  })

  it('26, 39: goes for every starter, into another workspace too', async () => {
    for (const { id: starter } of (await request('GET', '/api/starters')).body) {
      const { body: bot } = await as(olga).post('/bots', { name: 'Hal', starter, kind: 'page' })
      const file = await exportOf(bot.id)
      const { body } = await as(rex).post('/bots/import', { package: file })
      expect(await exportOf(body.bot.id, rex)).toEqual(file)
    }
  })

  it('16: drops flows, members and files of another workspace, and says so', async () => {
    const { id, subId } = await richBot()
    const file = await exportOf(id)
    file.flows[0].flow.steps = {
      a: { block: 'call-flow', flow: subId, inputs: [], save: [], next: 'b' },
      b: { block: 'assign', to: { memberId: adam.memberId }, next: 'c' },
      c: { block: 'image', url: `http://localhost:3000/files/${world.acme}/k3y/a.png` },
    }
    const { body } = await as(rex).post('/bots/import', { package: file })
    const flow = JSON.stringify(await draftOf(body.bot.id, body.bot.mainFlowId, rex))
    for (const foreign of [subId, adam.memberId, world.acme]) expect(flow).not.toContain(foreign)
    const dropped = body.report.map(({ what, where }: { what: string; where: string }) => [what, where])
    expect(dropped.slice(0, 3)).toEqual([
      ['flow', 'Main › a'],
      ['member', 'Main › b'],
      ['file', 'Main › c'],
    ])
  })

  it('30: is guarded like making a bot: by role, restriction and plan', async () => {
    const file = await exportOf((await newBot(olga, ECHO)).id)
    expect(await as(mia).post('/bots/import', { package: file })).toHaveStatus(403)
    expect(await as(uma, world.acme).post('/bots/import', { package: file })).toHaveStatus(404)
    const ada = await newMember(world.acme, 'Ada', 'admin')
    await inWorkspace({ workspaceId: world.acme }, ({ db }) =>
      db.updateTable('members').set({ access: 'restricted' }).where('id', '=', ada.memberId).execute(),
    )
    expect(await as(ada).post('/bots/import', { package: file })).toHaveStatus(403)
    const zoe = await newMember(await newWorkspace('Small', 'free'), 'Zoe', 'owner')
    const answers = await Promise.all([1, 2, 3].map(() => as(zoe).post('/bots/import', { package: file })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 402, 402])
  })

  it('30, 63: takes nothing but a package, and 5 MB of it at most', async () => {
    const file = await exportOf((await newBot(olga, ECHO)).id)
    for (const wrong of [
      {},
      { package: {} },
      { package: { ...file, format: 'x' } },
      { package: file, botId: uuidv7() },
    ])
      expect(await as(olga).post('/bots/import', wrong)).toHaveStatus(422)
    const { theme } = file.bot
    for (const bot of [
      { name: '', theme },
      { name: 'x', theme: {} },
      { name: 'x', theme, publicKey: 'p' },
    ])
      expect(await as(olga).post('/bots/import', { package: { ...file, bot } })).toHaveStatus(422)
    const hostile = JSON.stringify({ package: file }).replace('"steps":{', '"steps":{"__proto__":{"block":"end"},')
    expect(await as(olga).post('/bots/import', hostile)).toHaveStatus(400)
    expect(await as(olga).post('/bots/import', { package: file, junk: 'x'.repeat(5_100_000) })).toHaveStatus(413)
    const long = { block: 'say', text: 'x'.repeat(3900) }
    file.flows[0].flow.steps = Object.fromEntries(Array.from({ length: 500 }, (_, nr) => [`s${nr}`, long]))
    expect(await as(olga).post('/bots/import', { package: file })).toHaveStatus(201)
  })
})

describe('an import of Typebot', () => {
  const typebot = (name: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../engine/pack/fixtures', `${name}.json`), 'utf8'))

  it('becomes a bot that can be published, with a report', async () => {
    for (const [name, title] of [
      ['lead-capture', 'Lead capture'],
      ['quiz', 'Capital quiz'],
      ['offers', 'Offers A and B'],
    ] as const) {
      const made = await as(adam).post('/bots/import/typebot', { typebot: typebot(name) })
      expect(made).toHaveStatus(201)
      expect(made.body.bot.name).toBe(title)
      expect(made.body.report.length).toBeGreaterThan(0)
      expect(
        await as(olga).post(`/bots/${made.body.bot.id}/flows/${made.body.bot.mainFlowId}/publication`, {}),
      ).toHaveStatus(201)
    }
  })

  it('refuses what is none, and who may not make bots', async () => {
    const answer = await as(olga).post('/bots/import/typebot', { typebot: { ...typebot('quiz'), version: '4' } })
    expect(answer).toHaveStatus(422)
    expect(answer.body.errors).toMatchObject([{ pointer: '/typebot', code: 'not-a-typebot' }])
    expect(await as(olga).post('/bots/import/typebot', {})).toHaveStatus(422)
    expect(await as(mia).post('/bots/import/typebot', { typebot: typebot('quiz') })).toHaveStatus(403)
  })
})

describe('a copy', () => {
  it('keeps all that the workspace has, and calls its own flows', async () => {
    const { id, subId } = await richBot()
    const copy = await as(adam).post(`/bots/${id}/copy`, {})
    expect(copy).toHaveStatus(201)
    expect(copy.body).toMatchObject({ name: 'Hal (copy)', kind: 'page', publishedAt: null })
    const [main, sub] = await flowsOf(copy.body.id)
    const original = await draftOf(id, (await flowsOf(id))[0].id)
    const expected = { ...original, steps: { ...original.steps, a: { ...original.steps.a, flow: sub.id } } }
    expect(await draftOf(copy.body.id, main.id)).toEqual(expected)
    expect(JSON.stringify(await draftOf(copy.body.id, main.id))).not.toContain(subId)
    const fields = await inWorkspace({ workspaceId: world.acme }, ({ db }) =>
      db.selectFrom('fields').select(['name', 'value']).where('botId', '=', copy.body.id).orderBy('name').execute(),
    )
    expect(fields.map(({ value }) => value)).toEqual(['Hey', null, 7])
  })

  it('30: is guarded like making a bot', async () => {
    const { id } = await newBot(olga, ECHO)
    expect(await as(mia).post(`/bots/${id}/copy`, {})).toHaveStatus(403)
    expect(await as(rex).post(`/bots/${id}/copy`, {})).toHaveStatus(404)
    expect(await as(olga).post(`/bots/${id}/copy`, { name: 'x', publicKey: 'y' })).toHaveStatus(422)
    const zoe = await newMember(await newWorkspace('Small', 'free'), 'Zed', 'owner')
    const { body: bot } = await as(zoe).post('/bots', { name: 'Only' })
    expect(await as(zoe).post(`/bots/${bot.id}/copy`, {})).toHaveStatus(402)
    expect(await mainFlow(zoe, bot.id)).toContain(bot.mainFlowId)
  })
})
