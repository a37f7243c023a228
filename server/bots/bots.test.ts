/** Bots, drafts and versions: nobody's work is lost, what is published never changes, and nobody sees next door. */
import { describe, expect, it } from 'vitest'
import { inWorkspace } from '../db/in-workspace.ts'
import { as, request } from '../test/as.ts'
import { ASKS_NAME, ECHO, mainFlow, newBot } from '../test/chat.ts'
import { newMember, newWorkspace, type Someone, theWorld } from '../test/world.ts'

const world = theWorld()
const { olga, adam, mia, rex, uma } = world

const draftOf = async (botId: string) => as(olga).get(`${await mainFlow(olga, botId)}/draft`)
const save = async (by: Someone, botId: string, flow: unknown, etag: string) =>
  as(by).put(`${await mainFlow(olga, botId)}/draft`, { flow }, { 'if-match': etag })
const etagOf = async (botId: string) => (await draftOf(botId)).headers.get('etag') ?? ''

describe('a bot', () => {
  it('begins as a draft of its starter with the workspace’s look', async () => {
    const { body: starters } = await request('GET', '/api/starters')
    expect(starters.length).toBeGreaterThan(2)
    for (const { id } of starters) {
      const bot = await as(olga).post('/bots', { name: 'Hal', starter: id, kind: 'page' })
      expect(bot).toHaveStatus(201)
      expect(bot.body).toMatchObject({
        name: 'Hal',
        status: 'live',
        hasUnpublishedChanges: true,
        publishedAt: null,
        channels: ['webchat'],
      })
      const { body: flows } = await as(olga).get(`/bots/${bot.body.id}/flows`)
      for (const flow of flows.data.slice(1))
        expect(await as(olga).post(`/bots/${bot.body.id}/flows/${flow.id}/publication`, {})).toHaveStatus(201)
      const { body: draft } = await draftOf(bot.body.id)
      expect(draft.problems.filter((problem: { severity: string }) => problem.severity === 'error')).toEqual([])
      expect(await as(olga).post(`/bots/${bot.body.id}/flows/${bot.body.mainFlowId}/publication`, {})).toHaveStatus(201)
    }
  })

  it('is the omni bot while there is none; a second omni bot is refused (W4)', async () => {
    expect((await as(rex).post('/bots', { name: 'First' })).body.kind).toBe('omni')
    expect((await as(rex).post('/bots', { name: 'Second' })).body.kind).toBe('page')
    const third = await as(rex).post('/bots', { name: 'Third', kind: 'omni' })
    expect(third).toHaveStatus(409)
    expect(third.body.code).toBe('one-omni-bot')
  })

  it('is one however many are asked for at once (invariant 18)', async () => {
    const workspaceId = await newWorkspace('Omni')
    const zoe = await newMember(workspaceId, 'Zoe', 'owner')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => as(zoe).post('/bots', { name: 'Hal', kind: 'omni' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
  })

  it('counts against the plan (L2), at once too', async () => {
    const workspaceId = await newWorkspace('Small', 'free')
    const zoe = await newMember(workspaceId, 'Zed', 'owner')
    const answers = await Promise.all([1, 2, 3].map((nr) => as(zoe).post('/bots', { name: `Bot ${nr}` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 402, 402])
  })

  it('is managed by admins, and its flow edited by members (M1)', async () => {
    const { id } = await newBot(olga, ECHO)
    expect(await as(mia).post('/bots', { name: 'No' })).toHaveStatus(403)
    expect(await as(mia).patch(`/bots/${id}`, { name: 'No' })).toHaveStatus(403)
    expect(await as(mia).delete(`/bots/${id}`)).toHaveStatus(403)
    expect(await as(adam).patch(`/bots/${id}`, { name: 'Yes' })).toHaveStatus(200)
    expect(await save(mia, id, ASKS_NAME, await etagOf(id))).toHaveStatus(200)
    expect(await as(mia).post(`${await mainFlow(mia, id)}/publication`, {})).toHaveStatus(201)
  })

  it('7: takes only the fields one may give', async () => {
    const { id } = await newBot(olga, ECHO)
    for (const field of ['id', 'workspaceId', 'publicKey', 'kind', 'createdAt', 'power']) {
      expect(await as(olga).patch(`/bots/${id}`, { [field]: 'x' })).toHaveStatus(422)
      if (field !== 'kind') expect(await as(olga).post('/bots', { name: 'Hal', [field]: 'x' })).toHaveStatus(422)
    }
    expect(await as(olga).patch(`/bots/${id}`, { allowedOrigins: ['javascript:alert(1)'] })).toHaveStatus(422)
  })

  it('1, 2: does not exist for those next door', async () => {
    const { id } = await newBot(olga, ECHO)
    const flow = await mainFlow(olga, id)
    const version = (await as(olga).get(`${flow}/versions`)).body.data[0].id
    const parts = ['draft', 'versions', `versions/${version}`, 'changes', 'counts']
    const paths = [`/bots/${id}`, `/bots/${id}/flows`, ...parts.map((part) => `${flow}/${part}`)]
    for (const path of paths) {
      expect(await as(rex).get(path)).toHaveStatus(404)
      expect(await as(rex, world.acme).get(path)).toHaveStatus(404)
      expect(await as(uma, world.acme).get(path)).toHaveStatus(404)
    }
    expect(await as(rex).patch(`/bots/${id}`, { name: 'Mine' })).toHaveStatus(404)
    expect(await as(rex).delete(`/bots/${id}`)).toHaveStatus(404)
    expect(await save(rex, id, ECHO, '"1"')).toHaveStatus(404)
    for (const what of ['publication', `versions/${version}/restoration`, `versions/${version}/publication`])
      expect(await as(rex).post(`${flow}/${what}`, {})).toHaveStatus(404)
    expect(await as(rex).post(`${flow}/presence`, { stepId: null })).toHaveStatus(404)
    expect(await as(rex).delete(flow)).toHaveStatus(404)
    expect((await as(rex).get('/bots')).text).not.toContain(id)
    expect((await as(olga).get(`/bots/${id}`)).body.name).toBe('Hal')
  })

  it('11: is not found by a cursor carried over from next door', async () => {
    await newBot(olga, ECHO)
    await newBot(olga, ECHO)
    const { body } = await as(olga).get('/bots?limit=1')
    expect(await as(rex).get(`/bots?limit=1&cursor=${body.nextCursor}`)).toHaveStatus(400)
    expect(await as(olga).get(`/bots?limit=1&cursor=${body.nextCursor}`)).toHaveStatus(200)
  })
})

describe('restricted access (M3)', () => {
  it('shows only the named bots, each for what it was given', async () => {
    const [viewed, edited, hidden] = [await newBot(olga, ECHO), await newBot(olga, ECHO), await newBot(olga, ECHO)]
    const ben = await newMember(world.acme, 'Ben', 'member')
    await restrict(ben, { [viewed.id]: 'viewer', [edited.id]: 'editor' })
    const { body } = await as(ben).get('/bots')
    expect(body.data.map(({ id, power }: { id: string; power: string }) => [id, power])).toEqual([
      [viewed.id, 'viewer'],
      [edited.id, 'editor'],
    ])
    expect(await as(ben).get(`${await mainFlow(olga, hidden.id)}/draft`)).toHaveStatus(404)
    const etag = await etagOf(viewed.id)
    expect(await save(ben, viewed.id, ECHO, etag)).toHaveStatus(403)
    expect(await save(ben, hidden.id, ECHO, etag)).toHaveStatus(404)
    expect(await save(ben, edited.id, ECHO, etag)).toHaveStatus(200)
    expect(await as(ben).post(`${await mainFlow(olga, viewed.id)}/publication`, {})).toHaveStatus(403)
  })
})

describe('a draft', () => {
  it('41: is saved over what was read, never over what somebody saved meanwhile', async () => {
    const { id } = await newBot(olga, ECHO)
    const etag = await etagOf(id)
    const answers = await Promise.all([save(olga, id, ASKS_NAME, etag), save(adam, id, ECHO, etag)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    expect(await as(olga).put(`${await mainFlow(olga, id)}/draft`, { flow: ECHO })).toHaveStatus(428)
    expect(await save(olga, id, ECHO, etag)).toHaveStatus(412)
    expect(await save(olga, id, ECHO, await etagOf(id))).toHaveStatus(200)
  })

  it('with errors is kept and not published', async () => {
    const { id } = await newBot(olga, ECHO)
    const etag = await etagOf(id)
    const broken = { start: 'a', steps: { a: { block: 'say', text: 'hi', next: 'gone' } } }
    expect(await save(olga, id, broken, etag)).toHaveStatus(200)
    const at = await mainFlow(olga, id)
    const refused = await as(olga).post(`${at}/publication`, {})
    expect(refused).toHaveStatus(422)
    expect(refused.body.errors).toMatchObject([{ pointer: '/steps/a', code: 'dangling-edge' }])
    expect(await as(olga).put(`${at}/draft`, { flow: { start: 'a' } }, { 'if-match': etag })).toHaveStatus(422)
  })

  it('does not change what is published (B5); a version can be restored and rolled back to', async () => {
    const { id } = await newBot(olga, ECHO)
    const first = (await draftOf(id)).body.published
    const at = await mainFlow(olga, id)
    await save(olga, id, ASKS_NAME, await etagOf(id))
    expect((await as(olga).get(`/bots/${id}`)).body.hasUnpublishedChanges).toBe(true)
    expect((await as(olga).post(`${at}/publication`, { note: 'asks' })).body).toMatchObject({
      number: 2,
      note: 'asks',
      isPublished: true,
    })
    expect((await as(olga).get(`${at}/versions/${first.versionId}`)).body.flow).toEqual(ECHO)

    expect((await as(olga).post(`${at}/versions/${first.versionId}/publication`, {})).body).toMatchObject({
      number: 1,
      isPublished: true,
    })
    expect((await draftOf(id)).body).toMatchObject({ published: { number: 1 }, hasUnpublishedChanges: true })
    expect((await as(olga).post(`${at}/versions/${first.versionId}/restoration`, {})).body).toMatchObject({
      flow: ECHO,
      hasUnpublishedChanges: false,
    })
    const { body } = await as(olga).get(`${at}/versions`)
    expect(
      body.data.map(({ number, isPublished }: { number: number; isPublished: boolean }) => [number, isPublished]),
    ).toEqual([
      [2, false],
      [1, true],
    ])
  })
})

async function restrict(someone: Someone, bots: Record<string, string>): Promise<void> {
  const { workspaceId, memberId } = someone
  await inWorkspace({ workspaceId }, async ({ db }) => {
    await db
      .updateTable('members')
      .set({ access: 'restricted' })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', memberId)
      .execute()
    const rows = Object.entries(bots).map(([botId, power]) => ({ workspaceId, memberId, botId, power }))
    await db.insertInto('memberBots').values(rows).execute()
  })
}
