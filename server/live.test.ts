/** Live streams: what one may see arrives, nothing else does, gaps are filled, and lost rights end them within a second. */
import { describe, expect, it, vi } from 'vitest'
import { forgetEveryone } from './access/who.ts'
import { bare } from './db/database.ts'
import { inWorkspace } from './db/in-workspace.ts'
import { as, request, theApp } from './test/as.ts'
import { ECHO, newBot, newVisitor, rest, type TestBot, theWorker, until } from './test/chat.ts'
import { newMember, type Someone, theWorld } from './test/world.ts'

const world = theWorld()
theWorker()
const { olga, adam, rex } = world

interface Heard {
  events: Array<{ id: string; event: string; data: Record<string, unknown> }>
  isOpen: boolean
  status: number
}

/** Listens in the background. */
async function listen(path: string, headers: Record<string, string>): Promise<Heard> {
  const answer = await theApp().request(path, { headers })
  const heard: Heard = { events: [], isOpen: true, status: answer.status }
  void read(answer, heard)
  return heard
}

async function read(answer: Response, heard: Heard): Promise<void> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    const blocks = (rest + chunk.value).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, id = ''] = /^id: (.*)$/m.exec(block) ?? []
      const [, event] = /^event: (.*)$/m.exec(block) ?? []
      const [, data = '{}'] = /^data: (.*)$/m.exec(block) ?? []
      if (event) heard.events.push({ id, event, data: JSON.parse(data) })
    }
  }
  heard.isOpen = false
}

const dashboard = (someone: Someone, workspaceId = someone.workspaceId, more: Record<string, string> = {}) =>
  listen(`/api/workspaces/${workspaceId}/live`, { authorization: `Bearer ${someone.token}`, ...more })
const widget = ({ publicKey }: TestBot, token: string, more: Record<string, string> = {}) =>
  listen(`/api/chat/${publicKey}/live`, { authorization: `Bearer ${token}`, ...more })
const hears = (heard: Heard, isIt: (one: Heard['events'][number]) => boolean) =>
  until(
    async () => heard.events.some(isIt),
    (found) => found,
  )

describe('a visitor’s stream', () => {
  it('brings their own words and the answers, and after a break what was missed', async () => {
    const bot = await newBot(olga, ECHO)
    const visitor = await newVisitor(bot)
    const first = await widget(bot, visitor.token)
    await visitor.say('one')
    expect(await hears(first, ({ data }) => data.author === 'bot')).toBe(true)
    expect(first.events.map(({ event, data }) => [event, data.seq, data.author])).toEqual([
      ['message', 1, 'contact'],
      ['message', 2, 'bot'],
    ])
    await visitor.say('two')
    await visitor.chat(4)
    const second = await widget(bot, visitor.token, { 'last-event-id': '1' })
    expect(await hears(second, ({ data }) => data.seq === 4)).toBe(true)
    expect(second.events.map(({ id }) => id)).toEqual(['2', '3', '4'])
  })

  it('14: brings nothing of other visitors', async () => {
    const bot = await newBot(olga, ECHO)
    const [one, two] = [await newVisitor(bot), await newVisitor(bot)]
    const [first, second] = [await widget(bot, one.token), await widget(bot, two.token)]
    await one.say('mine')
    await hears(first, ({ data }) => data.author === 'bot')
    await two.say('yours')
    await hears(second, ({ data }) => data.author === 'bot')
    expect(JSON.stringify(first.events)).not.toContain('yours')
    expect(JSON.stringify(second.events)).not.toContain('mine')
  })
})

describe('a stream that is asked for by HEAD', () => {
  it('is not opened, since nobody would end it', async () => {
    const bot = await newBot(olga, ECHO)
    const { token } = await newVisitor(bot)
    const timers = vi.spyOn(globalThis, 'setInterval')
    for (const [path, bearer] of [
      [`/api/chat/${bot.publicKey}/live`, token],
      [`/api/workspaces/${world.acme}/live`, olga.token],
    ]) {
      const answer = await request('HEAD', path ?? '', { headers: { authorization: `Bearer ${bearer}` } })
      expect(answer.headers.get('content-type')).toContain('text/event-stream')
    }
    expect(timers).not.toHaveBeenCalled()
    timers.mockRestore()
  })
})

