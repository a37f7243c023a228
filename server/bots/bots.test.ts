/** Bots, drafts and versions: nobody's work is lost, what is published never changes, and nobody sees next door. */
import { describe, expect, it } from 'vitest'
import { inWorkspace } from '../db/in-workspace.ts'
import { as, request } from '../test/as.ts'
import { ASKS_NAME, ECHO, newBot } from '../test/chat.ts'
import { newMember, newWorkspace, type Someone, theWorld } from '../test/world.ts'

const world = theWorld()
const { olga, adam, mia, rex, uma } = world

const draftOf = (botId: string) => as(olga).get(`/bots/${botId}/flow`)
const save = (by: Someone, botId: string, flow: unknown, etag: string) =>
  as(by).put(`/bots/${botId}/flow`, { flow }, { 'if-match': etag })

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
      const { body: draft } = await draftOf(bot.body.id)
      expect(draft.problems.filter((problem: { severity: string }) => problem.severity === 'error')).toEqual([])
      expect(await as(olga).post(`/bots/${bot.body.id}/publication`, {})).toHaveStatus(201)
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
    const { headers } = await as(mia).get(`/bots/${id}/flow`)
    expect(await save(mia, id, ASKS_NAME, headers.get('etag') ?? '')).toHaveStatus(200)
    expect(await as(mia).post(`/bots/${id}/publication`, {})).toHaveStatus(201)
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
    const { body: versions } = await as(olga).get(`/bots/${id}/versions`)
    const version = versions.data[0].id
    const paths = [`/bots/${id}`, `/bots/${id}/flow`, `/bots/${id}/versions`, `/bots/${id}/versions/${version}`]
    for (const path of paths) {
      expect(await as(rex).get(path)).toHaveStatus(404)
      expect(await as(rex, world.acme).get(path)).toHaveStatus(404)
      expect(await as(uma, world.acme).get(path)).toHaveStatus(404)
    }
    expect(await as(rex).patch(`/bots/${id}`, { name: 'Mine' })).toHaveStatus(404)
    expect(await as(rex).delete(`/bots/${id}`)).toHaveStatus(404)
    expect(await save(rex, id, ECHO, '"1"')).toHaveStatus(404)
    expect(await as(rex).post(`/bots/${id}/publication`, {})).toHaveStatus(404)
    for (const verb of ['restoration', 'publication'])
      expect(await as(rex).post(`/bots/${id}/versions/${version}/${verb}`, {})).toHaveStatus(404)
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
    expect(await as(ben).get(`/bots/${hidden.id}/flow`)).toHaveStatus(404)
    const etag = (await draftOf(viewed.id)).headers.get('etag') ?? ''
    expect(await save(ben, viewed.id, ECHO, etag)).toHaveStatus(403)
    expect(await save(ben, hidden.id, ECHO, etag)).toHaveStatus(404)
    expect(await save(ben, edited.id, ECHO, etag)).toHaveStatus(200)
    expect(await as(ben).post(`/bots/${viewed.id}/publication`, {})).toHaveStatus(403)
  })
})

describe('a draft', () => {
  it('41: is saved over what was read, never over what somebody saved meanwhile', async () => {
    const { id } = await newBot(olga, ECHO)
    const etag = (await draftOf(id)).headers.get('etag') ?? ''
    const answers = await Promise.all([save(olga, id, ASKS_NAME, etag), save(adam, id, ECHO, etag)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    expect(await as(olga).put(`/bots/${id}/flow`, { flow: ECHO })).toHaveStatus(428)
    expect(await save(olga, id, ECHO, etag)).toHaveStatus(412)
    expect(await save(olga, id, ECHO, (await draftOf(id)).headers.get('etag') ?? '')).toHaveStatus(200)
  })

  it('with errors is kept and not published', async () => {
    const { id } = await newBot(olga, ECHO)
    const etag = (await draftOf(id)).headers.get('etag') ?? ''
    const broken = { start: 'a', steps: { a: { block: 'say', text: 'hi', next: 'gone' } } }
    expect(await save(olga, id, broken, etag)).toHaveStatus(200)
    const refused = await as(olga).post(`/bots/${id}/publication`, {})
    expect(refused).toHaveStatus(422)
    expect(refused.body.errors).toMatchObject([{ pointer: '/steps/a', code: 'dangling-edge' }])
    expect(await as(olga).put(`/bots/${id}/flow`, { flow: { start: 'a' } }, { 'if-match': etag })).toHaveStatus(422)
  })

  it('does not change what is published (B5); a version can be restored and rolled back to', async () => {
    const { id } = await newBot(olga, ECHO)
    const first = (await draftOf(id)).body.published
    await save(olga, id, ASKS_NAME, (await draftOf(id)).headers.get('etag') ?? '')
    expect((await as(olga).get(`/bots/${id}`)).body.hasUnpublishedChanges).toBe(true)
    expect((await as(olga).post(`/bots/${id}/publication`, { note: 'asks' })).body).toMatchObject({
      number: 2,
      note: 'asks',
      isPublished: true,
    })
    expect((await as(olga).get(`/bots/${id}/versions/${first.versionId}`)).body.flow).toEqual(ECHO)

    expect((await as(olga).post(`/bots/${id}/versions/${first.versionId}/publication`, {})).body).toMatchObject({
      number: 1,
      isPublished: true,
    })
    expect((await draftOf(id)).body).toMatchObject({ published: { number: 1 }, hasUnpublishedChanges: true })
    expect((await as(olga).post(`/bots/${id}/versions/${first.versionId}/restoration`, {})).body).toMatchObject({
      flow: ECHO,
      hasUnpublishedChanges: false,
    })
    const { body } = await as(olga).get(`/bots/${id}/versions`)
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
