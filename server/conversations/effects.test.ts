/** What flows do beside talking, over the database and with the worker: fields, tags, members, letters, entries. */
import { describe, expect, it } from 'vitest'
import { bare } from '../db/database.ts'
import { as } from '../test/as.ts'
import { lettersTo } from '../test/browser.ts'
import { newBot, newVisitor, type TestBot, theWorker, until } from '../test/chat.ts'
import { theWorld } from '../test/world.ts'

const world = theWorld()
theWorker()
const { olga, mia } = world

/** The steps one after the other, then «done». */
function chain(...steps: object[]): Record<string, object> {
  const all = [...steps, { block: 'say', text: 'done' }]
  return Object.fromEntries(
    all.map((step, index) => [`s${index}`, { ...step, next: index < steps.length ? `s${index + 1}` : undefined }]),
  )
}

const flowOf = (...steps: object[]) => ({ start: 's0', steps: chain(...steps) })

/** Runs the steps for a new visitor and returns the conversation as the team sees it then. */
async function run(...steps: object[]) {
  const bot = await newBot(olga, flowOf(...steps))
  return { bot, ...(await talk(bot)) }
}

async function talk(bot: TestBot) {
  const visitor = await newVisitor(bot)
  await visitor.say('go')
  await until(
    () => visitor.chat(2),
    (lines) => lines.at(-1) === 'bot: done',
  )
  return { visitor, conversation: await conversationOf(bot) }
}

async function conversationOf(bot: TestBot) {
  const { body } = await as(olga).get(`/conversations?bot=${bot.id}`)
  return body.data[0]
}

async function errorsOf(bot: TestBot) {
  const { body } = await as(olga).get(`/error-logs?bot=${bot.id}`)
  return body.data
}

describe('a flow', () => {
  it('writes fields of any kind, and what the team sees of the person', async () => {
    const { conversation } = await run(
      { block: 'set', field: 'plan', value: 'pro' },
      { block: 'set', field: 'email', value: 'Ann@Shop.Example' },
      { block: 'set', field: 'phone', value: '+49 30 1234' },
    )
    expect(conversation.contact).toMatchObject({
      fields: { plan: 'pro' },
      email: 'ann@shop.example',
      phone: '+49 30 1234',
    })
  })

  it('leaves a described field as it was where the value does not fit, and says so in the error log', async () => {
    const bot = await newBot(
      olga,
      flowOf({ block: 'set', field: 'age', value: '30' }, { block: 'set', field: 'age', value: 'old' }),
    )
    await as(olga).post(`/bots/${bot.id}/fields`, { scope: 'user', name: 'age', kind: 'number' })
    const { conversation } = await talk(bot)
    expect(conversation.contact.fields).toEqual({ age: 30 })
    expect(await errorsOf(bot)).toMatchObject([{ code: 'wrong-value', stepId: 's1', conversationId: conversation.id }])
  })

  it('writes fields of the bot, which every chat then reads', async () => {
    const { bot } = await run(
      { block: 'set', field: 'bot.greeting', value: 'Moin' },
      { block: 'say', text: '{{bot.greeting}}!' },
    )
    const { body } = await as(olga).get(`/bots/${bot.id}/fields?scope=bot`)
    expect(body.data).toMatchObject([{ name: 'greeting', kind: 'json', value: 'Moin' }])
    const { visitor } = await talk(bot)
    expect(await visitor.chat(3)).toEqual(['contact: go', 'bot: Moin!', 'bot: done'])
  })

  it('gives and takes tags and subscribes', async () => {
    const { conversation } = await run(
      { block: 'tag', change: 'add', tag: 'vip' },
      { block: 'tag', change: 'add', tag: 'new' },
      { block: 'tag', change: 'remove', tag: 'new' },
      { block: 'subscribe', change: 'unsubscribe' },
    )
    expect(conversation.contact).toMatchObject({ tags: ['vip'], isSubscribed: false })
  })

  it('assigns to the member named, and to the one with the fewest open conversations in turn', async () => {
    const { conversation } = await run({ block: 'assign', to: { memberId: mia.memberId } })
    expect(conversation).toMatchObject({ assignee: { id: mia.memberId }, handler: 'bot' })
    const bot = await newBot(olga, flowOf({ block: 'assign', to: 'in-turn' }))
    const first = (await talk(bot)).conversation.assignee.id
    const second = (await talk(bot)).conversation.assignee.id
    expect([first, second].includes(mia.memberId)).toBe(false)
    expect(first).not.toBe(second)
  })

  it('says in the error log when there is nobody to assign to', async () => {
    const { bot, conversation } = await run({ block: 'assign', to: { memberId: world.rex.memberId } })
    expect(conversation.assignee).toBeNull()
    expect(await errorsOf(bot)).toMatchObject([{ code: 'wrong-value', stepId: 's0' }])
  })

  it('resolves the conversation', async () => {
    const { conversation } = await run({ block: 'conversation', change: 'resolve' })
    expect(conversation.status).toBe('resolved')
  })

  it('notifies the members concerned, by letters in their languages', async () => {
    const { conversation } = await run({ block: 'notify', to: 'owners', text: 'Ann waits\n<b>now</b>' })
    const [letter] = await lettersTo(olga.email)
    expect(letter).toMatchObject({ kind: 'flow-notice', links: [expect.stringContaining(conversation.id)] })
    expect(letter?.html).toContain('&lt;b&gt;now&lt;/b&gt;')
    expect(await lettersTo(mia.email)).toEqual([])
  })

  it('writes at most twenty letters a day of one step', async () => {
    const many = Array.from({ length: 22 }, () => ({ block: 'say', text: 'again' }))
    const bot = await newBot(olga, {
      start: 'tell',
      steps: {
        tell: { block: 'notify', to: { memberIds: [mia.memberId] }, text: 'Hello', next: 'more' },
        more: { block: 'ask', kind: 'text', text: 'more?', next: 'tell', maxTries: 3 },
      },
    })
    const visitor = await newVisitor(bot)
    for (const [index] of many.entries()) {
      await visitor.say('go')
      await visitor.chat(2 * (index + 1))
    }
    expect((await lettersTo(mia.email)).length).toBe(20)
    expect(await errorsOf(bot)).toMatchObject([{ code: 'mail-limit', stepId: 'tell', occurrences: 2 }])
  })

  it('sends an e-mail from the workspace’s name, in one line of subject and without markup', async () => {
    await run({
      block: 'mail',
      to: 'ann@shop.example',
      subject: 'Your\r\nBcc: all@shop.example',
      text: 'Hi <script>\n\nBye',
    })
    const [letter] = await lettersTo('ann@shop.example')
    expect(letter).toMatchObject({ kind: 'flow-mail', subject: 'Your Bcc: all@shop.example', fromName: 'Acme' })
    expect(letter?.html).toContain('Hi &lt;script&gt;')
  })

  it.each(['ann@shop.example\nBcc: bob@shop.example', 'ann@shop.example, bob@shop.example', 'nobody'])(
    'sends nothing to %j',
    async (to) => {
      const { bot } = await run(
        { block: 'set', field: 'to', value: to },
        { block: 'mail', to: '{{to}}', subject: 'Hi', text: 'Hi' },
      )
      expect((await errorsOf(bot)).map(({ code }: { code: string }) => code)).toEqual(['wrong-value'])
    },
  )

  it('tracks an event with its details', async () => {
    const { conversation } = await run({ block: 'track', name: 'ordered', data: [{ name: 'total', value: '12' }] })
    const facts = await bare().selectFrom('events').select('data').where('kind', '=', 'contact.tracked').execute()
    expect(facts.map(({ data }) => data)).toMatchObject([
      { name: 'ordered', data: { total: '12' }, contactId: conversation.contact.id, conversationId: conversation.id },
    ])
  })

  it('keeps with a message which step said it, and counts its steps', async () => {
    const { bot, conversation } = await run({ block: 'say', text: 'one' })
    const said = await bare()
      .selectFrom('messages')
      .select(['stepId', 'author'])
      .where('conversationId', '=', conversation.id)
      .orderBy('seq')
      .execute()
    expect(said).toEqual([
      { author: 'contact', stepId: null },
      { author: 'bot', stepId: 's0' },
      { author: 'bot', stepId: 's1' },
    ])
    const counted = () =>
      bare()
        .selectFrom('stepCounts as c')
        .innerJoin('flowVersions as v', 'v.id', 'c.flowVersionId')
        .innerJoin('flows as f', 'f.id', 'v.flowId')
        .select(['c.stepId', 'c.entered', 'c.answered', 'c.failed'])
        .where('f.botId', '=', bot.id)
        .orderBy('c.stepId')
        .execute()
    expect(await until(counted, (rows) => rows.length === 2)).toEqual([
      { stepId: 's0', entered: 1, answered: 0, failed: 0 },
      { stepId: 's1', entered: 1, answered: 0, failed: 0 },
    ])
  })
})

