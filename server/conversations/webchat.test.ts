/** The way of a message from the web chat through a flow and back. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { look } from '../db/in-workspace.ts'
import { as, request } from '../test/as.ts'
import { ASKS_NAME, ECHO, newBot, newVisitor, publish, theWorker, until, visitorWith } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
theWorker()
const { olga, rex } = world

describe('a message', () => {
  it('goes through the flow and comes back answered', async () => {
    const visitor = await newVisitor(await newBot(olga, ASKS_NAME))
    expect(await visitor.send({ kind: 'start' })).toHaveStatus(202)
    expect(await visitor.chat(1)).toEqual(['bot: What is your name?'])
    await visitor.say('Ann')
    expect(await visitor.chat(4)).toEqual([
      'bot: What is your name?',
      'contact: Ann',
      'bot: Hello Ann!',
      'bot: What else?',
    ])
  })

  it('is shown to the team with the bot user’s name and fields', async () => {
    const bot = await newBot(olga, ASKS_NAME)
    const visitor = await newVisitor(bot)
    await visitor.say('hi')
    await visitor.chat(2)
    await visitor.say('Ann')
    await visitor.chat(5)
    const { body } = await as(olga).get(`/conversations?bot=${bot.id}`)
    expect(body.data).toMatchObject([
      { contact: { name: 'Ann', fields: { name: 'Ann' } }, unread: 2, seq: 5, handler: 'bot', lastAuthor: 'bot' },
    ])
    const { body: page } = await as(olga).get(`/conversations/${body.data[0].id}/messages?limit=2`)
    expect(page.data.map((each: { seq: number }) => each.seq)).toEqual([4, 5])
    expect(page.hasMore).toBe(true)
  })

  it('counts once, however often and at once it is sent again', async () => {
    const visitor = await newVisitor(await newBot(olga, ECHO))
    const id = randomUUID()
    const answers = await Promise.all(Array.from({ length: 10 }, () => visitor.say('once', id)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202))
    expect(await visitor.chat(2)).toEqual(['contact: once', 'bot: You said once'])
    await visitor.say('once', id)
    await visitor.say('twice')
    expect(await visitor.chat(4)).toEqual([
      'contact: once',
      'bot: You said once',
      'contact: twice',
      'bot: You said twice',
    ])
  })

  it('keeps its place in the conversation', async () => {
    const visitor = await newVisitor(await newBot(olga, ECHO))
    const words = Array.from({ length: 20 }, (_, index) => `word ${index}`)
    for (const word of words) await visitor.say(word)
    expect(await visitor.chat(40)).toEqual(words.flatMap((word) => [`contact: ${word}`, `bot: You said ${word}`]))
    const { body } = await visitor.messages()
    expect(body.data.map((each: { seq: number }) => each.seq)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    )
  })

  it('is answered in the workspace’s zone, from the moment it changes (W10)', async () => {
    const bot = await newBot(olga, {
      start: 'time',
      steps: { time: { block: 'say', text: '{{BOT_TIMEZONE}} {{BOT_CURRENT_HOUR}}' } },
    })
    const visitor = await newVisitor(bot)
    const hourIn = (timeZone: string) =>
      Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format())
    for (const [index, zone] of ['Asia/Kathmandu', 'America/New_York', 'Europe/Berlin'].entries()) {
      expect(await as(olga).patch('', { timezone: zone })).toHaveStatus(200)
      await visitor.say('time?')
      expect((await visitor.chat(2 * index + 2)).at(-1)).toBe(`bot: ${zone} ${hourIn(zone)}`)
    }
  })

  it('meets the new version only when the session begins anew', async () => {
    const bot = await newBot(olga, ASKS_NAME)
    const visitor = await newVisitor(bot)
    await visitor.send({ kind: 'start' })
    await visitor.chat(1)
    await publish(olga, bot.id, ECHO)
    await visitor.say('Ann')
    expect((await visitor.chat(4)).slice(2)).toEqual(['bot: Hello Ann!', 'bot: What else?'])
    const other = await newVisitor(bot)
    await other.say('new')
    expect(await other.chat(2)).toEqual(['contact: new', 'bot: You said new'])
  })

  it('to a paused or unpublished bot is kept without an answer', async () => {
    const bot = await newBot(olga, ECHO)
    await as(olga).patch(`/bots/${bot.id}`, { status: 'paused' })
    const visitor = await newVisitor(bot)
    await visitor.say('anyone?')
    expect(await visitor.chat(1)).toEqual(['contact: anyone?'])
    await as(olga).patch(`/bots/${bot.id}`, { status: 'live' })
    await visitor.say('and now?')
    expect(await visitor.chat(3)).toEqual(['contact: anyone?', 'contact: and now?', 'bot: You said and now?'])
  })
})

describe('the public door', () => {
  it('tells of a bot what a visitor may know', async () => {
    const bot = await newBot(olga, ECHO, 'Hal')
    const { body } = await request('GET', `/api/chat/${bot.publicKey}`)
    expect(Object.keys(body).sort()).toEqual(['logoUrl', 'name', 'theme', 'workspaceName'])
    expect(body).toMatchObject({ name: 'Hal', workspaceName: 'Acme' })
  })

  it('18: does not know a visitor’s token at another bot', async () => {
    const [own, sister, foreign] = [await newBot(olga, ECHO), await newBot(olga, ECHO), await newBot(rex, ECHO)]
    const { token } = await newVisitor(own)
    for (const { publicKey } of [sister, foreign]) {
      const lost = visitorWith(publicKey, token)
      expect(await lost.say('hi')).toHaveStatus(404)
      expect(await lost.messages()).toHaveStatus(404)
      expect(await request('GET', `/api/chat/${publicKey}/live?visitor=${token}`)).toHaveStatus(404)
    }
    const tampered = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`
    expect(await visitorWith(own.publicKey, tampered).say('hi')).toHaveStatus(404)
    expect(await visitorWith(own.publicKey, '').say('hi')).toHaveStatus(401)
  })

  it('18: keeps the chats of two visitors apart', async () => {
    const bot = await newBot(olga, ECHO)
    const [one, two] = [await newVisitor(bot), await newVisitor(bot)]
    const id = randomUUID()
    await one.say('mine', id)
    await two.say('yours', id)
    expect(await one.chat(2)).toEqual(['contact: mine', 'bot: You said mine'])
    expect(await two.chat(2)).toEqual(['contact: yours', 'bot: You said yours'])
  })

  it('7: refuses fields it does not know, and words that are too many', async () => {
    const visitor = await newVisitor(await newBot(olga, ECHO))
    expect(await visitor.send({ kind: 'text', text: 'hi', author: 'member' })).toHaveStatus(422)
    expect(await visitor.send({ kind: 'text', text: 'x'.repeat(4001) })).toHaveStatus(422)
    expect(await visitor.send({ kind: 'text', text: 'hi' }, 'no-uuid')).toHaveStatus(422)
    expect(await request('POST', `/api/chat/unknown/visitors`, { body: {} })).toHaveStatus(404)
  })

  it('lets in the sites on the bot’s list, without credentials', async () => {
    const bot = await newBot(olga, ECHO)
    const from = (origin: string, method = 'GET') =>
      request(method, `/api/chat/${bot.publicKey}`, { headers: { origin } })
    expect((await from('https://any.example')).headers.get('access-control-allow-origin')).toBe('*')
    await as(olga).patch(`/bots/${bot.id}`, { allowedOrigins: ['https://shop.example/cart'] })
    const allowed = await from('https://shop.example', 'OPTIONS')
    expect(allowed).toHaveStatus(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(allowed.headers.get('access-control-allow-credentials')).toBe(null)
    expect(await from('https://evil.example')).toHaveStatus(403)
    expect((await from('https://evil.example', 'OPTIONS')).headers.get('access-control-allow-origin')).toBe(null)
  })

  it('slows down who writes more than 30 times a minute, in words the widget can read', async () => {
    const visitor = await newVisitor(await newBot(olga, ECHO))
    const answers = await Promise.all(Array.from({ length: 31 }, (_, index) => visitor.say(`word ${index}`)))
    const late = answers.filter(({ status }) => status === 429)
    expect(late.length).toBe(1)
    expect(Number(late[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('20: is closed at once when bot or workspace is deleted', async () => {
    const bot = await newBot(rex, ECHO)
    const visitor = await newVisitor(bot)
    await as(rex).delete(`/bots/${bot.id}`)
    expect(await visitor.say('hi')).toHaveStatus(404)
    expect(await request('GET', `/api/chat/${bot.publicKey}`)).toHaveStatus(404)
  })
})

describe('what is kept', () => {
  it('is one row a message and nothing that still waits', async () => {
    const visitor = await newVisitor(await newBot(olga, ECHO))
    await visitor.say('kept')
    await visitor.chat(2)
    const waiting = () =>
      look({ workspaceId: world.acme }, (db) =>
        db.selectFrom('outbound').select('id').where('workspaceId', '=', world.acme).execute(),
      )
    expect(await until(waiting, (rows) => rows.length === 0)).toEqual([])
  })
})