describe('a dashboard’s stream', () => {
  it('attack 54: keeps no session alive by itself', async () => {
    const ida = await newMember(world.acme, 'Ida Idle', 'member')
    const heard = await dashboard(ida)
    const lastSeenAt = new Date(Date.now() - 3_600_000).toISOString()
    const session = bare().selectFrom('sessions').select('lastSeenAt').where('userId', '=', ida.userId)
    await bare().updateTable('sessions').set({ lastSeenAt }).where('userId', '=', ida.userId).execute()
    forgetEveryone()
    await rest(200)
    expect(heard.isOpen).toBe(true)
    expect(Date.parse((await session.executeTakeFirstOrThrow()).lastSeenAt)).toBe(Date.parse(lastSeenAt))
  })

  it('brings messages with their conversation and number, and facts', async () => {
    const bot = await newBot(olga, ECHO)
    const heard = await dashboard(olga)
    const visitor = await newVisitor(bot)
    await visitor.say('hello team')
    expect(await hears(heard, ({ data }) => data.kind === 'message.queued')).toBe(true)
    const received = heard.events.find(({ data }) => data.kind === 'message.received')
    expect(received).toMatchObject({
      event: 'message',
      data: { botId: bot.id, seq: 1, message: { author: 'contact', content: { text: 'hello team' } } },
    })
    expect(heard.events.find(({ data }) => data.kind === 'conversation.started')).toMatchObject({
      event: 'fact',
      data: { botId: bot.id },
    })
    await as(olga).patch(`/bots/${bot.id}`, { name: 'Renamed' })
    expect(await hears(heard, ({ data }) => data.kind === 'bot.updated')).toBe(true)
    expect(JSON.stringify(heard.events)).not.toMatch(/"ip"|"before"|"viaId"/)
  })

  it('14: is refused next door, and brings nothing from there', async () => {
    expect((await dashboard(rex, world.acme)).status).toBe(404)
    const heard = await dashboard(rex)
    const visitor = await newVisitor(await newBot(olga, ECHO))
    await visitor.say('canary of Acme')
    await visitor.chat(2)
    const own = await newVisitor(await newBot(rex, ECHO))
    await own.say('ours')
    expect(await hears(heard, ({ data }) => data.kind === 'message.queued')).toBe(true)
    expect(JSON.stringify(heard.events)).not.toContain('canary')
  })

  it('fills the gap after a break', async () => {
    const bot = await newBot(olga, ECHO)
    const first = await dashboard(olga)
    const visitor = await newVisitor(bot)
    await visitor.say('one')
    await hears(first, ({ data }) => data.kind === 'message.queued')
    const lastId = first.events.at(-1)?.id ?? ''
    await visitor.say('two')
    await visitor.chat(4)
    await as(olga).patch(`/bots/${bot.id}`, { name: 'Meanwhile' })
    const second = await dashboard(olga, world.acme, { 'last-event-id': lastId })
    expect(await hears(second, ({ data }) => data.kind === 'bot.updated' && data.botId === bot.id)).toBe(true)
    expect(
      second.events.some(({ event, data }) => event === 'message' && data.botId === bot.id && data.seq === 4),
    ).toBe(true)
    const stranger = await dashboard(olga, world.acme, { 'last-event-id': 'nonsense' })
    expect(await hears(stranger, ({ event }) => event === 'gap')).toBe(true)
  })

  it('shows who has restricted access only their bots (M3), and members no invitations', async () => {
    const [seen, hidden] = [await newBot(olga, ECHO), await newBot(olga, ECHO)]
    const ben = await newMember(world.acme, 'Ben', 'member')
    await inWorkspace({ workspaceId: world.acme }, async ({ db }) => {
      await db
        .updateTable('members')
        .set({ access: 'restricted' })
        .where('workspaceId', '=', world.acme)
        .where('id', '=', ben.memberId)
        .execute()
      await db
        .insertInto('memberBots')
        .values({ workspaceId: world.acme, memberId: ben.memberId, botId: seen.id, power: 'viewer' })
        .execute()
    })
    const heard = await dashboard(ben)
    await (await newVisitor(hidden)).say('hidden words')
    await as(olga).post('/invitations', { email: 'new@acme.test', role: 'member' })
    await (await newVisitor(seen)).say('shown words')
    expect(await hears(heard, ({ data }) => data.kind === 'message.queued')).toBe(true)
    expect(JSON.stringify(heard.events)).not.toMatch(/hidden words|invitation/)
  })

  it('28: ends within a second when the role changes or the member is removed (M8)', async () => {
    for (const change of [
      (id: string) => as(olga).put(`/members/${id}/role`, { role: 'admin' }),
      (id: string) => as(olga).delete(`/members/${id}`),
    ]) {
      const cleo = await newMember(world.acme, 'Cleo', 'member').catch(() =>
        newMember(world.acme, `Cleo ${Date.now()}`, 'member'),
      )
      const [hers, adams] = [await dashboard(cleo), await dashboard(adam)]
      const started = performance.now()
      expect((await change(cleo.memberId)).status).toBeLessThan(300)
      await until(
        async () => hers.isOpen,
        (isOpen) => !isOpen,
      )
      expect(performance.now() - started).toBeLessThan(1000)
      expect(adams.isOpen).toBe(true)
    }
  })

  it('ends with the session', async () => {
    const dora = await newMember(world.acme, 'Dora', 'member')
    const heard = await dashboard(dora)
    await bare().deleteFrom('sessions').where('userId', '=', dora.userId).execute()
    forgetEveryone()
    await until(
      async () => heard.isOpen,
      (isOpen) => !isOpen,
    )
    expect(heard.isOpen).toBe(false)
  })
})