describe('entries', () => {
  it('begin a flow by a tag and by a field, with what happened', async () => {
    const { steps } = flowOf({ block: 'tag', change: 'add', tag: 'vip' }, { block: 'set', field: 'plan', value: 'pro' })
    const bot = await newBot(olga, {
      start: 's0',
      steps: {
        ...steps,
        tagged: { block: 'say', text: 'tagged {{event.tag}}' },
        changed: { block: 'say', text: 'plan {{event.value}}' },
      },
      entries: [
        { kind: 'tag-added', id: 'vip', to: 'tagged', tag: 'vip' },
        { kind: 'tag-added', id: 'other', to: 'tagged', tag: 'other' },
        { kind: 'field-changed', id: 'plan', to: 'changed', field: 'plan' },
      ],
    })
    const visitor = await newVisitor(bot)
    await visitor.say('go')
    expect(await visitor.chat(4)).toEqual(['contact: go', 'bot: done', 'bot: tagged vip', 'bot: plan pro'])
  })

  it('that open one another end after five in a row, with a line of the error log (attack 95)', async () => {
    const bot = await newBot(olga, {
      start: 'count',
      steps: {
        count: { block: 'say', text: 'round', next: 'change' },
        change: { block: 'set', field: 'round', value: '{{round}}x' },
      },
      entries: [{ kind: 'field-changed', id: 'again', field: 'round' }],
    })
    const visitor = await newVisitor(bot)
    await visitor.say('go')
    const errors = await until(
      () => errorsOf(bot),
      (lines) => lines.length > 0,
    )
    expect(errors).toMatchObject([{ code: 'event-loop', occurrences: 1 }])
    expect((await visitor.chat(7)).filter((line) => line === 'bot: round').length).toBe(6)
  })
})
