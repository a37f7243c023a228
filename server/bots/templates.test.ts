/** Templates: packed without anything of the publisher's own, found by who may, installed once where they say so. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { STARTERS } from '../../engine/starters.ts'
import { bare } from '../db/database.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { ASKS_NAME, ECHO, mainFlow, newBot, publish, publishFlow } from '../test/chat.ts'
import { newMember, newWorkspace, theWorld } from '../test/world.ts'

const world = theWorld()
const { olga, adam, mia, rex, uma } = world

const WORDS = { name: 'Echo', description: 'Says it back', category: 'support' }

async function newTemplate(visibility: string, flow: unknown = ECHO) {
  const { id: bot } = await newBot(olga, flow)
  const { body } = await as(adam).post('/templates', { ...WORDS, bot, visibility })
  return { bot, ...body.template, report: body.report }
}
const tokenOf = (link: string) => link.split('/').at(-1) ?? ''
const install = (by: typeof olga, from: object, more: object = {}) =>
  as(by).post('/template-installs', { from, ...more })

describe('a template', () => {
  it('is made, changed and taken away by who manages templates', async () => {
    const { id: bot } = await newBot(olga, ECHO)
    expect(await as(mia).post('/templates', { ...WORDS, bot })).toHaveStatus(403)
    const made = await as(adam).post('/templates', { ...WORDS, bot })
    expect(made).toHaveStatus(201)
    expect(made.body).toMatchObject({
      template: {
        ...WORDS,
        visibility: 'private',
        link: null,
        installs: 0,
        channels: ['webchat'],
        madeBy: { name: 'Adam' },
      },
      report: [],
    })
    const path = `/templates/${made.body.template.id}`
    const shared = (await as(adam).patch(path, { visibility: 'link', name: 'Echo 2' })).body.template
    expect(shared).toMatchObject({ name: 'Echo 2', visibility: 'link' })
    expect((await as(adam).patch(path, { visibility: 'gallery' })).body.template.link).toBe(shared.link)
    expect((await as(adam).patch(path, { visibility: 'private' })).body.template.link).toBeNull()
    expect(await as(adam).delete(path)).toHaveStatus(204)
    expect(await as(adam).get(path)).toHaveStatus(404)
    expect((await as(adam).get('/templates')).text).not.toContain(made.body.template.id)
  })

  it('of the own workspace is not shown to who sees certain bots only, since it may be of another one (M3)', async () => {
    const [own, open] = [await newTemplate('private'), await newTemplate('gallery')]
    const nina = await newMember(world.acme, 'Nina', 'admin')
    await inWorkspace(nina, ({ db }) =>
      db.updateTable('members').set({ access: 'restricted' }).where('id', '=', nina.memberId).execute(),
    )
    expect(await as(nina).get(`/gallery/${own.id}`)).toHaveStatus(404)
    expect(await install(nina, { template: own.id })).toHaveStatus(404)
    expect(await as(nina).get(`/gallery/${open.id}`)).toHaveStatus(200)
    expect(await as(adam).get(`/gallery/${own.id}`)).toHaveStatus(200)
  })

  it('is packed anew from its bot, and stays as it was until then', async () => {
    const { id, bot } = await newTemplate('private')
    await publish(olga, bot, ASKS_NAME)
    const steps = async () => (await as(adam).get(`/gallery/${id}`)).body.package.flows[0].flow
    expect(await steps()).toEqual(ECHO)
    expect(await as(adam).patch(`/templates/${id}`, { bot })).toHaveStatus(200)
    expect(await steps()).toMatchObject(ASKS_NAME)
    expect(await as(adam).patch(`/templates/${id}`, { flows: [uuidv7()] })).toHaveStatus(422)
  })

  it('holds chosen flows only, where they are named', async () => {
    const { id: bot } = await newBot(olga, ECHO)
    const { body: sub } = await as(olga).post(`/bots/${bot}/flows`, { name: 'Prices' })
    const made = await as(adam).post('/templates', { ...WORDS, bot, flows: [sub.id] })
    expect(made.body.template.flows).toMatchObject([{ key: 'prices', isMain: false }])
    expect(await as(adam).post('/templates', { ...WORDS, bot, flows: [uuidv7()] })).toHaveStatus(422)
    const { body } = await install(adam, { template: made.body.template.id })
    expect((await as(adam).get(`/bots/${body.bot.id}/flows`)).body.data).toMatchObject([
      { name: 'Prices', isMain: true },
    ])
  })

  it('17: holds no secret, member, bot user and id of its workspace', async () => {
    const { report, id } = await newTemplate('gallery', {
      start: 'a',
      steps: {
        a: { block: 'assign', to: { memberId: mia.memberId }, next: 'b' },
        b: {
          block: 'say',
          text: `Ask mia@acme.test, or look at http://localhost:3000/files/${world.acme}/k/x.png`,
          next: 'c',
        },
        c: { block: 'say', text: 'key: sk_live_1234567890abcdef' },
      },
    })
    expect(report.map(({ what }: { what: string }) => what).sort()).toEqual(['file', 'member', 'secret', 'secret'])
    const [preview, list] = [await as(rex).get(`/gallery/${id}`), await as(rex).get('/gallery')]
    for (const { text } of [preview, list])
      for (const secret of [mia.memberId, 'mia@acme', world.acme, 'sk_live', adam.userId, 'Adam'])
        expect(text).not.toContain(secret)
  })

  it('1: is not there for the workspace next door', async () => {
    const { id } = await newTemplate('private')
    const { body: link } = await as(adam).post(`/templates/${id}/links`, {})
    for (const path of [`/templates/${id}`, `/templates/${id}/links`, `/gallery/${id}`]) {
      expect(await as(rex).get(path)).toHaveStatus(404)
      expect(await as(rex, world.acme).get(path)).toHaveStatus(404)
      expect(await as(uma, world.acme).get(path)).toHaveStatus(404)
    }
    expect(await as(rex).patch(`/templates/${id}`, { name: 'Mine' })).toHaveStatus(404)
    expect(await as(rex).delete(`/templates/${id}`)).toHaveStatus(404)
    expect(await as(rex).post(`/templates/${id}/links`, {})).toHaveStatus(404)
    expect(await as(rex).delete(`/templates/${id}/links/${link.id}`)).toHaveStatus(404)
    expect(await install(rex, { template: id })).toHaveStatus(404)
  })

  it('1: of the gallery is changed by its own workspace alone', async () => {
    const { id } = await newTemplate('gallery')
    expect(await as(rex).get(`/gallery/${id}`)).toHaveStatus(200)
    expect(await as(rex).get(`/templates/${id}`)).toHaveStatus(404)
    expect(await as(rex).patch(`/templates/${id}`, { name: 'Mine' })).toHaveStatus(404)
    expect(await as(rex).delete(`/templates/${id}`)).toHaveStatus(404)
    const changed = await inWorkspace({ workspaceId: world.globex }, ({ db }) =>
      db.updateTable('templates').set({ name: 'Mine' }).where('id', '=', id).executeTakeFirst(),
    )
    expect(changed.numUpdatedRows).toBe(0n)
  })
})

describe('the gallery', () => {
  it('shows our starters and what workspaces share, by category and words', async () => {
    const { id } = await newTemplate('gallery')
    const { data } = (await as(rex).get('/gallery')).body
    expect(data.slice(0, STARTERS.length).map((each: { id: string }) => each.id)).toEqual(
      STARTERS.map((each) => each.id),
    )
    expect(data.find((each: { id: string }) => each.id === id)).toMatchObject({
      source: 'template',
      publisher: 'Acme',
      name: 'Echo',
    })
    const found = (await as(rex).get('/gallery?category=support&search=BACK')).body.data
    expect(found.map((each: { id: string }) => each.id)).toContain(id)
    expect((await as(rex).get('/gallery?search=no-such-thing')).body.data).toEqual([])
    expect(await as(rex).get('/gallery?category=x')).toHaveStatus(400)
  })

  it('shows what is inside, to try it before', async () => {
    for (const { id, flow } of STARTERS) {
      const { body } = await as(mia).get(`/gallery/${id}`)
      expect(body).toMatchObject({ source: 'starter', publisher: 'Switchboard' })
      expect(body.package.flows[0]).toMatchObject({ key: 'main', flow })
    }
    expect(await as(mia).get('/gallery/no-such-starter')).toHaveStatus(404)
  })
})

describe('installing', () => {
  it('makes a draft of a starter, of an own template and of one of the gallery', async () => {
    const [own, shared] = [await newTemplate('private'), await newTemplate('gallery')]
    for (const [by, from] of [
      [adam, { starter: 'welcome' }],
      [adam, { template: own.id }],
      [rex, { template: shared.id }],
    ] as const) {
      const made = await install(by, from, { name: 'New' })
      expect(made).toHaveStatus(201)
      expect(made.body.bot).toMatchObject({ name: 'New', publishedAt: null, hasUnpublishedChanges: true })
      expect(await as(by).post(`${await mainFlow(by, made.body.bot.id)}/publication`, {})).toHaveStatus(201)
    }
    expect((await as(adam).get(`/templates/${shared.id}`)).body.installs).toBe(1)
    expect((await as(rex).get('/audit-log')).body.data[1]).toMatchObject({ kind: 'template.installed' })
    expect(await install(mia, { starter: 'welcome' })).toHaveStatus(403)
    expect(await install(adam, { starter: 'none' })).toHaveStatus(422)
  })

  it('adds chosen flows to a bot, and gives its fields the names that are used there', async () => {
    const { id: bot } = await newBot(olga, ECHO)
    const { body: sub } = await as(olga).post(`/bots/${bot}/flows`, { name: 'Names' })
    await publishFlow(olga, `/bots/${bot}/flows/${sub.id}`, ASKS_NAME)
    const { body: made } = await as(adam).post('/templates', { ...WORDS, bot, visibility: 'gallery' })
    const { body: target } = await as(rex).post('/bots', { name: 'Target' })
    const from = { template: made.template.id }
    const fields = { name: 'full_name' }
    const answer = await install(rex, from, { into: target.id, flows: ['names'], fields })
    expect(answer).toHaveStatus(201)
    const { data: flows } = (await as(rex).get(`/bots/${target.id}/flows`)).body
    expect(flows).toMatchObject([
      { name: 'Main', isMain: true },
      { name: 'Names', isMain: false },
    ])
    const { flow } = (await as(rex).get(`/bots/${target.id}/flows/${flows[1].id}/draft`)).body
    expect(flow.steps).toMatchObject({ ask: { field: 'full_name' }, hello: { text: 'Hello {{full_name}}!' } })
    expect(await install(rex, from, { into: target.id, flows: ['none'] })).toHaveStatus(422)
    expect(await install(rex, from, { into: target.id, name: 'No' })).toHaveStatus(422)
    expect(await install(rex, from, { into: bot })).toHaveStatus(404)
  })

  it('L2: counts against the plan, and gives a link back that could not be used', async () => {
    const { id } = await newTemplate('private')
    const { body: link } = await as(adam).post(`/templates/${id}/links`, {})
    const zoe = await newMember(await newWorkspace('Small', 'free'), 'Zoe', 'owner')
    await as(zoe).post('/bots', { name: 'Only' })
    expect(await install(zoe, { token: tokenOf(link.link) })).toHaveStatus(402)
    expect((await as(adam).get(`/templates/${id}/links`)).body.data[0].state).toBe('available')
    expect(await install(rex, { token: tokenOf(link.link) })).toHaveStatus(201)
  })
})

describe('a link', () => {
  it('that lasts installs as often as one likes, until it is private again', async () => {
    const { id, link } = await newTemplate('link')
    const token = tokenOf(link)
    expect((await as(rex).get(`/template-links/${token}`)).body).toMatchObject({ id, name: 'Echo', publisher: 'Acme' })
    expect(await install(rex, { token })).toHaveStatus(201)
    expect(await install(rex, { token })).toHaveStatus(201)
    expect((await as(rex).get('/gallery')).text).not.toContain(id)
    await as(adam).patch(`/templates/${id}`, { visibility: 'private' })
    expect(await install(rex, { token })).toHaveStatus(410)
  })

  it('that is used once is used once, by twenty at the same time', async () => {
    const { id } = await newTemplate('private')
    const { body: link } = await as(adam).post(`/templates/${id}/links`, { note: 'For Rex' })
    expect(link).toMatchObject({ state: 'available', note: 'For Rex' })
    const token = tokenOf(link.link)
    const answers = await Promise.all(Array.from({ length: 20 }, () => install(rex, { token })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(19)
    const [shown] = (await as(adam).get(`/templates/${id}/links`)).body.data
    expect(shown).toMatchObject({ id: link.id, state: 'installed' })
    expect(shown.link).toBeUndefined()
    expect((await as(adam).get(`/templates/${id}`)).body.installs).toBe(1)
    expect(await as(rex).get(`/template-links/${token}`)).toHaveStatus(410)
  })

  it('ends with its time, its withdrawal, its template and its workspace, in the same words', async () => {
    const { id } = await newTemplate('private')
    const links = []
    for (let nr = 0; nr < 3; nr += 1) links.push((await as(adam).post(`/templates/${id}/links`, {})).body)
    const [old, gone, last] = links
    await bare().updateTable('templateLinks').set({ expiresAt: sql<string>`now()` }).where('id', '=', old.id).execute()
    expect(await as(adam).delete(`/templates/${id}/links/${gone.id}`)).toHaveStatus(204)
    expect(
      (await as(adam).get(`/templates/${id}/links`)).body.data.map(({ state }: { state: string }) => state),
    ).toEqual(['available', 'expired'])
    expect(await as(rex).get(`/template-links/${tokenOf(last.link)}`)).toHaveStatus(200)
    await as(adam).delete(`/templates/${id}`)
    for (const { link } of links) {
      const answer = await install(rex, { token: tokenOf(link) })
      expect([answer.status, answer.body.detail]).toEqual([410, 'This link is no longer valid'])
    }
    for (const token of ['x', `${world.acme.replaceAll('-', '')}.${'a'.repeat(43)}`])
      expect(await as(rex).get(`/template-links/${token}`)).toHaveStatus(410)
  })

  it('is kept as a mark only', async () => {
    const { id } = await newTemplate('private')
    const { body: link } = await as(adam).post(`/templates/${id}/links`, {})
    const rows = await bare().selectFrom('templateLinks').selectAll().where('id', '=', link.id).execute()
    expect(JSON.stringify(rows)).not.toContain(tokenOf(link.link).split('.')[1])
    for (const field of [{ days: 0 }, { days: 400 }, { installedAt: null }, { expiresAt: '2099-01-01T00:00:00Z' }])
      expect(await as(adam).post(`/templates/${id}/links`, field)).toHaveStatus(422)
  })
})
