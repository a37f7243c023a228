/** Live chat: one winner, a silent bot, and walls between workspaces and bots. */
import { describe, expect, it } from 'vitest'
import { who } from '../access/who.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { as } from '../test/as.ts'
import { ECHO, newBot, newVisitor, theWorker, type Visitor } from '../test/chat.ts'
import { newMember, newWorkspace, type Someone, theWorld } from '../test/world.ts'
import { changeHandler } from './inbox.ts'

const world = theWorld()
theWorker()
const { olga, adam, mia, rex } = world

async function newChat(by: Someone = olga): Promise<{ id: string; botId: string; visitor: Visitor; path: string }> {
  const bot = await newBot(by, ECHO)
  const visitor = await newVisitor(bot)
  await visitor.say('hi')
  await visitor.chat(2)
  const { body } = await as(by).get(`/conversations?bot=${bot.id}`)
  return { id: body.data[0].id, botId: bot.id, visitor, path: `/conversations/${body.data[0].id}` }
}

describe('a member', () => {
  it('takes a conversation over; the bot is silent until it is given back (B6)', async () => {
    const { visitor, path } = await newChat()
    expect((await as(mia).put(`${path}/handler`, { handler: 'member' })).body).toMatchObject({
      handler: 'member',
      assignee: { id: mia.memberId, name: 'Mia' },
    })
    await visitor.say('anyone?')
    await visitor.chat(3)
    expect(await as(mia).post(`${path}/messages`, { text: 'I am here' })).toHaveStatus(201)
    expect((await visitor.chat(4)).slice(2)).toEqual(['contact: anyone?', 'member: I am here'])
    await as(mia).put(`${path}/handler`, { handler: 'bot' })
    await visitor.say('bye')
    expect((await visitor.chat(6)).slice(4)).toEqual(['contact: bye', 'bot: You said bye'])
  })

  it('who was taken out a moment ago finds nothing (invariant 8)', async () => {
    const { id, path } = await newChat()
    const leaver = await newMember(world.acme, 'Inbox Leaver', 'member')
    const found = await who({ token: leaver.token, ip: '127.0.0.1' }, world.acme, true)
    if (!found?.actor) throw new Error('not a member')
    await as(olga).delete(`/members/${leaver.memberId}`)
    await expect(changeHandler(found.actor, id, 'member')).rejects.toMatchObject({ code: 'not-found' })
    expect((await as(olga).get(path)).body.assignee).toBeNull()
  })

  it('is the only one who has it, however many take it at once (invariant 33)', async () => {
    const { path } = await newChat()
    const answers = await Promise.all(
      [olga, adam, mia].map((one) => as(one).put(`${path}/handler`, { handler: 'member' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { assignee } = (await as(olga).get(path)).body
    expect(answers.find(({ status }) => status === 409)?.body.assignee).toEqual(assignee)
  })

  it('who answers takes over; the same answer sent twice is said once', async () => {
    const { visitor, path } = await newChat()
    const clientId = '01900000-0000-7000-8000-000000000001'
    await as(mia).post(`${path}/messages`, { text: 'Hello', clientId })
    expect((await as(mia).post(`${path}/messages`, { text: 'Hello', clientId })).body).toMatchObject({
      id: clientId,
      member: { name: 'Mia' },
    })
    expect(await visitor.chat(3)).toEqual(['contact: hi', 'bot: You said hi', 'member: Hello'])
    const { body } = await visitor.messages()
    expect(body.data.at(-1)).toMatchObject({ name: 'Mia', author: 'member' })
    expect(body.data.map(({ author }: { author: string }) => author)).not.toContain('system')
  })

  it('resolves it, which gives it back to the bot; a new message opens it', async () => {
    const { visitor, path } = await newChat()
    await as(mia).put(`${path}/handler`, { handler: 'member' })
    expect((await as(mia).put(`${path}/status`, { status: 'resolved' })).body).toMatchObject({
      status: 'resolved',
      handler: 'bot',
      assignee: null,
    })
    await visitor.say('one more thing')
    await visitor.chat(4)
    expect((await as(mia).get(path)).body).toMatchObject({ status: 'open', handler: 'bot' })
  })

  it('reads it: the mark never goes back (invariant 34)', async () => {
    const { visitor, path } = await newChat()
    await visitor.say('again')
    await visitor.chat(4)
    expect((await as(mia).get(path)).body.unread).toBe(2)
    expect((await as(mia).put(`${path}/read`, { seq: 2 })).body.unread).toBe(1)
    expect((await as(mia).put(`${path}/read`, { seq: 1 })).body.unread).toBe(1)
    expect((await as(mia).put(`${path}/read`, { seq: 99 })).body.unread).toBe(0)
  })

  it('3: is assigned by a member of this workspace only', async () => {
    const { id, path } = await newChat()
    expect((await as(olga).put(`${path}/assignee`, { memberId: adam.memberId })).body.assignee).toEqual({
      id: adam.memberId,
      name: 'Adam',
    })
    expect(await as(olga).put(`${path}/assignee`, { memberId: rex.memberId })).toHaveStatus(422)
    expect((await as(olga).get(path)).body.assignee.id).toBe(adam.memberId)
    expect((await as(adam).get('/conversations?assignee=me')).text).toContain(id)
    expect((await as(mia).get('/conversations?assignee=me')).text).not.toContain(id)
    expect((await as(olga).put(`${path}/assignee`, { memberId: null })).body.assignee).toBe(null)
  })
})

describe('the walls', () => {
  it('1, 2: hold for every route of a conversation', async () => {
    const { id, path } = await newChat()
    const tries = [
      as(rex).get(path),
      as(rex, world.acme).get(path),
      as(rex).get(`${path}/messages`),
      as(rex).post(`${path}/messages`, { text: 'Boo' }),
      as(rex).put(`${path}/handler`, { handler: 'member' }),
      as(rex).put(`${path}/status`, { status: 'resolved' }),
      as(rex).put(`${path}/read`, { seq: 2 }),
      as(rex).put(`${path}/assignee`, { memberId: rex.memberId }),
    ]
    for (const answer of await Promise.all(tries)) expect(answer).toHaveStatus(404)
    expect((await as(rex).get('/conversations')).text).not.toContain(id)
    expect((await as(olga).get(path)).body).toMatchObject({ handler: 'bot', status: 'open', seq: 2 })
  })

  it('12: hold for searches, in which % and _ are only characters', async () => {
    const { id, visitor } = await newChat()
    await visitor.say('canary 100%')
    await visitor.chat(4)
    for (const search of ['canary', '%25', '_', 'You said'])
      expect((await as(rex).get(`/conversations?search=${search}`)).body.data).toEqual([])
    expect(
      (await as(olga).get('/conversations?search=100%25')).body.data.map((each: { id: string }) => each.id),
    ).toEqual([id])
    expect((await as(olga).get('/conversations?search=1_0')).body.data).toEqual([])
  })

  it('20: hide the conversations of a bot that was taken away', async () => {
    const { id, botId, path } = await newChat()
    await as(olga).delete(`/bots/${botId}`)
    expect(await as(olga).get(path)).toHaveStatus(404)
    expect(await as(olga).post(`${path}/messages`, { text: 'hi' })).toHaveStatus(404)
    expect((await as(olga).get('/conversations')).text).not.toContain(id)
  })

  it('11: hold for cursors', async () => {
    await newChat()
    await newChat()
    const { body } = await as(olga).get('/conversations?limit=1')
    expect(await as(rex).get(`/conversations?limit=1&cursor=${body.nextCursor}`)).toHaveStatus(400)
    const next = await as(olga).get(`/conversations?limit=1&cursor=${body.nextCursor}`)
    expect(next.body.data[0].id).not.toBe(body.data[0].id)
  })

  it('let who has restricted access see and answer only their bots (M3)', async () => {
    const [seen, answered, hidden] = [await newChat(), await newChat(), await newChat()]
    const ben = await newMember(world.acme, 'Ben', 'member')
    await inWorkspace({ workspaceId: world.acme }, async ({ db }) => {
      await db
        .updateTable('members')
        .set({ access: 'restricted' })
        .where('workspaceId', '=', world.acme)
        .where('id', '=', ben.memberId)
        .execute()
      const power = (botId: string, power: string) => ({
        workspaceId: world.acme,
        memberId: ben.memberId,
        botId,
        power,
      })
      await db
        .insertInto('memberBots')
        .values([power(seen.botId, 'viewer'), power(answered.botId, 'agent')])
        .execute()
    })
    const { body } = await as(ben).get('/conversations')
    expect(new Set(body.data.map((each: { id: string }) => each.id))).toEqual(new Set([seen.id, answered.id]))
    expect(await as(ben).get(`${hidden.path}/messages`)).toHaveStatus(404)
    expect(await as(ben).post(`${hidden.path}/messages`, { text: 'hi' })).toHaveStatus(404)
    expect(await as(ben).post(`${seen.path}/messages`, { text: 'hi' })).toHaveStatus(403)
    expect(await as(ben).post(`${answered.path}/messages`, { text: 'hi' })).toHaveStatus(201)
    expect(await as(olga).put(`${seen.path}/assignee`, { memberId: ben.memberId })).toHaveStatus(422)
  })
})

describe('over the limit of bot users (L3)', () => {
  it('a newcomer is kept and shown, and the bot silent to them alone; owners are told', async () => {
    const workspaceId = await newWorkspace('Small', 'free')
    const zoe = await newMember(workspaceId, 'Zoe', 'owner')
    const bot = await newBot(zoe, ECHO)
    const early = await newVisitor(bot)
    await early.say('first')
    await early.chat(2)
    await fill(workspaceId, bot.id, 198)
    const [last, late] = [await newVisitor(bot), await newVisitor(bot)]
    await last.say('last in')
    expect(await last.chat(2)).toEqual(['contact: last in', 'bot: You said last in'])
    await late.say('too late')
    await late.chat(1)
    await early.say('still here')
    expect(await early.chat(4)).toContain('bot: You said still here')
    expect(await late.chat(1)).toEqual(['contact: too late'])
    const { body } = await as(zoe).get('/conversations?search=too')
    expect(body.data[0].contact.isOverLimit).toBe(true)
    const { body: log } = await as(zoe).get('/audit-log?kind=limit.neared')
    expect(log.data.map(({ target }: { target: { id: string } }) => target.id)).toContain('contacts')
  })
})

async function fill(workspaceId: string, botId: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const id = `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`
    return { workspaceId, id, botId, channel: 'webchat', address: `filler-${index}` }
  })
  await inWorkspace({ workspaceId }, ({ db }) => db.insertInto('contacts').values(rows).execute())
}
